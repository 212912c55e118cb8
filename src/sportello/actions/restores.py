"""After a restore: the record opens a new epoch, and what was erased since is erased again, before the city serves."""

from datetime import datetime

from sportello.actions import epochs, erasing, record, retention


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
