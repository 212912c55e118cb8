"""Who is in a city on show: staff of every team and partner, and residents whom the register knows."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from sportello.actions import accounts, contacts, live, parties
from sportello.core.actors import Assurance, Role
from sportello.core.contacts import Contact
from sportello.site.seeding.stage import Stage
from sportello.site.seeding.varying import vary
from sportello.store.accounts import Account

PASSWORD = "sportello"  # noqa: S105 - of accounts that exist in demonstrations only, and shown on the sign-in page
RESIDENTS = 6
ROLES = (("clerk", Role.CLERK), ("clerk2", Role.CLERK), ("lead", Role.LEAD))


def add_staff() -> None:
    """Add two clerks and a lead for each team, operators of partners, two publishers and an auditor."""
    hashed = make_password(PASSWORD)
    profile = live.profile()
    people = [(f"{role}.{team}", f"{role} {team}", team, kind) for team in profile.teams for role, kind in ROLES]
    people += [(f"operator.{id}", f"operator {id}", accounts.PARTNER + id, Role.CLERK) for id in profile.partners]
    people += [(f"publisher.{n}", f"publisher {n}", "*", Role.PUBLISHER) for n in ("one", "two")]
    people += [("auditor", "auditor", "*", Role.AUDITOR)]
    for login, name, team, role in people:
        account = accounts.add(login, name.replace("-", " ").title(), roles=((team, role),))
        Account.objects.filter(id=account.id).update(password=hashed)


def add_residents(stage: Stage) -> None:
    """Add residents with an account whom the register knows: what examples answer to `once` questions, varied."""
    for number in range(1, RESIDENTS + 1):
        told = dict(_told_once(stage))
        party = parties.add(told=told, source="register")
        name = next(
            (f"{v['given_name']} {v['family_name']}" for v in told.values() if _is_person(v)), f"Resident {number}"
        )
        account = accounts.add(f"resident.{number}", name, party=party, assurance=Assurance.SUBSTANTIAL)
        with transaction.atomic():
            contacts.add(account, Contact("email", f"resident.{number}@example.org"))
            contacts.add(account, Contact("phone", f"+1214555019{number}"))


def _told_once(stage: Stage) -> Iterator[tuple[str, Any]]:
    for service in live.services():
        for example in stage.examples(service):
            for question in service.questions:
                if question.once and question.id in example["answers"]:
                    varied = vary(stage.chance, question, example["answers"][question.id])
                    yield question.once, question.type.check(varied, live.today())


def _is_person(value: Any) -> bool:
    return isinstance(value, dict) and "given_name" in value
