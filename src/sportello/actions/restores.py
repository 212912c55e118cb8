"""After a restore: the record opens a new epoch, and what was erased since is erased again, before the city serves."""

from collections.abc import Iterator
from datetime import datetime

from sportello.actions import epochs, erasing, record, retention
from sportello.store.documents import Document
from sportello.store.files import File


def settle(lost_from: datetime | None = None) -> dict[str, int]:
    """Make a database that was restored to `lost_from` (else: its last deed) fit to serve; tell what was done.

    Erasures come from the storage, whatever the backup says; what is past its term by now goes too.
    """
    moment = lost_from or epochs.last_deed()
    number = epochs.open_new(moment)
    again = erasing.replay(moment)
    retention.delete_expired()
    record.seal_all()
    return {"epoch": number, **{kind: again[kind] for kind in ("cases", "drafts", "parties")}}


def list_stored() -> Iterator[str]:
    """List the names of the stored files that the database knows of."""
    for kind, rows in (("files", File.objects.all()), ("documents", Document.objects.all())):
        yield from (f"{kind}/{id}" for id in rows.values_list("id", flat=True).iterator())
