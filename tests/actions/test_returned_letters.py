"""Letters that the post brought back: found, noted, and what follows for the message, the address and the code."""

import json
import zipfile
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
from django.db import transaction
from tests import town as towns
from tests.actions.test_batches import clerk, gathered, housed
from tests.actions.test_identification import HOME, code_of_letter, registered
from tests.town import Town, code_of

from sportello.actions import (
    accounts,
    batches,
    contacts,
    counter,
    exports,
    folder,
    identification,
    letters,
    live,
    notices,
    preferences,
    returned_letters,
    sealing,
    unreached,
)
from sportello.core.actors import Actor, Role
from sportello.core.contacts import Contact
from sportello.core.delivery import Channel, Undelivered
from sportello.store.accounts import Account, Code, Letter, Party
from sportello.store.messages import HomeSilence, Message
from sportello.store.record import Event

MOVED, REFUSED, UNCLAIMED = Undelivered.MOVED, Undelivered.REFUSED, Undelivered.UNCLAIMED


def posted(by: Actor) -> Message:
    """Have somebody told by a letter that is posted."""
    message, batch = gathered(by)
    printer = clerk()
    batches.render(batch.id, by=printer)
    batches.post(batch.id, by=printer)
    message.refresh_from_db()
    return message


def returned(by: Actor, why: Undelivered = MOVED) -> Message:
    """Have that letter come back today."""
    message = posted(by)
    returned_letters.note(message.id, why, live.today(), by=clerk())
    message.refresh_from_db()
    return message


def tell_again(by: Actor) -> Message:
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, "mandate_accepted_giver", name="Dora")
    return Message.objects.filter(party=by.party).latest("id")


def account_of(by: Actor) -> Account:
    return Account.objects.get(id=by.account)


def add_mail(by: Actor) -> str:
    address = f"{by.account}@example.org"
    with transaction.atomic():
        contacts.add(account_of(by), Contact("email", address))
    return address


def move(by: Actor) -> None:
    """Have the register say another address."""
    party = Party.objects.get(id=by.party)
    key = sealing.party_key(party)
    content = sealing.open_json(key, party.id, "party", party.sealed)
    content["home"]["value"]["line"] = "99 New Road"
    party.sealed = sealing.seal_json(key, party.id, "party", content)
    party.save()


def listed(by: Actor) -> list[unreached.Seen]:
    return [one for one in unreached.list_of(by=clerk()) if one.account == by.account]


def code_posted(monkeypatch: pytest.MonkeyPatch, by: Actor) -> tuple[str, Letter]:
    """Have a letter with a code printed and posted."""
    code, printer = code_of_letter(monkeypatch, by), clerk()
    letter = Letter.objects.get(account=by.account)
    letters.print_one(letter.id, by=printer)
    letters.post(letter.id, by=printer)
    return code, letter


def test_a_letter_that_came_back_says_so_in_the_folder_and_moves_no_date(town: Town) -> None:
    ana, by = housed(), clerk()
    before = posted(ana)
    for _ in range(2):
        returned_letters.note(before.id, MOVED, live.today(), by=by)
    letter = folder.read_letter(before.id, by=ana)
    assert [(channel, why) for channel, _, why in letter.returns] == [("letter", "moved")]
    assert letter.told.failed == "moved" and letter.told.written_at == before.written_at
    (line,) = Event.objects.filter(kind="message.returned", facts__message=str(before.id))
    facts = {"message": str(before.id), "kind": before.kind, "channel": "letter", "why": "moved"}
    assert (line.actor, line.facts) == (by.name, facts)


def test_a_message_whose_letter_came_back_goes_the_next_way(town: Town) -> None:
    ana = housed()
    address = add_mail(ana)
    preferences.set_own(Channel.LETTER, "en", None, by=ana)
    returned(ana)
    towns.run_jobs()
    assert [mail.address for mail in town.mail.sent] == [address] and not listed(ana)
    seen = preferences.get_own(by=ana)
    assert Channel.LETTER not in seen.reachable and seen.silenced == {Channel.LETTER: "moved"}
    assert code_of(lambda: preferences.set_own(Channel.LETTER, "en", None, by=ana)) == "preference.no_way"


