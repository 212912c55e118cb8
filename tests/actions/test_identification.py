"""Whose an account is: checked by a clerk at a counter, or by a letter to where the register says one lives."""

from datetime import timedelta

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import (
    accounts,
    city,
    counter,
    erasing,
    folder,
    identification,
    letters,
    looks,
    retention,
    sealing,
    slips,
)
from sportello.core.actors import Actor, Assurance, Role
from sportello.integrations import fakes
from sportello.store.accounts import Account, Code, Identification, Letter
from sportello.store.messages import Batch
from sportello.store.record import Event

HOME = {"line": "5 Moon Street", "postcode": "00101", "place": "old-town"}


def registered() -> tuple[Account, Actor]:
    """Be somebody of whom the register knows where they live, and no more is known."""
    by = towns.resident(Assurance.LOW, home=HOME)
    return Account.objects.get(id=by.account), by


def code_of_letter(monkeypatch: pytest.MonkeyPatch, by: Actor) -> str:
    """Order a letter, and give its code."""
    issued: list[str] = []
    real = slips.issue
    Letter.objects.filter(account=by.account).update(printed_at=city.now())  # else the one before is the one
    monkeypatch.setattr(slips, "issue", lambda *given: issued.append(real(*given)) or issued[-1])
    identification.order_letter(by=by)
    return issued[-1]


def clerk() -> Actor:
    return towns.staff("registry")


def test_a_clerk_at_a_counter_makes_it_as_sure_as_can_be(town: Town) -> None:
    account, _ = registered()
    by = clerk()
    identification.check_at_counter(account.id, "passport", "Ana María Ruiz", by=by)
    account.refresh_from_db()
    assert (account.assurance, account.name) == (Assurance.HIGH, "Ana María Ruiz")
    (line,) = Event.objects.filter(kind="account.identified", facts__account=str(account.id))
    assert line.actor == by.name and line.facts["document"] == "passport" and "Ana" not in str(line.facts)
    (kept,) = Identification.objects.filter(account=account)
    assert (kept.how, kept.level, kept.document) == ("counter", Assurance.HIGH, "passport")


@pytest.mark.parametrize(
    "who",
    [
        towns.stranger,
        towns.resident,
        lambda: towns.staff("*", Role.AUDITOR),
        lambda: towns.staff("fire"),
        lambda: towns.staff("partner:library"),
    ],
)
def test_nobody_else_checks_looks_up_or_opens(town: Town, who: object) -> None:
    account, _ = registered()
    by = who()  # type: ignore[operator]
    deeds = (
        lambda: identification.check_at_counter(account.id, "passport", "Ana", by=by),
        lambda: counter.find(account.login, by=by),
        lambda: counter.see(account.id, by=by),
        lambda: counter.open_for("Ana", "passport", "paper", {}, "en", by=by),
    )
    assert [code_of(deed) for deed in deeds] == ["access.counter"] * 4


def test_a_clerk_checks_nobody_from_staff_and_not_themselves(town: Town) -> None:
    by = clerk()
    for account in (by.account, towns.staff("housing").account):
        assert account
        refused = code_of(lambda account=account: identification.check_at_counter(account, "passport", "X", by=by))
        assert refused == "account.not_found"
    Account.objects.filter(id=by.account).update(party=towns.resident().party)
    assert by.account
    assert code_of(lambda: identification.check_at_counter(by.account, "passport", "X", by=by)) == "access.own"


@pytest.mark.parametrize(
    ("document", "name", "code"),
    [
        ("", "Ana", "identification.document"),
        ("library card", "Ana", "identification.document"),
        ("passport", " ", "answer.missing"),
    ],
)
def test_a_document_of_a_known_kind_and_a_name_are_needed(town: Town, document: str, name: str, code: str) -> None:
    account, _ = registered()
    assert code_of(lambda: identification.check_at_counter(account.id, document, name, by=clerk())) == code
    account.refresh_from_db()
    assert account.assurance == Assurance.LOW


def test_a_letter_goes_to_the_registered_address_and_its_code_counts_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, by = registered()
    code = code_of_letter(monkeypatch, by)
    assert code_of(lambda: identification.confirm_letter("7QK2-M9FX-3RTA", by=by)) == "slip.wrong"
    identification.confirm_letter(code.lower().replace("-", " "), by=by)
    account.refresh_from_db()
    assert account.assurance == Assurance.SUBSTANTIAL
    assert code_of(lambda: identification.confirm_letter(code, by=by)) == "slip.wrong"
    kinds = [line.kind for line in Event.objects.filter(facts__account=str(account.id)).order_by("at")]
    assert kinds == ["account.letter_ordered", "account.identified"]


def test_a_letters_code_is_read_only_with_the_accounts_key_until_it_is_posted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, by = registered()
    code = code_of_letter(monkeypatch, by)
    (letter,) = Letter.objects.filter(account=account)
    assert code.encode() not in bytes(letter.sealed or b"") and letters.content_of(letter)["code"] == code
    printer = clerk()
    assert letters.print_one(letter.id, by=printer).startswith(b"%PDF")
    letters.post(letter.id, by=printer)
    letter.refresh_from_db()
    assert letters.content_of(letter) == {"to": [account.name, HOME["line"], HOME["postcode"]]}


