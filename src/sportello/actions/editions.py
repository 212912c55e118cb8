"""Publishing: what the city wrote becomes an immutable edition, proposed by one person and approved by another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from sportello.actions import city, live, record
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.packs import building, comparing
from sportello.store.editions import Edition


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

    Refused `edition.stale` when `based_on` (a hash) is no longer the newest, `edition.unchanged` when nothing differs.
    The very first edition of a city comes from its own machinery and counts at once; the record says so.
    A change of texts alone needs one person.
    """
    _check_publisher(by)
    with transaction.atomic():
        old = find_newest(subject, lock=True)
        if based_on is not None and based_on != (old.hash if old else ""):
            raise Refused("edition.stale", subject=subject)
        change = _change(subject, document, old)
        if old is not None and old.hash == change.hash:
            raise Refused("edition.unchanged", subject=subject)
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
        if old is None and by.system:
            _approve(edition, by, alone="first publication")
        elif change.text_only:
            _approve(edition, by, alone="texts only")
    return edition


def approve(edition_id: int, *, by: Actor) -> Edition:
    """Let a proposed edition count from its date. Refused `edition.same_person` to whoever proposed it."""
    _check_publisher(by)
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(id=edition_id)
        if edition.approved_at:
            raise Refused("edition.already_approved", subject=edition.subject)
        if edition.proposed_by == by.name:
            raise Refused("edition.same_person", subject=edition.subject)
        newest = find_newest(edition.subject)
        if edition.based_on != (newest.hash if newest else ""):
            raise Refused("edition.stale", subject=edition.subject)
        _approve(edition, by)
    return edition


def list_editions(*, by: Actor) -> list[Edition]:
    """List all editions, newest first, for publishers and auditors."""
    if not (by.system or by.has_role(Role.PUBLISHER) or by.has_role(Role.AUDITOR)):
        raise Refused("access.role", role=Role.PUBLISHER)
    return list(Edition.objects.defer("document").order_by("-id"))


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


def _change(subject: str, document: Mapping[str, Any], old: Edition | None) -> Change:
    before = json.loads(old.document) if old else {}
    return Change(
        subject=subject,
        hash=building.edition_hash(document),
        based_on=old.hash if old else "",
        text_only=bool(old) and comparing.is_text_only(before, document),
        lines=tuple(comparing.diff(before, document)),
    )


def _approve(edition: Edition, by: Actor, alone: str = "") -> None:
    edition.approved_at, edition.approved_by = city.now(), by.name
    edition.save(update_fields=["approved_at", "approved_by"])
    record.append("edition.approved", by=by, facts=_facts(edition) | ({"alone": alone} if alone else {}))
    transaction.on_commit(live.forget)


def _facts(edition: Edition) -> dict[str, str]:
    return {"subject": edition.subject, "edition": edition.hash, "from": edition.effective_from.isoformat()}


def _check_publisher(by: Actor) -> None:
    if not (by.system or by.has_role(Role.PUBLISHER)):
        raise Refused("access.role", role=Role.PUBLISHER)
