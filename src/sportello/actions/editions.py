"""Publishing: what the city wrote becomes an immutable edition, proposed by one person and approved by another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction

from sportello.actions import access, city, live, record
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.packs import building, comparing
from sportello.store.editions import Edition

State = Literal["proposed", "stale", "rejected", "live", "coming", "past"]


@dataclass(frozen=True)
class Listed:
    """An edition without its document, and where it stands: `stale` was overtaken before anyone approved it."""

    id: int
    subject: str
    hash: str
    state: State
    text_only: bool
    effective_from: date
    proposed_at: datetime
    proposed_by: str
    approved_at: datetime | None
    approved_by: str
    rejected_at: datetime | None
    rejected_by: str


@dataclass(frozen=True)
class Change:
    """What publishing a folder would change in one subject: `lines` say it for people."""

    subject: str
    hash: str
    based_on: str
    text_only: bool
    lines: tuple[str, ...]


def compare(documents: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """List what differs between these documents (by subject) and what is live."""
    changes = []
    for subject, document in documents.items():
        old = find_newest(subject)
        if old is None or old.hash != building.edition_hash(document):
            changes.append(_change(subject, document, old))
    return changes


def propose(
    subject: str, document: Mapping[str, Any], *, by: Actor, effective_from: date, based_on: str | None = None
) -> Edition:
    """Propose a document as the subject's next edition.

    Refused `edition.stale` when `based_on` (a hash) is no longer the newest, `edition.unchanged` when nothing differs,
    `edition.already_proposed` when the same document waits for approval already, for whatever day.
    The very first edition of a city comes from its own machinery and counts at once; the record says so.
    A change of texts alone needs one person, unless it would bring forward what two agreed on for a later day.
    """
    _check_publisher(by)
    with transaction.atomic():
        old = find_newest(subject, lock=True)
        if based_on is not None and based_on != (old.hash if old else ""):
            raise Refused("edition.stale", subject=subject)
        change = _change(subject, document, old)
        if old is not None and old.hash == change.hash:
            raise Refused("edition.unchanged", subject=subject)
        alone = _why_alone(change, old, by, effective_from)
        if not alone and (waits := find_waiting(change)):
            raise Refused("edition.already_proposed", subject=subject, number=str(waits.id), day=waits.effective_from)
        edition = Edition.objects.create(
            subject=subject,
            hash=change.hash,
            document=building.canonical(document).decode(),
            based_on=change.based_on,
            text_only=change.text_only,
            effective_from=effective_from,
            proposed_at=city.now(),
            proposed_by=by.name,
        )
        record.append("edition.proposed", by=by, facts=_facts(edition))
        if alone:
            _approve(edition, by, alone)
    return edition


def approve(edition_id: int, *, by: Actor) -> Edition:
    """Let a proposed edition count from its date.

    Refused `edition.same_person` to whoever proposed it, `edition.unknown`, `edition.already_approved`,
    `edition.already_rejected`, `edition.stale`.
    """
    _check_publisher(by)
    with transaction.atomic():
        edition = _lock_proposed(edition_id)
        if edition.proposed_by == by.name:
            raise Refused("edition.same_person", subject=edition.subject)
        newest = find_newest(edition.subject)
        if edition.based_on != (newest.hash if newest else ""):
            raise Refused("edition.stale", subject=edition.subject)
        _approve(edition, by)
    return edition


def reject(edition_id: int, *, by: Actor) -> None:
    """Say that a proposed edition will not count; its author may, too.

    Refused `edition.unknown`, `edition.already_approved`, `edition.already_rejected`.
    """
    _check_publisher(by)
    with transaction.atomic():
        edition = _lock_proposed(edition_id)
        edition.rejected_at, edition.rejected_by = city.now(), by.name
        edition.save(update_fields=["rejected_at", "rejected_by"])
        record.append("edition.rejected", by=by, facts=_facts(edition))


def list_editions(*, by: Actor) -> list[Listed]:
    """List the newest editions first, at most 500, for publishers and auditors."""
    _check_reader(by)
    newest = list(Edition.objects.defer("document").order_by("-id")[:500])
    counting = _list_counting()
    return [_listed(edition, counting) for edition in newest]


def get_change(edition_id: int, *, by: Actor) -> tuple[Listed, Change]:
    """Get an edition and what it changed, or would change, in the one it is based on. Refused `edition.unknown`."""
    _check_reader(by)
    edition = Edition.objects.filter(id=edition_id).first()
    if edition is None:
        raise Refused("edition.unknown", hash=edition_id)
    before = Edition.objects.filter(subject=edition.subject, hash=edition.based_on).first()
    return _listed(edition, _list_counting()), _change(edition.subject, json.loads(edition.document), before)


def get_document(edition_hash: str) -> dict[str, Any]:
    """Get the document of an edition; what a city publishes is public."""
    edition = Edition.objects.filter(hash=edition_hash).first()
    if edition is None:
        raise Refused("edition.unknown", hash=edition_hash)
    return dict(json.loads(edition.document))


def find_first_day(subject: str) -> date | None:
    """Find the day the subject first counted, from which its dates relative to publication count."""
    first = Edition.objects.filter(subject=subject, approved_at__isnull=False).order_by("id").first()
    return first.effective_from if first else None


def find_newest(subject: str, *, lock: bool = False) -> Edition | None:
    """Find the approved edition of a subject that was approved last, effective already or not."""
    editions = Edition.objects.filter(subject=subject, approved_at__isnull=False).order_by("-id")
    return (editions.select_for_update() if lock else editions).first()


def find_waiting(change: Change) -> Edition | None:
    """Find the proposal of this change that nobody has approved or turned down yet."""
    same = Edition.objects.filter(subject=change.subject, hash=change.hash, based_on=change.based_on)
    return same.filter(approved_at=None, rejected_at=None).order_by("id").first()


def _change(subject: str, document: Mapping[str, Any], old: Edition | None) -> Change:
    before = json.loads(old.document) if old else {}
    return Change(
        subject=subject,
        hash=building.edition_hash(document),
        based_on=old.hash if old else "",
        text_only=bool(old) and comparing.is_text_only(before, document),
        lines=tuple(comparing.diff(before, document)),
    )


def _why_alone(change: Change, old: Edition | None, by: Actor, effective_from: date) -> str:
    """Say why one person is enough for a change; nothing where it takes two."""
    if old is None:
        return "first publication" if by.system else ""
    return "texts only" if change.text_only and effective_from >= old.effective_from else ""


def _approve(edition: Edition, by: Actor, alone: str = "") -> None:
    edition.approved_at, edition.approved_by = city.now(), by.name
    edition.save(update_fields=["approved_at", "approved_by"])
    record.append("edition.approved", by=by, facts=_facts(edition) | ({"alone": alone} if alone else {}))
    transaction.on_commit(live.forget)


def _facts(edition: Edition) -> dict[str, str]:
    return {"subject": edition.subject, "edition": edition.hash, "from": edition.effective_from.isoformat()}


def _lock_proposed(edition_id: int) -> Edition:
    edition = Edition.objects.select_for_update().filter(id=edition_id).first()
    if edition is None:
        raise Refused("edition.unknown", hash=edition_id)
    if edition.approved_at:
        raise Refused("edition.already_approved", subject=edition.subject)
    if edition.rejected_at:
        raise Refused("edition.already_rejected", subject=edition.subject)
    return edition


def _listed(edition: Edition, counting: Mapping[str, tuple[str, int]]) -> Listed:
    return Listed(
        id=edition.id,
        subject=edition.subject,
        hash=edition.hash,
        state=_state(edition, counting),
        text_only=edition.text_only,
        effective_from=edition.effective_from,
        proposed_at=edition.proposed_at,
        proposed_by=edition.proposed_by,
        approved_at=edition.approved_at,
        approved_by=edition.approved_by,
        rejected_at=edition.rejected_at,
        rejected_by=edition.rejected_by,
    )


def _state(edition: Edition, counting: Mapping[str, tuple[str, int]]) -> State:
    """Say where an edition stands; `counting` gives by subject the newest hash and the id of the live edition."""
    newest, live_id = counting.get(edition.subject, ("", 0))
    if edition.rejected_at:
        return "rejected"
    if not edition.approved_at:
        return "proposed" if edition.based_on == newest else "stale"
    if edition.effective_from > live.today():
        return "coming"
    return "live" if edition.id == live_id else "past"


def _list_counting() -> dict[str, tuple[str, int]]:
    approved = Edition.objects.filter(approved_at__isnull=False)
    newest = dict(approved.order_by("id").values_list("subject", "hash"))
    effective = approved.filter(effective_from__lte=live.today()).order_by("effective_from", "id")
    ids = dict(effective.values_list("subject", "id"))
    return {subject: (hash, ids.get(subject, 0)) for subject, hash in newest.items()}


def _check_reader(by: Actor) -> None:
    if not (by.system or by.has_role(Role.PUBLISHER) or by.has_role(Role.AUDITOR)):
        raise Refused("access.role", role=Role.PUBLISHER)


def _check_publisher(by: Actor) -> None:
    """Refuse `access.role` to everyone but publishers, and the city's own machinery."""
    if not by.system:
        access.check_publisher(by)