def test_the_letter_says_to_whom_which_code_and_until_when(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account, by = registered()
    with towns.with_parts(typesetter=fakes.FakeTypesetter()):
        code = code_of_letter(monkeypatch, by)
        letter = Letter.objects.get(account=account)
        said = letters.print_one(letter.id, by=clerk()).decode("latin-1")
    for part in (code, letter.reference, account.name, HOME["line"], "good until July 1, 2026", "test/account/letter"):
        assert part in said, part


def test_an_old_letters_code_and_another_accounts_are_no_good(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    _, by = registered()
    _, other = registered()
    first = code_of_letter(monkeypatch, by)
    monkeypatch.undo()
    second = code_of_letter(monkeypatch, by)
    assert code_of(lambda: identification.confirm_letter(first, by=by)) == "slip.wrong"
    assert code_of(lambda: identification.confirm_letter(second, by=other)) == "slip.wrong"
    town.clock.at += timedelta(days=31)
    assert code_of(lambda: identification.confirm_letter(second, by=by)) == "slip.wrong"


def test_only_whom_the_register_knows_gets_a_letter_and_not_too_many(town: Town) -> None:
    assert code_of(lambda: identification.order_letter(by=towns.resident())) == "letter.no_address"
    assert code_of(lambda: identification.order_letter(by=towns.stranger())) == "access.not_yours"
    assert code_of(lambda: identification.order_letter(by=clerk())) == "letter.no_address"
    _, by = registered()
    for number in range(identification.LETTERS.most):
        for _ in range(2):  # pressed twice, it is ordered once
            identification.order_letter(by=by)
        assert Letter.objects.filter(account=by.account).count() == number + 1
        Letter.objects.filter(account=by.account).update(printed_at=city.now())
    assert code_of(lambda: identification.order_letter(by=by)) == "limit.reached"


def test_letters_go_with_the_account_and_when_their_codes_are_over(town: Town) -> None:
    (account, by), (old, theirs) = registered(), registered()
    for each in (by, theirs):
        identification.order_letter(by=each)
    assert by.party
    erasing.erase_party(by.party, by=by)
    assert [Letter.objects.filter(account=each.id).count() for each in (account, old)] == [0, 1]
    town.clock.at += timedelta(days=31)
    retention.delete_expired()
    assert not Letter.objects.filter(account=old).exists()


def test_a_letter_that_no_font_can_show_waits_and_the_others_are_printed(town: Town) -> None:
    Letter.objects.all().delete()
    for _ in range(2):
        account, by = registered()
        identification.order_letter(by=by)
    hers = Letter.objects.get(account=account)
    key = sealing.account_key(account)
    content = sealing.open_json(key, hers.id, "letter", hers.sealed or b"")
    sealed = sealing.seal_json(key, hers.id, "letter", {**content, "to": ["王小明", *content["to"][1:]]})
    Letter.objects.filter(id=hers.id).update(sealed=sealed)
    assert letters.print_waiting(by=clerk()).startswith(b"%PDF")
    hers.refresh_from_db()
    assert hers.batch is None and hers.printed_at is None
    assert code_of(lambda: letters.print_waiting(by=clerk())) == "letter.unshown"
    Letter.objects.all().delete()
    letters.forget()
    assert not Batch.objects.filter(coded=True, letter=None).exists()


def test_an_account_is_opened_for_who_has_neither_mail_nor_phone(town: Town) -> None:
    id, code = counter.open_for("Rosa Bianchi", "identity_card", "paper", {}, "it", by=clerk())
    account = Account.objects.get(id=id)
    assert account.party_id and account.assurance == Assurance.HIGH and account.language == "it"
    assert accounts.use_paper(account.login.lower(), code) == account
    assert code_of(lambda: accounts.use_paper(account.login, code)) == "slip.wrong"
    kinds = [(line.kind, line.actor[:6]) for line in Event.objects.filter(facts__account=str(id)).order_by("at")]
    assert kinds == [("account.opened", "staff:"), ("account.identified", "staff:")]


def test_the_first_code_goes_by_letter_without_the_clerk_seeing_it(town: Town) -> None:
    home = {"line": "1 Moon Street", "postcode": "00101"}
    id, code = counter.open_for("Rosa Bianchi", "passport", "letter", home, "es", by=clerk())
    assert code == "" and Code.objects.filter(account=id, kind="paper").exists()
    assert Letter.objects.get(account=id).code == Code.objects.get(account=id, kind="paper").id
    refused = code_of(lambda: counter.open_for("Rosa", "passport", "letter", {"line": " "}, "es", by=clerk()))
    assert refused == "letter.no_line"


def test_what_a_clerk_looks_up_leaves_a_line_and_shows_no_contact_in_full(town: Town) -> None:
    account, _ = registered()
    by = clerk()
    assert counter.find(f" {account.login} ", by=by) == account.id
    seen = counter.see(account.id, by=by)
    assert seen.number == account.login and seen.checked == () and seen.contacts == ()
    assert Event.objects.filter(kind="account.looked_up", facts__account=str(account.id), actor=by.name).exists()
    assert code_of(lambda: counter.find("no.one@example.org", by=by)) == "account.not_found"
    staff = Account.objects.get(id=by.account)
    assert code_of(lambda: counter.find(staff.login, by=by)) == "account.not_found"


def test_a_folder_is_opened_at_a_counter_with_a_document_and_leaves_a_look_at_each_case(town: Town) -> None:
    account, resident = registered()
    sent, by = towns.apply(town, "street-defect", by=resident, photo=None), clerk()
    opened = counter.open_folder(account.id, "passport", by=by)
    assert [case.reference for case in opened.cases] == [sent.reference] and opened.account.number == account.login
    assert [(one.case, one.seen.purpose) for one in folder.list_looks(by=resident)] == [(sent.case, looks.COUNTER)]
    assert Event.objects.filter(kind="folder.opened", facts__account=str(account.id), actor=by.name).exists()
    assert code_of(lambda: counter.open_folder(account.id, "", by=by)) == "identification.document"
    for other in (resident, towns.stranger(), towns.staff("fire"), towns.staff("*", Role.AUDITOR)):
        assert code_of(lambda other=other: counter.open_folder(account.id, "passport", by=other)) == "access.counter"
