"""What a deed writes, gathered and then written at once: a statement a table, however many cases it is about."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from django.db.models import Model

from sportello.actions import city
from sportello.store import journeys, rows
from sportello.store.cases import Case


class Rows:
    """New rows, cases that moved, and jobs. As a context it writes them when the block ends without an error.

    Until then queries do not see them.
    """

    def __init__(self) -> None:
        self._new: dict[type[Model], list[Model]] = {}
        self._moved: list[Case] = []
        self._jobs: dict[str, list[Mapping[str, str]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self.write()

    def add(self, row: Model) -> None:
        """Have a new row written."""
        self._new.setdefault(type(row), []).append(row)

    def move(self, case: Case) -> None:
        """Have written where a case stands."""
        self._moved.append(case)

    def defer(self, job: str, **ids: str) -> None:
        """Have a job done once all of this is committed."""
        self._jobs.setdefault(job, []).append(ids)

    def take(self, other: "Rows") -> None:
        """Take on what another has gathered."""
        for table, new in other._new.items():
            self._new.setdefault(table, []).extend(new)
        self._moved += other._moved
        for job, each in other._jobs.items():
            self._jobs.setdefault(job, []).extend(each)

    def write(self) -> None:
        """Write all of it inside the caller's transaction."""
        journeys.write(self._moved)
        for new in self._new.values():
            rows.insert(new)
        for job, each in self._jobs.items():
            city.current().jobs.defer_each(job, each)
