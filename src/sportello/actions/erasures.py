"""What was erased on purpose, listed outside the database: a restored backup must forget it again before it serves.

A line stands in the storage before the deletion commits; what was rolled back is erased by the replay, as was meant.
Lines hold ids only.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sportello.actions import city
from sportello.core import canonical, ids

KIND = "erasures"
MARGIN = timedelta(hours=1)  # between a line and the commit of its deed, and between the clocks of two machines


@dataclass(frozen=True)
class Erasure:
    """What one deed erased, by id."""

    cases: tuple[UUID, ...] = ()
    drafts: tuple[UUID, ...] = ()
    parties: tuple[UUID, ...] = ()
    own: tuple[UUID, ...] = ()  # answers of one of two applicants about themselves


def note(erasure: Erasure) -> None:
    """Write down, durably and outside the database, what is about to be erased."""
    content = {"cases": erasure.cases, "drafts": erasure.drafts, "parties": erasure.parties, "own": erasure.own}
    city.current().files.write(f"{KIND}/{city.new_id()}", canonical.write(content))


def list_since(moment: datetime) -> Iterator[Erasure]:
    """List what was noted since then, an hour before included; names of lines are in the order of their time."""
    storage, first = city.current().files, f"{KIND}/{ids.earliest(moment - MARGIN)}"
    for name in sorted(name for name in storage.list_names(KIND) if name >= first):
        content = json.loads(storage.read(name))
        yield Erasure(**{kind: tuple(map(UUID, named)) for kind, named in content.items()})
