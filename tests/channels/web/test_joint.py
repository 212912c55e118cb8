"""Applying together on the web: invited by a code, told before saying yes, each with their own answers from then on."""

import re
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from tests import town as towns
from tests.actions.test_joint import apply
from tests.channels.visiting import Visitor
from tests.channels.web.test_mandates import grow_old, prove, signed_in
from tests.town import Town

from sportello.actions import desk, erasing, live
from sportello.actions.money import books
from sportello.core import actors
from sportello.core.actors import Role
from sportello.store.cases import Case


def invited(town: Town) -> tuple[Visitor, UUID, str]:
    ana, by = signed_in("Ana Ruiz")
    case = apply(town, by).case
    ana.get(f"/cases/{case}")
    ana.post(f"/cases/{case}/invite")
    [code] = re.findall(r'sp-code">([A-Z0-9-]{14})<', ana.text)
    return ana, case, code


def test_who_has_to_prove_who_they_are_before_inviting_goes_on_from_there(town: Town) -> None:
    ana, by = signed_in("Ana Ruiz")
    case = apply(town, by).case
    grow_old(ana, by)
    ana.post(f"/cases/{case}/invite")
    assert ana.path == "/account/again"
    prove(ana)
    assert ana.get(f"/cases/{case}/invite").status_code == 200 and "You have shown that it is you" in ana.text


def test_a_co_applicant_is_told_what_they_join_says_yes_and_sees_what_is_theirs(town: Town) -> None:
    (ana, case, code), (ben, _) = invited(town), signed_in("Ben Ruiz")
    alone = ana.get(f"/cases/{case}").content.decode()
    assert "Which parent or guardian" in alone and "Receipt with reference and code" in alone
    ben.get("/my/joint")
    ben.post("/my/joint", code=code)
    assert "Do you apply together with Ana Ruiz?" in ben.text and "The other parent or guardian" in ben.text
    assert ben.get(f"/cases/{case}").status_code == 403
    ben.post("/my/joint", code=code, accept="yes")
    assert ben.path == f"/cases/{case}" and "Both of you have been told." in ben.text
    assert "You applied together with Ana Ruiz." in ben.text and "Which parent or guardian" not in ben.text
    assert "Is another parent or guardian applying" in ben.text and "/withdraw" not in ben.text
    assert "Receipt with the reference" in ben.text  # no code opens it any more
    seen = ana.get(f"/cases/{case}").content.decode()
    assert "You applied together with Ben Ruiz." in seen and "Is another parent or guardian applying" not in seen
    assert f"/cases/{case}" in ben.get("/my").content.decode()


def test_a_co_applicant_who_joined_sees_the_bill_of_the_case_and_nobody_else(town: Town) -> None:
    (ana, case, code), (ben, _), (eve, _) = invited(town), signed_in("Ben Ruiz"), signed_in("Eve Stone")
    row = Case.objects.select_related("party").get(id=case)
    terms = books.Terms(row.service, {"en": "School fee"}, Decimal(40), "USD", live.today())
    with transaction.atomic():
        bill = books.open_bill(terms, party=row.party_id, case=row, path="pay", by=actors.system("register")).id
    assert ben.get(f"/bills/{bill}").status_code == 404
    ben.post("/my/joint", code=code, accept="yes")
    for one in (ana, ben):
        assert one.get(f"/bills/{bill}").status_code == 200 and "School fee" in one.text
    assert eve.get(f"/bills/{bill}").status_code == 404
    assert f"/bills/{bill}" not in ben.get("/bills").content.decode()


def test_an_invitation_taken_back_is_no_code_any_more(town: Town) -> None:
    (ana, case, code), (ben, _) = invited(town), signed_in("Ben Ruiz")
    assert "Somebody is invited" in ana.get(f"/cases/{case}").content.decode()
    ana.post(f"/cases/{case}/invite/back")
    assert "The invitation is taken back" in ana.text
    ben.post("/my/joint", code=code)
    assert "There is no such code" in ben.text


def test_the_desk_names_both_and_says_what_is_erased(town: Town) -> None:
    (_, case, code), (ben, by) = invited(town), signed_in("Ben Ruiz")
    lead = towns.staff("digital", Role.LEAD)
    named = [one.name for one in desk.open_case(case, purpose="work", by=lead).applicants]
    ben.post("/my/joint", code=code, accept="yes")
    towns.rule(towns.open_task(case), "deny", "income_too_high")
    both = [one.name for one in desk.open_case(case, purpose="work", by=lead).applicants]
    assert (named, both) == (["Ana Ruiz", ""], ["Ana Ruiz", "Ben Ruiz"]) and by.party
    erasing.erase_party(by.party, by=by)
    opened = desk.open_case(case, purpose="work", by=lead)
    assert [one.is_erased for one in opened.applicants] == [False, True] and opened.explained == ()
