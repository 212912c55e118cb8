"""Parties: what a person or company told the city once, kept sealed to be offered again."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import city, live, sealing
from sportello.core import interview
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.store.accounts import Account, Party
from sportello.store.cases import Case


def add(kind: str = "person", told: Mapping[str, Any] | None = None, *, source: str = "") -> UUID:
    """Add a party, with what is known of it already by `once` name (answers in their normal form), and give its id."""
    party_id = city.new_id()
    key, wrapped = sealing.new_key(party_id)
    today = live.today().isoformat()
    content = {name: {"value": value, "source": source, "on": today} for name, value in (told or {}).items()}
    sealed = sealing.seal_json(key, party_id, "party", content)
    Party.objects.create(id=party_id, kind=kind, wrapped_key=wrapped, sealed=sealed, created_at=city.now())
    return party_id


def known(party_id: UUID) -> dict[str, interview.Known]:
    """Give what the party told the city, by `once` name, with where and when."""
    content = _content(Party.objects.get(id=party_id))
    return {
        name: interview.Known(one["value"], one["source"], date.fromisoformat(one["on"]))
        for name, one in content.items()
    }


def name_of(party_id: UUID | None) -> str:
    """Give the name a party goes by: that of its account, else what it told the city; empty where nothing is known."""
    if party_id is None:
        return ""
    account = Account.objects.filter(party=party_id, is_active=True).values_list("name", flat=True).first()
    if account:
        return str(account)
    told = [one.value for one in known(party_id).values()]
    people = (f"{value['given_name']} {value['family_name']}" for value in told if is_person(value))
    return next(people, next((value for value in told if isinstance(value, str)), ""))


def is_person(value: Any) -> bool:
    """Tell whether an answer names a person."""
    return isinstance(value, dict) and {"given_name", "family_name"} <= value.keys()


def remember(case: Case, service: Service, answers: Mapping[str, Any]) -> None:
    """Keep a signed-in applicant's answers to `once` questions, newest over oldest; what a register says stays."""
    if case.party_id is None:
        return
    told = {q.once: answers[q.id] for q in service.questions if q.once and answers.get(q.id) is not None}
    if not told:
        return
    on = live.local(case.submitted_at).date().isoformat()
    with transaction.atomic():
        party = Party.objects.select_for_update(no_key=True).get(id=case.party_id)
        content = _content(party)
        for name, value in told.items():
            if content.get(name, {}).get("source") != interview.REGISTER:
                content[name] = {"value": value, "source": case.reference, "on": on}
        _keep(party, content)


def put_right(party_id: UUID, name: str, value: Any, *, instead_of: Any, case: Case) -> None:
    """Let this stand from today instead of what the party is known by (`once`), by the same register, else by the case.

    Refused `ruling.changed_meanwhile` where something else stands there by now.
    """
    with transaction.atomic():
        party = Party.objects.select_for_update(no_key=True).get(id=party_id)
        content = _content(party)
        before = content.get(name)
        if before is None or before["value"] != instead_of:
            raise Refused("ruling.changed_meanwhile")
        source = interview.REGISTER if before["source"] == interview.REGISTER else case.reference
        content[name] = {"value": value, "source": source, "on": live.today().isoformat()}
        _keep(party, content)


def _keep(party: Party, content: Mapping[str, Any]) -> None:
    party.sealed = sealing.seal_json(sealing.party_key(party), party.id, "party", dict(content))
    party.save(update_fields=["sealed"])


def _content(party: Party) -> dict[str, Any]:
    return dict(sealing.open_json(sealing.party_key(party), party.id, "party", party.sealed))
