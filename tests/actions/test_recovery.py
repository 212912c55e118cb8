"""Getting an account back: by two other factors and a wait, or at a counter with four eyes. Nothing of it is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from tests import town as towns
from tests.channels.account.people import new_email, new_phone
from tests.town import Town, code_of

from sportello.actions import accounts, contacts, drafts, factors, recovery, retention
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.contacts import Contact
from sportello.store.accounts import Account, Code, Recovery
from sportello.store.record import Event

TWO = {"email", "phone"}


def somebody(assurance: Assurance = Assurance.SUBSTANTIAL) -> tuple[Account, Actor]:
    """Be somebody with an e-mail address, a phone, a password and an authenticator app."""
    by = towns.resident(assurance)
    account = Account.objects.get(id=by.account)
    with transaction.atomic():
        for contact in (Contact("email", new_email()), Contact("phone", new_phone())):
            contacts.add(account, contact)
    account.set_password("correct horse battery")
    account.save()
    for kind, data in (("totp", {"secret": factors.seal(account, "A" * 32)}), ("webauthn", {"name": "x"})):
        Authenticator.objects.create(user=account, type=kind, data=data)
    return account, by


def told(town: Town, held: list[contacts.Held]) -> tuple[list[Any], list[Any]]:
    """List the e-mails and text messages sent to these contacts."""
    towns.run_jobs()
    to = {one.contact.text for one in held}
    return [one for one in town.mail.sent if one.address in to], [one for one in town.texts.sent if one.number in to]


def kinds(account: Account) -> list[str]:
    return [line.kind for line in Event.objects.filter(facts__account=str(account.id)).order_by("at")]


def test_after_a_day_what_was_lost_signs_in_no_more_and_nothing_else_is_lost(town: Town) -> None:
    account, by = somebody()
    draft = drafts.begin("street-defect", "en", by=by)
    recovery.ask(account, TWO, by=by)
    assert code_of(lambda: recovery.finish(account, by=by)) == "recovery.not_ready"
    assert factors.has_second(account)
    town.clock.at += recovery.WAIT
    recovery.finish(account, by=by)
    account.refresh_from_db()
    assert not factors.list_of(account) and not account.has_usable_password()
    assert len(contacts.list_of(account)) == 2 and drafts.get(draft.id, by=by)
    assert account.assurance == Assurance.LOW
    assert kinds(account) == ["account.recovery_asked", "account.recovered"]


def test_every_contact_is_warned_twice_and_may_stop_it(town: Town) -> None:
    account, by = somebody()
    recovery.ask(account, TWO, by=by)
    (mail,), (text,) = told(town, contacts.list_of(account))
    assert "June 2, 2026" in mail.body and mail.body.count("/account/stop/") == 1
    (code,) = set(re.findall(r"/account/stop/([\w-]+)", mail.body + text.text))
    recovery.stop(code.lower())
    assert code_of(lambda: recovery.stop(code)) == "recovery.none"
    town.clock.at += recovery.WAIT
    assert code_of(lambda: recovery.finish(account, by=by)) == "recovery.none"
    assert factors.has_second(account) and kinds(account)[-1] == "account.recovery_stopped"


@pytest.mark.parametrize("shown", [set(), {"email"}, {"password"}])
def test_one_factor_is_not_enough(town: Town, shown: set[str]) -> None:
    account, by = somebody()
    assert code_of(lambda: recovery.ask(account, shown, by=by)) == "recovery.not_enough"
    assert recovery.find_open(account) is None


def test_it_is_asked_for_once_at_a_time_and_not_too_often(town: Town) -> None:
    account, by = somebody()
    recovery.ask(account, TWO, by=by)
    assert code_of(lambda: recovery.ask(account, TWO, by=by)) == "recovery.under_way"
    recovery.stop_own(by=by)
    recovery.ask(account, TWO, by=by)
    recovery.stop_own(by=by)
    assert code_of(lambda: recovery.ask(account, TWO, by=by)) == "limit.reached"


def test_what_nobody_finished_within_a_week_comes_to_nothing(town: Town) -> None:
    account, by = somebody()
    recovery.ask(account, TWO, by=by)
    town.clock.at += recovery.WAIT + recovery.READY + timedelta(seconds=1)
    assert code_of(lambda: recovery.finish(account, by=by)) == "recovery.none"
    recovery.ask(account, TWO, by=by)
    assert [row.outcome for row in Recovery.objects.filter(account=account).order_by("asked_at")] == ["expired", ""]
    town.clock.at += timedelta(days=400)
    assert retention.delete_expired()["recoveries"] >= 1


def test_nobody_else_stops_it(town: Town) -> None:
    account, by = somebody()
    recovery.ask(account, TWO, by=by)
    assert code_of(lambda: recovery.stop_own(by=towns.resident())) == "recovery.none"
    assert code_of(lambda: recovery.stop_own(by=towns.stranger())) == "access.not_yours"
    assert code_of(lambda: recovery.stop("7QK2-M9FX-3RTA")) == "recovery.none"
    assert code_of(lambda: recovery.stop("x")) == "recovery.none"
    assert recovery.find_open(account)


def at_counter(team: str = "registry") -> Actor:
    return towns.staff(team)


def begun(account: Account, by: Actor) -> recovery.Waiting:
    recovery.begin_at_counter(account.id, "passport", by=by)
    return next(one for one in recovery.list_at_counter(by=by) if one.account == account.id)


def test_at_a_counter_it_takes_two_and_gives_a_code_at_once(town: Town) -> None:
    account, by = somebody(Assurance.LOW)
    first, second = at_counter(), at_counter("housing")
    waiting = begun(account, first)
    assert waiting.is_mine and waiting.document == "passport"
    assert code_of(lambda: recovery.confirm_at_counter(waiting.id, by=first)) == "access.four_eyes"
    assert factors.has_second(account)
    id, code = recovery.confirm_at_counter(waiting.id, by=second)
    account.refresh_from_db()
    assert id == account.id and not factors.list_of(account) and not contacts.list_of(account)
    assert not account.has_usable_password() and account.assurance == Assurance.HIGH
    assert accounts.use_paper(account.login, code) == account
    assert kinds(account) == ["account.recovery_asked", "account.recovered", "account.identified"]
    assert [line.actor for line in Event.objects.filter(facts__account=str(account.id)).order_by("at")] == [
        first.name,
        second.name,
        second.name,
    ]
    assert code_of(lambda: recovery.confirm_at_counter(waiting.id, by=second)) == "recovery.none" and by.party


def test_the_old_contacts_are_told_before_they_go(town: Town) -> None:
    account, _ = somebody()
    held = contacts.list_of(account)
    recovery.confirm_at_counter(begun(account, at_counter()).id, by=at_counter())
    mails, texts = told(town, held)
    assert [one.subject for one in mails] == [
        "Your account: somebody asks for it at a counter",
        "Your account: what signed in before no longer does",
    ]
    assert len(texts) == 2


def test_either_clerk_or_whoever_was_warned_ends_it_with_everything_as_it_was(town: Town) -> None:
    account, by = somebody()
    second = at_counter()
    recovery.refuse_at_counter(begun(account, at_counter()).id, by=second)
    waiting = begun(account, at_counter())
    recovery.stop_own(by=by)
    assert code_of(lambda: recovery.confirm_at_counter(waiting.id, by=second)) == "recovery.none"
    assert len(factors.list_of(account)) == 2 and not Code.objects.filter(account=account).exists()


def test_the_second_clerk_comes_while_the_person_is_there(town: Town) -> None:
    account, _ = somebody()
    waiting = begun(account, at_counter())
    town.clock.at += recovery.SAME_VISIT + timedelta(seconds=1)
    assert code_of(lambda: recovery.confirm_at_counter(waiting.id, by=at_counter())) == "recovery.none"
    assert begun(account, at_counter()).id != waiting.id


@pytest.mark.parametrize(
    "who",
    [towns.stranger, towns.resident, lambda: towns.staff("fire"), lambda: towns.staff("*", Role.AUDITOR)],
)
def test_nobody_else_gives_an_account_back(town: Town, who: object) -> None:
    account, _ = somebody()
    waiting, by = begun(account, at_counter()), who()  # type: ignore[operator]
    deeds = (
        lambda: recovery.begin_at_counter(account.id, "passport", by=by),
        lambda: recovery.confirm_at_counter(waiting.id, by=by),
        lambda: recovery.refuse_at_counter(waiting.id, by=by),
        lambda: recovery.list_at_counter(by=by),
    )
    assert [code_of(deed) for deed in deeds] == ["access.counter"] * 4


def test_no_clerk_gets_their_own_account_or_a_colleagues(town: Town) -> None:
    first, second = at_counter(), at_counter()
    assert first.account
    account_of = first.account
    assert code_of(lambda: recovery.begin_at_counter(account_of, "passport", by=second)) == "account.not_found"
    Account.objects.filter(id=account_of).update(party=towns.resident().party)
    assert code_of(lambda: recovery.begin_at_counter(account_of, "passport", by=first)) == "access.own"
    waiting = begun(Account.objects.get(id=account_of), second)
    assert code_of(lambda: recovery.confirm_at_counter(waiting.id, by=first)) == "access.own"
