"""The locker: documents a party keeps to use again in any service, each time by their own say; a use is a copy."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from sportello.actions import city, consents, drafts, files, record
from sportello.actions.files import Stored
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.questions import File
from sportello.store.accounts import Party
from sportello.store.files import Kept

MOST = 40


def list_of(*, by: Actor) -> list[Stored]:
    """List what is in the locker, newest first. Refused as `consents.subject` says."""
    return files.list_kept(consents.subject(by))


def list_fitting(kind: File, *, by: Actor) -> list[Stored]:
    """List what a question takes of it; nothing for who has no locker or may not open it."""
    if by.subject is None or by.scope is not None:
        return []
    largest = kind.max_mb * 1024 * 1024
    return [one for one in list_of(by=by) if one.kind in kind.accept and one.size <= largest]


def add(name: str, content: bytes, *, by: Actor) -> UUID:
    """Put a document into the locker and give its id; one that is there already is kept once.

    Refused `locker.full`, and as `files.add` and `consents` say.
    """
    party = consents.subject(by)
    with transaction.atomic():
        Party.objects.select_for_update(no_key=True).get(id=party)  # two at once are counted one after the other
        before = files.list_kept(party)
        if there := _find_same(before, hashlib.sha256(content).hexdigest()):
            return there
        if len(before) >= MOST:
            raise Refused("locker.full", most=MOST)
        consents.give(consents.LOCKER, by=by)
        file_id = files.add(name, content, by=by, keeper=party)
        Kept.objects.create(file_id=file_id, party_id=party, kept_at=city.now())
        record.append("locker.kept", by=by, facts={"file": str(file_id)})
    return file_id


def keep(file_id: UUID, *, by: Actor) -> UUID:
    """Put a copy of a file the actor may read into the locker, and give its id, as `add` does."""
    stored, content = files.read(file_id, by=by)
    return add(stored.name, content, by=by)


def use(file_id: UUID, draft: UUID, kind: File, *, by: Actor) -> UUID:
    """Give a draft of one's own a copy of a document, under a key of its own, and give the copy's id.

    Refused `file.not_found`, also for what the question does not take, and as `files.add` says.
    """
    if file_id not in {one.id for one in list_fitting(kind, by=by)} or not drafts.get(draft, by=by).is_own:
        raise Refused("file.not_found")
    stored, content = files.read(file_id, by=by)
    return files.add(stored.name, content, by=by, draft=draft)


def delete(file_id: UUID, *, by: Actor) -> None:
    """Delete a document from the locker; copies in applications stay. Refused `file.not_found`."""
    party = consents.subject(by)
    with transaction.atomic():
        if not files.delete_kept(party, file_id):
            raise Refused("file.not_found")
        record.append("locker.deleted", by=by, facts={"file": str(file_id)})


def _find_same(kept: Iterable[Stored], sha256: str) -> UUID | None:
    return next((one.id for one in kept if one.sha256 == sha256), None)