def test_nothing_more_goes_there_and_whom_nothing_reaches_is_listed_until_told(town: Town) -> None:
    ana, by = housed(), clerk()
    returned(ana)
    tell_again(ana)
    assert batches.gather() == 0
    (seen,) = listed(ana)
    assert (seen.number, seen.count, seen.why) == (account_of(ana).login, 2, MOVED)
    unreached.settle(seen.account, by=by)
    assert not listed(ana) and unreached.get_why(seen.account, by=by) == "moved"  # told, but not by letter
    assert set(Message.objects.filter(party=ana.party).values_list("failed", flat=True)) == {"told"}
    assert Event.objects.filter(kind="message.told", actor=by.name).count() == 2


@pytest.mark.parametrize("who", ["resident", "clerk"])
def test_who_confirms_the_address_is_written_to_there_again(town: Town, who: str) -> None:
    ana, by = housed(), clerk()
    old = returned(ana)
    (seen,) = listed(ana)
    if who == "clerk":
        unreached.confirm(seen.account, by=by)
    else:
        unreached.confirm_own(by=ana)
    assert not listed(ana) and batches.gather() >= 1
    again = Message.objects.get(id=old.id)
    assert again.channel == "letter" and again.batch != old.batch and again.reference not in ("", old.reference)
    line = Event.objects.get(kind="account.home_confirmed", facts__account=str(ana.account))
    assert line.actor == (by.name if who == "clerk" else ana.name)


def test_a_new_address_in_the_register_is_written_to(town: Town) -> None:
    ana = housed()
    returned(ana, REFUSED)
    move(ana)
    assert tell_again(ana).failed == "" and Channel.LETTER in preferences.get_own(by=ana).reachable


def test_a_letter_to_an_older_address_says_nothing_of_the_one_now(town: Town) -> None:
    ana = housed()
    message = posted(ana)
    move(ana)
    returned_letters.note(message.id, MOVED, live.today(), by=clerk())
    assert not HomeSilence.objects.filter(party=ana.party).exists()


def test_what_was_not_fetched_says_nothing_of_the_next_letter(town: Town) -> None:
    ana = housed()
    assert returned(ana, UNCLAIMED).failed == "unclaimed"
    assert tell_again(ana).failed == "" and [one.why for one in listed(ana)] == [UNCLAIMED]


def test_the_day_is_one_from_posting_until_today(town: Town) -> None:
    ana, by = housed(), clerk()
    message = posted(ana)
    town.clock.at += timedelta(days=2)
    today = live.today()
    for wrong in (today + timedelta(days=1), today - timedelta(days=3)):
        assert code_of(lambda on=wrong: returned_letters.note(message.id, MOVED, on, by=by)) == "letter.return_day"
    returned_letters.note(message.id, MOVED, today - timedelta(days=1), by=by)
    (back,) = folder.read_letter(message.id, by=ana).returns
    assert live.local(back[1]).date() == today - timedelta(days=1)


def test_a_letter_is_found_by_its_reference_by_its_case_and_by_whose_it_was(town: Town) -> None:
    ana, by = housed(), towns.staff("registry")
    preferences.set_own(Channel.LETTER, "en", None, by=ana)
    sent = towns.apply(town, "rental-assistance", by=ana, **towns.newcomer() | {"email": None, "lease": None})
    towns.run_jobs()
    message = Message.objects.filter(case=sent.case).latest("id")
    assert code_of(lambda: returned_letters.find(message.reference or "R7K", by=by)) == "letter.not_found"
    batches.gather()
    message.refresh_from_db()
    assert message.batch and code_of(lambda: returned_letters.find(message.reference, by=by)) == "letter.not_found"
    batches.render(message.batch.id, by=by)
    batches.post(message.batch.id, by=by)
    (found,) = returned_letters.find(message.reference.lower().replace("-", " "), by=by)
    assert (found.id, found.number, found.returned_at) == (message.id, account_of(ana).login, None)
    assert found == returned_letters.get(message.id, by=by)
    assert found in returned_letters.find(account_of(ana).login, by=by)
    assert Event.objects.filter(kind="account.looked_up", actor=by.name).count() == 1
    assert code_of(lambda: returned_letters.find(sent.reference, by=by)) == "letter.not_found"  # no case of theirs
    works = towns.staff("housing")
    assert found in returned_letters.find(sent.reference, by=works)


