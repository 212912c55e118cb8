"""Who is in a city on show: staff of every team and partner, and residents whom the register knows."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, Q

from sportello.actions import accounts, contacts, homes, live, mandates, parties, preferences, representatives
from sportello.actions.openid import consents
from sportello.actions.openid import parties as relying_parties
from sportello.core import actors
from sportello.core.actors import Assurance, Role
from sportello.core.contacts import Contact
from sportello.core.delivery import Channel
from sportello.core.mandates import Kind, last_day
from sportello.site.seeding.stage import Stage
from sportello.site.seeding.varying import vary
from sportello.store.accounts import Account
from sportello.store.messages import Message

PASSWORD = "sportello"  # noqa: S105 - of accounts that exist in demonstrations only, and shown on the sign-in page
RESIDENTS = 6
A_DAY = timedelta(days=1)
COMPANY = "Molino & Figli"
ROLES = (("clerk", Role.CLERK), ("clerk2", Role.CLERK), ("lead", Role.LEAD))
TILL = "cashier"  # the team whose people take money in as well


def add_staff() -> None:
    """Add two clerks and a lead for each team, operators of partners, two publishers and an auditor."""
    hashed = make_password(PASSWORD)
    profile = live.profile()
    people = [(f"{role}.{team}", f"{role} {team}", team, kind) for team in profile.teams for role, kind in ROLES]
    people += [(f"operator.{id}", f"operator {id}", accounts.PARTNER + id, Role.CLERK) for id in profile.partners]
    people += [(f"publisher.{n}", f"publisher {n}", "*", Role.PUBLISHER) for n in ("one", "two")]
    people += [("auditor", "auditor", "*", Role.AUDITOR)]
    for login, name, team, role in people:
        roles = ((team, role), (team, Role.CASHIER)) if team == TILL else ((team, role),)
        account = accounts.add(login, name.replace("-", " ").title(), roles=roles)
        Account.objects.filter(id=account.id).update(password=hashed)


def add_residents(stage: Stage) -> None:
    """Add residents with an account whom the register knows: what examples answer to `once` questions, varied."""
    for number in range(1, RESIDENTS + 1):
        told = dict(_told_once(stage))
        name = next(
            (f"{v['given_name']} {v['family_name']}" for v in told.values() if _is_person(v)), f"Resident {number}"
        )
        if "email" in told:
            told["email"] = f"{name.replace(' ', '.').lower()}@example.org"
        party = parties.add(told=told, source="register")
        account = accounts.add(f"resident.{number}", name, party=party, assurance=Assurance.SUBSTANTIAL)
        with transaction.atomic():
            contacts.add(account, Contact("email", f"resident.{number}@example.org"))
            contacts.add(account, Contact("phone", f"+1214555019{number}"))


def read_messages(before: datetime) -> None:
    """Let residents have opened what was written before this moment, a day after it came."""
    theirs = Message.objects.filter(Q(party__isnull=False) | Q(case__party__isnull=False), written_at__lt=before)
    theirs.update(read_at=F("written_at") + A_DAY, remind_at=None)


def add_mandates() -> None:
    """Let the first resident have a child, the second a company, and the third act for the first under a mandate."""
    rows = [Account.objects.get(login=f"resident.{number}") for number in (1, 2, 3)]
    first, second, third = (accounts.actor_of(account, "web") for account in rows)
    assert first.party and second.party
    today, house = live.today(), actors.system("register")
    born = today.replace(year=today.year - 9, day=1)
    family = rows[0].name.rpartition(" ")[2]
    person = {"given_name": "Sole", "family_name": family, "birth_date": born.isoformat()}
    child = parties.add(told={"person": person}, source="register")
    representatives.add_child(child, first.party, born, by=house)
    company = parties.add("company", {"business_name": COMPANY}, source="register")
    representatives.add_representative(company, second.party, None, by=house)
    ends = last_day(today, 12)
    proposed = mandates.propose(Kind.CARER, mandates.GIVER, starts=today, ends=ends, by=first)
    mandates.accept(proposed.code, by=third)


def add_preferences() -> None:
    """Let the second resident be told by text message and not at night, and the third on paper."""
    wanted = ((2, Channel.PHONE, (time(22), time(7))), (3, Channel.LETTER, None))
    for number, channel, quiet in wanted:
        by = accounts.actor_of(Account.objects.get(login=f"resident.{number}"), "web")
        if channel is not Channel.LETTER or homes.find(accounts.get_own(by)):
            preferences.set_own(channel, live.profile().languages[0], quiet, by=by)


def add_relying_parties() -> None:
    """Let the library have residents sign in with their account, and one does; a car park waits for approval."""
    one, two = (
        accounts.actor_of(Account.objects.get(login=f"publisher.{n}"), "desk", shown=Assurance.HIGH)
        for n in ("one", "two")
    )
    library = relying_parties.register(
        "Lunara Public Library", ["https://library.lunara.example/back"], [], ["profile", "email"], by=one
    )
    relying_parties.approve(library, by=two)
    relying_parties.register("Moon Square Car Park", ["https://park.lunara.example/back"], [], ["phone"], by=two)
    first = accounts.actor_of(Account.objects.get(login="resident.1"), "web")
    consents.give(relying_parties.find(str(library)), ["openid", "email"], by=first)


def _told_once(stage: Stage) -> Iterator[tuple[str, Any]]:
    for service in live.services():
        for example in stage.examples(service):
            for question in service.questions:
                if question.once and question.id in example["answers"]:
                    varied = vary(stage.chance, question, example["answers"][question.id])
                    yield question.once, question.type.check(varied, live.today())


def _is_person(value: Any) -> bool:
    return isinstance(value, dict) and "given_name" in value
