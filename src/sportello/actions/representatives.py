"""Who acts for a child or a company by the register: a lead says so, and a second confirms it where somebody does.

What parents and representatives hold are mandates (`mandates`) that nobody proposes or accepts.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import access, city, live, mandates, notices, parties, record
from sportello.actions.mandates import ANSWER_WITHIN, GIVER, HOLDER
from sportello.core import mandates as core
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.mandates import BY_REGISTER, Kind
from sportello.store.accounts import Account
from sportello.store.mandates import Mandate


@dataclass(frozen=True)
class Waiting:
    """What one lead asked to have registered, and another confirms. `is_mine` tells that the actor asked."""

    id: UUID
    kind: Kind
    giver: str  # names
    holder: str
    asked_at: datetime
    is_mine: bool


def add_child(child: UUID, parent: UUID, born: date, *, by: Actor) -> UUID:
    """Register that someone is a parent of a child, who then acts for it until it is of age.

    For the city's machinery and leads of staff: Refused `access.role`, `mandate.of_age`. For whom somebody acts by the
    register already, it waits for another lead's `confirm`: one alone could open a folder to anybody.
    """
    check_registers(by)
    terms = core.of_parent(parent, child, born, city.now(), live.today())
    return _register(terms, by)


def add_representative(company: UUID, holder: UUID, ends: date | None, *, by: Actor) -> UUID:
    """Register that someone represents a company, once the city has seen it proven. Refused `access.role`.

    Where others represent it already, it waits as `add_child` says.
    """
    check_registers(by)
    today = live.today()
    terms = core.Mandate(Kind.REPRESENTATIVE, company, holder, frozenset(), today, ends, city.now())
    return _register(terms, by)


def confirm(mandate_id: UUID, *, by: Actor) -> None:
    """Confirm as a second lead at a counter that someone is a parent, or represents a company.

    Refused `access.counter`, `access.role`, `access.four_eyes` to who asked for it, `access.own` also to who acts for
    the same child or company already, `mandate.not_found`.
    """
    access.check_counter(by)
    check_registers(by)
    with transaction.atomic():
        row = _list_waiting().select_for_update().filter(id=mandate_id).first()
        if row is None:
            raise Refused("mandate.not_found")
        if row.proposed_by == by.name:
            raise Refused("access.four_eyes")
        assert row.giver_id is not None
        if row.holder_id == by.party or access.acts_for([row.giver_id], by, row.proposed_at):
            raise Refused("access.own")
        row.accepted_at, row.answer_by = city.now(), None
        mandates.tell(row, mandates.names_of(row), "registered")  # before it counts, as those who act already are told
        row.save(update_fields=["accepted_at", "answer_by"])
        record.append("mandate.registered", by=by, facts={"mandate": str(row.id), "kind": row.kind})


def list_waiting(*, by: Actor) -> list[Waiting]:
    """List what waits for a second lead. Refused `access.counter`, `access.role`."""
    access.check_counter(by)
    check_registers(by)
    return [_see(row, by) for row in _list_waiting().order_by("proposed_at")]


def _see(row: Mandate, by: Actor) -> Waiting:
    names = mandates.names_of(row)
    return Waiting(
        id=row.id,
        kind=Kind(row.kind),
        giver=names.get(GIVER, ""),
        holder=names.get(HOLDER, ""),
        asked_at=row.proposed_at,
        is_mine=row.proposed_by == by.name,
    )


def _list_waiting() -> QuerySet[Mandate]:
    sides = {"giver__isnull": False, "holder__isnull": False, "kind__in": BY_REGISTER}
    return Mandate.objects.filter(**sides, accepted_at=None, revoked_at=None, answer_by__gt=city.now())


def check_registers(by: Actor) -> None:
    """Refuse `access.role` to everyone but leads of staff and the city's machinery."""
    if not (by.system or by.has_role(Role.LEAD)):
        raise Refused("access.role", role=Role.LEAD)


def _register(terms: core.Mandate, by: Actor) -> UUID:
    assert terms.giver is not None
    assert terms.holder is not None
    names = {GIVER: parties.name_of(terms.giver), HOLDER: parties.name_of(terms.holder)}
    with transaction.atomic():
        waits = not by.system and _is_acted_for(terms.giver)
        if waits:
            id = mandates.store(replace(terms, accepted_at=None), names, by=by, answer_by=city.now() + ANSWER_WITHIN)
            notices.tell(terms.giver, "mandate_asked_giver", name=names[HOLDER], giver=names[GIVER])
        else:
            id = mandates.store(terms, names, by=by)
        event = "mandate.asked" if waits else "mandate.registered"
        record.append(event, by=by, facts={"mandate": str(id), "kind": terms.kind})
    return id


def _is_acted_for(party: UUID) -> bool:
    """Tell whether there is something of the party that somebody new would see: another acts for it, or it does."""
    registered = Mandate.objects.filter(giver=party, kind__in=BY_REGISTER).exclude(accepted_at=None)
    return registered.exists() or Account.objects.filter(party=party).exists()