def test_a_code_that_came_back_is_void_and_its_account_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    account, ana = registered()
    code, letter = code_posted(monkeypatch, ana)
    by = clerk()
    for _ in range(2):
        returned_letters.note(letter.id, MOVED, live.today(), by=by)
    assert code_of(lambda: identification.confirm_letter(code, by=ana)) == "slip.wrong"
    assert code_of(lambda: identification.order_letter(by=ana)) == "letter.came_back"
    (told,) = Message.objects.filter(party=ana.party)
    said = folder.read_letter(told.id, by=ana).told
    assert letter.reference in said.body and code not in said.body and told.failed == "moved"
    (line,) = Event.objects.filter(kind="letter.returned", actor=by.name)
    assert line.facts == {"letter": str(letter.id), "why": "moved"}
    unreached.confirm(account.id, by=by)
    identification.order_letter(by=ana)


def test_the_code_that_opens_an_account_is_void_when_its_letter_comes_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, _ = counter.open_for("Rosa Bianchi", "passport", "letter", HOME, "it", by=clerk())
    letter, printer = Letter.objects.get(account=id), clerk()
    code = letters.content_of(letter)["code"]
    letters.print_one(letter.id, by=printer)
    letters.post(letter.id, by=printer)
    (found,) = returned_letters.find(letter.reference, by=printer)
    assert found.coded and found.returned_at is None
    returned_letters.note(letter.id, UNCLAIMED, live.today(), by=printer)
    assert code_of(lambda: accounts.use_paper(letter.account.login, code)) == "slip.wrong"


def test_an_older_letter_that_comes_back_leaves_the_newer_code_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ana = registered()
    _, letter = code_posted(monkeypatch, ana)
    monkeypatch.undo()
    newer = code_of_letter(monkeypatch, ana)
    returned_letters.note(letter.id, UNCLAIMED, live.today(), by=clerk())
    assert Code.objects.filter(account=ana.account, kind="letter").count() == 1
    identification.confirm_letter(newer, by=ana)


def test_nobody_notes_their_own_letter(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = housed()
    message = posted(ana)
    _, letter = code_posted(monkeypatch, ana)
    both = Actor("desk", party=ana.party, account=ana.account, roles=clerk().roles)
    for id in (message.id, letter.id):
        assert code_of(lambda id=id: returned_letters.note(id, MOVED, live.today(), by=both)) == "access.own"
    assert ana.account and code_of(lambda: unreached.confirm(ana.account, by=both)) == "access.own"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "who", [towns.stranger, towns.resident, lambda: towns.staff("*", Role.AUDITOR), lambda: towns.staff("fire")]
)
def test_nobody_else_finds_or_notes(town: Town, who: object) -> None:
    ana = housed()
    message, by = posted(ana), who()  # type: ignore[operator]
    assert ana.account
    deeds = (
        lambda: returned_letters.find(message.reference, by=by),
        lambda: returned_letters.get(message.id, by=by),
        lambda: returned_letters.note(message.id, MOVED, live.today(), by=by),
        lambda: unreached.list_of(by=by),
        lambda: unreached.get_why(ana.account, by=by),  # type: ignore[arg-type]
        lambda: unreached.settle(ana.account, by=by),  # type: ignore[arg-type]
        lambda: unreached.confirm(ana.account, by=by),  # type: ignore[arg-type]
    )
    assert {code_of(deed) for deed in deeds} == {"access.counter"}
    message.refresh_from_db()
    assert message.failed == ""


def test_what_is_kept_of_an_address_that_letters_came_back_from_is_taken_along(town: Town) -> None:
    ana = housed()
    before = _take_along(ana)
    returned(ana)
    add_mail(ana)
    after = _take_along(ana)
    assert before["no_letters"] is None and after["no_letters"]["why"] == "moved"
    assert after["no_letters"]["address"][1] == "00101" and [one["silenced"] for one in after["contacts"]] == [""]


def _take_along(by: Actor) -> Any:
    with exports.write("en", by=by) as written, zipfile.ZipFile(written) as archive:
        told = json.loads(archive.read("data.json"))
        jsonschema_rs.validate(json.loads(archive.read(exports.SCHEMA)), told)
    [account] = told["accounts"]
    return account
