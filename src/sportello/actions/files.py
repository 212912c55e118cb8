"""Papers residents upload: checked by content, scanned, sealed, and served only to those allowed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sportello.actions import access, city, drafts, looks, sealing
from sportello.core import filetypes
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.cases import Case
from sportello.store.dossiers import Dossier
from sportello.store.files import File, Kept

LOOSE = timedelta(days=100)
LOOSE_OF_NOBODY = timedelta(days=1)
NOBODY = "anonymous"
LOOSE_AT_ONCE = 60
FREE: dict[str, None] = {"case": None, "kept": None}
"""What a case may take: no case's yet, and not kept in a locker, of which cases get copies."""


@dataclass(frozen=True)
class Stored:
    """An uploaded file: what it was called, with an ending of what it is by its content, and its size in bytes."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    added_at: datetime


def add(name: str, content: bytes, *, by: Actor, draft: UUID | None = None, keeper: UUID | None = None) -> UUID:
    """Take a file in and give its id.

    It belongs to the draft, to the party that keeps it in its locker, or else to the actor, until a case takes it.
    Refused `file.too_large`, `file.empty`, `file.not_accepted` (by content, whatever its name says), `file.incomplete`,
    `file.infected`, `file.not_scanned`, `file.too_many`, and as `drafts.get` says.
    """
    kind = filetypes.check_file(content, accept=tuple(filetypes.MEDIA_TYPES))
    at_home = city.current()
    owner = f"draft:{draft}" if draft else f"party:{keeper}" if keeper else by.name
    if draft is not None:
        drafts.check_usable(draft, by=by)
    _check_count(owner, by)
    at_home.scanner.check_clean(content)
    file_id = city.new_id()
    key, wrapped = sealing.new_key(file_id)
    at_home.files.write(f"files/{file_id}", sealing.seal(key, file_id, "file", content))
    File.objects.create(
        id=file_id,
        draft_id=draft,
        owner=owner,
        sealed_name=sealing.seal_text(key, file_id, clean_name(name)),
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        wrapped_key=wrapped,
        added_at=city.now(),
        scanned_at=city.now(),
    )
    return file_id


def read(file_id: UUID, *, by: Actor, purpose: str = "") -> tuple[Stored, bytes]:
    """Give a file with its content to the applicant, or to those working the case and auditors (which leaves a look).

    Refused `file.not_found`, also for files of others; `file.damaged` when it is not what was uploaded.
    """
    file = File.objects.select_related("case", "draft").filter(id=file_id).first()
    if file is None or not _may_read(file, by):
        raise Refused("file.not_found")
    if file.case is not None:
        looks.log(file.case, purpose, by=by)
    content = sealing.find_stored(sealing.file_key(file), file.id, "file", f"files/{file.id}")
    if content is None or hashlib.sha256(content).hexdigest() != file.sha256:
        raise Refused("file.damaged")
    return _stored(file), content


def describe(file_ids: Sequence[str], *, by: Actor) -> list[Stored]:
    """Describe files by their ids as answers hold them; those the actor may not see are left out."""
    wanted = [UUID(id) for id in file_ids if _is_id(id)]
    found = {file.id: file for file in File.objects.select_related("case", "draft").filter(id__in=wanted)}
    return [_stored(found[id]) for id in wanted if id in found and _may_read(found[id], by)]


def check_usable(file_id: str, *, by: Actor, accept: Sequence[str], most_bytes: int) -> None:
    """Refuse a file that is not this actor's or not free any more (`file.not_found`), of another kind, or too large."""
    file = File.objects.select_related("draft").filter(id=file_id, **FREE).first() if _is_id(file_id) else None
    if file is None or not _may_read(file, by):
        raise Refused("file.not_found")
    if file.kind not in accept:
        raise Refused("file.not_accepted", found=file.kind, accept=sorted(accept))
    if file.size > most_bytes:
        raise Refused("file.too_large", size=file.size, largest=most_bytes)


def list_of_nobody(file_ids: Iterable[UUID]) -> frozenset[UUID]:
    """List those of these ids that are free files of someone unknown: whoever can name one may use it.

    An id has 74 random bits and is told to the sender alone.
    """
    wanted = list(file_ids)
    if not wanted:
        return frozenset()
    free = File.objects.filter(id__in=wanted, owner=NOBODY, case=None, draft=None)
    return frozenset(free.values_list("id", flat=True))


def attach(file_ids: Sequence[UUID], case: Case, *, by: Actor) -> None:
    """Give free files of this actor to a case, inside the caller's transaction. Refused `file.not_found`."""
    for file_id in file_ids:
        file = File.objects.select_for_update(of=("self",)).filter(id=file_id, **FREE).first()
        if file is None or not _may_read(file, by):
            raise Refused("file.not_found")
        file.case, file.draft = case, None
        file.save(update_fields=["case", "draft"])


def list_kept(party: UUID) -> list[Stored]:
    """List the files in a party's locker, newest first; the caller has checked who asks."""
    return [_stored(file) for file in File.objects.filter(kept__party=party).order_by("-added_at")]


def delete_kept(party: UUID, file: UUID | None = None) -> int:
    """Delete one file of a party's locker, or all, inside the caller's transaction; tell how many."""
    ids = list(Kept.objects.filter(party=party, **({"file": file} if file else {})).values_list("file", flat=True))
    File.objects.filter(id__in=ids).delete()
    transaction.on_commit(lambda: _forget(ids))
    return len(ids)


def list_of(dossier: Dossier) -> list[Stored]:
    """List the files of a case, oldest first."""
    return [_stored(file) for file in dossier.files]


def delete_loose() -> int:
    """Delete files that no case took within 100 days, or a day if nobody's; tell how many.

    Those of a draft that can still be sent stay with it.
    """
    old = Q(added_at__lt=city.now() - LOOSE) | Q(owner=NOBODY, added_at__lt=city.now() - LOOSE_OF_NOBODY)
    free = Q(draft=None) | Q(draft__case__isnull=False)
    loose = list(File.objects.filter(old, free, **FREE).values_list("id", flat=True)[:1000])
    with transaction.atomic():
        File.objects.filter(id__in=loose, case=None).delete()
    _forget(loose)
    return len(loose)


def _forget(file_ids: Iterable[UUID]) -> None:
    for file_id in file_ids:
        city.current().files.delete(f"files/{file_id}")


def clean_name(name: str) -> str:
    """Give a file's name without folders and control characters, at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[:120] or "file"


def _may_read(file: File, by: Actor) -> bool:
    if file.case is not None:
        return access.may_read(file.case, by)
    if file.draft is not None:
        return access.is_owner(file.draft, by)
    if (file.owner == by.name and by.name != NOBODY) or file.id in by.holds:
        return True
    return by.scope is None and by.subject is not None and Kept.objects.filter(file=file, party=by.subject).exists()


def _check_count(owner: str, by: Actor) -> None:
    """Refuse more loose files than one applicant needs. Clients send for many; strangers are not told apart here."""
    if owner == NOBODY or by.client is not None:
        return
    if File.objects.filter(owner=owner, **FREE).count() >= LOOSE_AT_ONCE:
        raise Refused("file.too_many", most=LOOSE_AT_ONCE)


def _stored(file: File) -> Stored:
    name = sealing.open_text(sealing.file_key(file), file.id, file.sealed_name)
    return Stored(file.id, filetypes.end_name(name, file.kind), file.kind, file.size, file.sha256, file.added_at)


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except (ValueError, AttributeError, TypeError):
        return False
