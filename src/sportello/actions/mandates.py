"""Mandates: proposed by one side, accepted by the other, used by who holds them, revoked at once by either.

Those that a register says of children and companies are made in `representatives`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from sportello.actions import access, city, live, notices, parties, record, sealing
from sportello.core import mandates, references
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.mandates import Kind, State
from sportello.store.accounts import Party
from sportello.store.mandates import Mandate

ANSWER_WITHIN = timedelta(days=14)
GIVER, HOLDER = "giver", "holder"
CODE = "code"
"""Beside the names, while a proposal waits: its code, for whoever made it."""
LONGEST_NAME = 200
STANDS_IN = (Kind.PARENT, Kind.REPRESENTATIVE)
"""Whoever holds one for all services decides as the other would, also about who else may act."""


@dataclass(frozen=True)
class Proposal:
    """A mandate one side has proposed: the code for the other to type, and until when."""

    id: UUID
    code: str
    answer_by: datetime


@dataclass(frozen=True)
class Seen:
    """A mandate as one of its two sides sees it. `is_mine` tells that the other acts for me, not I for the other."""

    id: UUID
    kind: Kind
    state: State
    giver: str  # names
    holder: str
    services: tuple[str, ...]
    starts: date
    ends: date | None
    is_mine: bool
    may_revoke: bool
    accepted_at: datetime | None


def propose(
    kind: Kind,
    side: str,
    *,
    services: Collection[str] = (),
    starts: date,
    ends: date | None,
    token: UUID | None = None,
    by: Actor,
) -> Proposal:
    """Propose a mandate, as the one who gives it or the one who will hold it, and give the code for the other side.

    The same terms by the same person with the same `token` give the same proposal; Refused `mandate.not_active` once
    that is answered or taken back.

    Refused `mandate.sign_in`, `mandate.kind`, `mandate.dates`, `service.unknown`, and `mandate.not_yours`: what is held
    for another is passed on only where that is a company, for no more services and no longer than one has it.
    """
    giver, holder = _sides(kind, side, by)
    services, ends = _within_own(services, ends, by)
    proposer = giver or holder
    assert proposer is not None
    for service in services:
        live.service(service)
    terms = mandates.Mandate(kind, giver, holder, frozenset(services), starts, ends)
    mandates.check_terms(terms, live.today())
    said = (proposer, kind, side, *sorted(set(services)), starts, ends)
    id = uuid5(token or city.new_id(), " ".join(map(str, (by.party, *said))))
    code = references.new_code(city.current().random(references.RANDOM_BYTES))
    answer_by = city.now() + ANSWER_WITHIN
    with transaction.atomic():
        Party.objects.select_for_update(no_key=True).get(id=proposer)  # a form sent twice at once proposes once
        if before := Mandate.objects.filter(id=id).first():
            return _show_again(before)
        store(terms, {side: parties.name_of(proposer)}, by=by, id=id, code=code, answer_by=answer_by)
        record.append("mandate.proposed", by=by, facts={"mandate": str(id), "kind": kind})
        notices.tell(proposer, f"mandate_proposed_{side}", until=answer_by)
    return Proposal(id, code, answer_by)


def read_proposal(code: str, *, by: Actor) -> Seen:
    """Show a proposal to who has its code, before they accept it. Refused `mandate.not_found`, `mandate.sign_in`."""
    return _see(_find_proposal(code, by), by)


def accept(code: str, *, by: Actor) -> UUID:
    """Accept a proposal as the side that is open yet. Refused `mandate.own`, and as `read_proposal` says."""
    with transaction.atomic():
        row = _find_proposal(code, by, lock=True)
        assert by.party is not None
        accepted = mandates.accept(_read(row), by.party, city.now(), live.today())
        names = {**names_of(row), GIVER if row.giver_id is None else HOLDER: parties.name_of(by.party)}
        row.giver_id, row.holder_id, row.accepted_at = accepted.giver, accepted.holder, accepted.accepted_at
        row.sealed = _seal(row, names)
        row.code_index = row.answer_by = None
        tell(row, names, "accepted")  # before it counts: a company's new representative is not among those it has
        row.save()
        record.append("mandate.accepted", by=by, facts={"mandate": str(row.id), "kind": row.kind})
    return row.id


def revoke(mandate_id: UUID, *, by: Actor) -> None:
    """End a mandate at once: either side, or for a company another of its representatives, or a lead of staff.

    Refused `mandate.not_found`, also for mandates of others; `mandate.kind` for what the register says.
    """
    with transaction.atomic():
        row = Mandate.objects.select_for_update().filter(id=mandate_id).first()
        if row is None or not _may_see(row, by):
            raise Refused("mandate.not_found")
        if row.kind == Kind.PARENT and not (by.system or by.has_role(Role.LEAD)):
            raise Refused("mandate.kind", kind=row.kind)
        if row.revoked_at is not None:
            return
        row.revoked_at, row.revoked_by, row.code_index = city.now(), by.name, None
        row.save(update_fields=["revoked_at", "revoked_by", "code_index"])
        if row.accepted_at is not None:
            tell(row, names_of(row), "revoked")
        record.append("mandate.revoked", by=by, facts={"mandate": str(row.id), "kind": row.kind})


def act(mandate_id: UUID, *, by: Actor) -> Actor:
    """Give the actor who acts under a mandate from here on; asked anew at each request, so that revoking bites at once.

    Refused `mandate.not_found`, `mandate.revoked`, `mandate.not_active`.
    """
    row = Mandate.objects.filter(id=mandate_id, holder=by.party).first() if by.party else None
    if row is None:
        raise Refused("mandate.not_found")
    found = _read(row)
    mandates.check_active(found, live.today())
    return replace(by, on_behalf_of=found.giver, mandate=row.id, scope=found.scope)


def name_acted_for(by: Actor) -> str:
    """Give the name of the party the actor acts for; nothing for who acts for themselves."""
    row = Mandate.objects.filter(id=by.mandate).first() if by.mandate else None
    return names_of(row).get(GIVER, "") if row else ""


def name_holders(ids: Collection[UUID]) -> dict[UUID, str]:
    """Name who holds each of these mandates, also those that ended; the caller has checked who asks."""
    return {row.id: names_of(row).get(HOLDER, "") for row in Mandate.objects.filter(id__in=ids)}


def list_of(*, by: Actor) -> list[Seen]:
    """List the mandates of the party the actor is or acts for, newest first: given, and held.

    Who acts for a grown person sees the mandate they use, and not whom else that person trusts.
    """
    if by.subject is None:
        return []
    rows = Mandate.objects.filter(Q(giver=by.subject) | Q(holder=by.subject)).order_by("-proposed_at")
    if by.mandate is not None and not _speaks_for_all(by):
        rows = rows.filter(id=by.mandate)
    return [_see(row, by) for row in rows[:100]]


def list_usable(*, by: Actor) -> list[Seen]:
    """List the mandates the person who acts may use today."""
    rows = Mandate.objects.filter(holder=by.party, revoked_at=None).order_by("proposed_at") if by.party else []
    return [seen for seen in (_see(row, by) for row in rows) if seen.state is State.ACTIVE]


def tell(row: Mandate, names: dict[str, str], deed: str) -> None:
    """Tell both sides what became of a mandate, each with the other's name; and the giver's, for who reads for it."""
    for party, side, other in ((row.giver_id, GIVER, HOLDER), (row.holder_id, HOLDER, GIVER)):
        assert party is not None
        notices.tell(party, f"mandate_{deed}_{side}", name=names[other], giver=names[GIVER])


def _sides(kind: Kind, side: str, by: Actor) -> tuple[UUID | None, UUID | None]:
    """Give giver and holder of a proposal, one of them None."""
    if by.party is None or by.subject is None:
        raise Refused("mandate.sign_in")
    is_company = by.mandate is not None and Party.objects.filter(id=by.subject, kind="company").exists()
    if (by.mandate is not None or kind is Kind.REPRESENTATIVE) and not (is_company and side == GIVER):
        raise Refused("mandate.not_yours")
    return (by.subject, None) if side == GIVER else (None, by.party)


def _show_again(row: Mandate) -> Proposal:
    """Give a proposal that the same form made before. Refused `mandate.not_active`."""
    if row.code_index is None or row.answer_by is None:
        raise Refused("mandate.not_active", state=_state(row))
    return Proposal(row.id, names_of(row)[CODE], row.answer_by)


def _within_own(services: Collection[str], ends: date | None, by: Actor) -> tuple[Collection[str], date | None]:
    """Give the services and last day of a mandate that is passed on. Refused `mandate.scope`."""
    if by.mandate is None:
        return services, ends
    for service in services:
        access.check_covers(service, by)
    last = Mandate.objects.get(id=by.mandate).ends
    return services or by.scope or (), min(filter(None, (ends, last)), default=None)


def store(
    terms: mandates.Mandate,
    names: dict[str, str],
    *,
    by: Actor,
    id: UUID | None = None,
    code: str | None = None,
    answer_by: datetime | None = None,
) -> UUID:
    """Write a mandate down with the names of its sides, inside a transaction, and give its id."""
    id = id or city.new_id()
    key, wrapped = sealing.new_key(id)
    Mandate.objects.create(
        id=id,
        kind=terms.kind,
        giver_id=terms.giver,
        holder_id=terms.holder,
        services=sorted(terms.services),
        starts=terms.starts,
        ends=terms.ends,
        wrapped_key=wrapped,
        sealed=sealing.seal_json(key, id, "mandate", names | ({CODE: code} if code else {})),
        code_index=sealing.index("mandate", code) if code else None,
        answer_by=answer_by,
        proposed_at=city.now(),
        proposed_by=by.name,
        accepted_at=terms.accepted_at,
    )
    return id


def _find_proposal(code: str, by: Actor, *, lock: bool = False) -> Mandate:
    if by.party is None or by.mandate is not None:
        raise Refused("mandate.sign_in")
    rows = Mandate.objects.select_for_update() if lock else Mandate.objects
    row = rows.filter(
        code_index__in=sealing.search_code("mandate", code), answer_by__gt=city.now(), revoked_at=None
    ).first()
    if row is None:
        raise Refused("mandate.not_found")
    return row


def _see(row: Mandate, by: Actor) -> Seen:
    found, names = _read(row), names_of(row)
    return Seen(
        id=row.id,
        kind=found.kind,
        state=_state(row),
        giver=names.get(GIVER, ""),
        holder=names.get(HOLDER, ""),
        services=tuple(row.services),
        starts=row.starts,
        ends=row.ends,
        is_mine=row.giver_id is not None and row.giver_id == by.subject,
        may_revoke=row.revoked_at is None and row.kind != Kind.PARENT and _may_see(row, by),
        accepted_at=row.accepted_at,
    )


def _state(row: Mandate) -> State:
    state = mandates.state(_read(row), live.today())
    is_over = row.answer_by is not None and row.answer_by <= city.now()
    return State.LAPSED if state is State.PROPOSED and is_over else state


def _may_see(row: Mandate, by: Actor) -> bool:
    if by.system or by.has_role(Role.LEAD):
        return True
    if not _speaks_for_all(by):
        return row.id == by.mandate
    return by.subject is not None and by.subject in (row.giver_id, row.holder_id)


def _speaks_for_all(by: Actor) -> bool:
    """Tell whether all mandates of the one acted for are the actor's business: of a child, of a company, one's own."""
    if by.mandate is None:
        return True
    return by.scope is None and Mandate.objects.filter(id=by.mandate, kind__in=STANDS_IN).exists()


def _read(row: Mandate) -> mandates.Mandate:
    return mandates.Mandate(
        Kind(row.kind),
        row.giver_id,
        row.holder_id,
        frozenset(row.services),
        row.starts,
        row.ends,
        row.accepted_at,
        row.revoked_at,
    )


def names_of(row: Mandate) -> dict[str, str]:
    """Give the names of both sides, as far as known (`GIVER`, `HOLDER`)."""
    return dict(sealing.open_json(sealing.mandate_key(row), row.id, "mandate", row.sealed))


def _seal(row: Mandate, names: dict[str, Any]) -> bytes:
    """Seal the names; a code that was kept until it was used is not among them any more."""
    kept = {side: name for side, name in names.items() if side != CODE}
    return sealing.seal_json(sealing.mandate_key(row), row.id, "mandate", kept)
