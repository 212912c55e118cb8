"""The public part of the record, to be given away whole: leaves, deeds of no case, signed checkpoints."""

from collections.abc import Iterator
from uuid import UUID

from sportello.core import record as log
from sportello.store.record import Checkpoint, Event, Leaf

BATCH = 5000


def list_leaves(size: int) -> Iterator[tuple[list[bytes], list[tuple[int, bytes]]]]:
    """List the log's first leaves in batches: their hashes, and the deeds of no case among them, by index, as JSON.

    A deed of a case is there as a leaf only: its nonce stays in the city, so that nobody can guess what was done.
    """
    for start in range(0, size, BATCH):
        end = min(start + BATCH, size)
        rows = list(Leaf.objects.filter(index__gte=start, index__lt=end).order_by("index").values_list())
        yield [bytes(hash) for _, _, hash in rows], _list_open({event: index for index, event, _ in rows})


def list_checkpoints(size: int) -> Iterator[str]:
    """List the signed notes up to this size, in its order."""
    after = -1
    found = Checkpoint.objects.filter(size__lte=size).order_by("size").values_list("size", "note")
    while batch := list(found.filter(size__gt=after)[:BATCH]):
        yield from (note for _, note in batch)
        after = batch[-1][0]


def _list_open(places: dict[UUID, int]) -> list[tuple[int, bytes]]:
    found = Event.objects.filter(id__in=places, case_id=None)
    rows = found.values_list("id", "at", "kind", "actor", "case_id", "facts")
    return sorted((places[row[0]], log.render(log.Event(*row))) for row in rows)
