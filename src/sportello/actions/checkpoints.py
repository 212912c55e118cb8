"""Checkpoints: the newest, the epoch they are signed in, and the copy kept outside the database.

The copy is how a database that went back to an earlier moment is told from one that did not. Seals nothing.
"""

from dataclasses import dataclass

import structlog
from django.db import connection, transaction

from sportello.actions import city
from sportello.core import merkle, notes
from sportello.core.errors import Refused
from sportello.store.record import Checkpoint, Epoch

log = structlog.get_logger()

LOCK = 5_077_041_001  # any number that nothing else of ours locks: held by who seals, opens an epoch, keeps a copy
KEPT = "record/checkpoint"
"""The name of the copy in the city's storage."""


@dataclass(frozen=True)
class Kept:
    """The copy: the note as it was published, and what it says."""

    note: str
    epoch: int
    size: int


def epoch() -> int:
    """Give the number of the epoch in which checkpoints are signed now."""
    return Epoch.objects.order_by("-number").values_list("number", flat=True).first() or 1


def find_newest() -> Checkpoint | None:
    """Find the newest checkpoint; None before the first."""
    return Checkpoint.objects.order_by("-size").first()


def sign(frontier: merkle.Frontier) -> None:
    """Sign a checkpoint of the log as it is now, in the transaction that grew it."""
    signer = city.current().signer
    head = notes.Checkpoint(signer.origin, epoch(), frontier.size, frontier.root)
    Checkpoint.objects.create(size=head.size, root=head.root, note=notes.sign_checkpoint(head, signer), at=city.now())


def find_kept() -> Kept | None:
    """Find the copy kept outside; None when there is none, or it is of another city or key and says nothing of ours."""
    signer = city.current().signer
    try:
        note = city.current().files.read(KEPT).decode()
        signed = notes.read_checkpoint(note, signer.origin, signer.keys)
    except Refused as refused:
        if refused.code != "storage.missing":
            log.warning("record.copy_ignored", code=refused.code)
        return None
    return Kept(note, signed.epoch, signed.size)


def went_back() -> bool:
    """Tell whether a checkpoint was published that this database knows nothing of: it was restored, or lost commits."""
    kept, newest = find_kept(), find_newest()
    return kept is not None and (kept.epoch, kept.size) > (epoch(), newest.size if newest else 0)


def check_not_back() -> None:
    """Refuse `record.went_back`: whoever signs now would contradict what the city has signed before."""
    if went_back():
        raise Refused("record.went_back")


def keep_newest() -> None:
    """Keep the newest checkpoint outside, unless it is there or another process is about to do it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        newest = find_newest() if cursor.fetchone()[0] else None
        kept = find_kept()
        if newest and (kept is None or kept.note != newest.note):
            city.current().files.write(KEPT, newest.note.encode())
