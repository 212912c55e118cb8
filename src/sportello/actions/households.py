"""Households and companies by the register: whose children, who represents a company; registered at a counter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sportello.actions import access, accounts, city, identification, live, mandates, parties, representatives
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.mandates import BY_REGISTER, Kind, State
from sportello.core.questions import Person, Text
from sportello.store.mandates import Mandate

PERSON, COMPANY = "person", "business_name"
"""The `once` names under which a party's own name is known."""


@dataclass(frozen=True)
class Member:
    """Somebody of a party's household, or a company of theirs: how they belong together, and until when."""

    kind: Kind
    name: str
    is_theirs: bool  # the other acts for the party, and not the party for the other
    ends: date | None


def list_members(*, by: Actor) -> list[Member]:
    """List whom the register puts with the party the actor is or acts for. Refused `folder.sign_in`."""
    if by.subject is None:
        raise Refused("folder.sign_in")
    return [
        Member(one.kind, one.holder if one.is_mine else one.giver, one.is_mine, one.ends)
        for one in mandates.list_of(by=by)
        if one.kind in BY_REGISTER and one.state is State.ACTIVE
    ]


def register_child(account_id: UUID, child: Mapping[str, str], other_parent: str = "", *, by: Actor) -> UUID:
    """Register the person at the counter as a parent of a child, by `given_name`, `family_name` and `birth_date`.

    Where the `other_parent` is registered already, it is the same child: their account's number finds it, and another
    lead confirms it (`representatives.confirm`). By leads who work at a counter. Refused `access.counter`,
    `access.role`, `access.own`, `account.not_found`, `answer.…`, `household.unknown` for a child that the other parent
    does not have, `household.known`, `mandate.of_age`.
    """
    _check_registers(by)
    told = Person(birth_date=True).check(dict(child), live.today())
    born = date.fromisoformat(told["birth_date"])
    with transaction.atomic():
        parent = _get_party(account_id, by)
        party = _find_registered(Kind.PARENT, parent, PERSON, told, other_parent)
        return representatives.add_child(
            party or parties.add(told={PERSON: told}, source="register"), parent, born, by=by
        )


def register_company(account_id: UUID, name: str, other: str = "", *, by: Actor) -> UUID:
    """Register the person at the counter as a representative of a company, which another may represent already.

    Refused as `register_child` says.
    """
    _check_registers(by)
    told = Text().check(name, live.today()) if name.strip() else None
    if told is None:
        raise Refused("answer.missing")
    with transaction.atomic():
        holder = _get_party(account_id, by)
        party = _find_registered(Kind.REPRESENTATIVE, holder, COMPANY, told, other)
        company = party or parties.add("company", {COMPANY: told}, source="register")
        return representatives.add_representative(company, holder, None, by=by)


def _check_registers(by: Actor) -> None:
    access.check_counter(by)
    representatives.check_registers(by)


def _get_party(account_id: UUID, by: Actor) -> UUID:
    party = identification.lock_resident(account_id, by=by).party_id
    assert party is not None
    return party


def _find_registered(kind: Kind, holder: UUID, name: str, told: object, other: str) -> UUID | None:
    """Find the party of this name for which another acts by the register; None where no other is named."""
    if told in [known for _, known in _list_registered(kind, holder, name)]:
        raise Refused("household.known")
    if not other.strip():
        return None
    account = accounts.find(other.strip())
    if account is None or account.party_id is None:
        raise Refused("account.not_found")
    found = next((id for id, known in _list_registered(kind, account.party_id, name) if known == told), None)
    if found is None:
        raise Refused("household.unknown")
    return found


def _list_registered(kind: Kind, holder: UUID, name: str) -> list[tuple[UUID, object]]:
    """List the parties somebody acts for by the register, or may soon, with what is known of them by this name."""
    counts = Q(answer_by=None) | Q(answer_by__gt=city.now())
    rows = Mandate.objects.filter(counts, holder=holder, kind=kind, revoked_at=None).values_list("giver", flat=True)
    known = [(giver, parties.known(giver)) for giver in rows if giver]
    return [(giver, one[name].value) for giver, one in known if name in one]
