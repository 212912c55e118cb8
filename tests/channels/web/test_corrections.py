"""What the city has wrong is reported from the folder, beside the entry, and stands there until it is answered."""

from dataclasses import replace

from tests import town as towns
from tests.channels.web.test_own_folder import PERSON, signed_in
from tests.town import Town, code_of

from sportello.actions import corrections, drafts, folder
from sportello.store.cases import Case

HOME = {"line": "48 Klin Road", "postcode": "00117", "place": "brickfields", "fixed": True}


def test_an_error_is_reported_with_what_the_city_says_filled_in(town: Town) -> None:
    ana = towns.resident(person=PERSON, home=HOME)
    visitor = signed_in(ana)
    visitor.get("/my/data")
    assert visitor.text.count("Report an error<") == 2
    visitor.post("/my/data/wrong", datum="home")
    assert visitor.path.endswith("/right")
    visitor.post(visitor.path, answer="48 Kiln Road")
    visitor.post(visitor.path, answer="")
    assert visitor.path.endswith("/check") and "48 Klin Road" in visitor.text
    visitor.post(visitor.path.replace("check", "send"))
    [case] = Case.objects.filter(party=ana.party)
    visitor.get("/my/data")
    assert f'href="/cases/{case.id}"' in visitor.text and visitor.text.count("Report an error<") == 1
    towns.run_jobs()
    towns.rule(towns.open_task(case.id), "approve", "corrected")
    visitor.get("/my/data")
    assert visitor.text.count("Report an error<") == 2


def test_a_report_begun_twice_is_one(town: Town) -> None:
    ana = towns.resident(person=PERSON, home=HOME)
    begun = [corrections.begin(datum, "en", by=ana) for datum in ("home", "home", "person")]
    assert begun[0] == begun[1] != begun[2]


def test_only_what_the_city_knows_of_oneself_can_be_reported(town: Town) -> None:
    ana = towns.resident(person=PERSON)
    for by, datum, code in (
        (ana, "home", "correction.unknown"),
        (ana, "shoe_size", "correction.unknown"),
        (towns.stranger(), "person", "folder.sign_in"),
        (towns.staff("registry"), "person", "folder.sign_in"),
    ):
        assert code_of(lambda by=by, datum=datum: corrections.begin(datum, "en", by=by)) == code  # type: ignore[misc]


def test_who_acts_for_another_reports_within_the_mandate_only(town: Town) -> None:
    ana, carer = towns.resident(person=PERSON, home=HOME), towns.resident()
    acting = replace(carer, on_behalf_of=ana.party, mandate=ana.account)
    draft = corrections.begin("home", "es", by=acting)
    assert drafts.get(draft, by=ana).draft.answers["datum"] == "home"
    narrow = replace(acting, scope=frozenset({"street-defect"}))
    assert folder.list_data(by=narrow) == [] and corrections.list_pending(by=narrow) == {}
    assert code_of(lambda: corrections.begin("home", "en", by=narrow)) == "correction.unknown"
