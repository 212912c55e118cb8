"""What the seeding plays with: a clock to turn, jobs done at once, chance, and the pack as it was written."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sportello.actions import dispatches, issuing, messages
from sportello.core import ports
from sportello.core.services import Service


class Clock(ports.Clock):
    """Tells the real time, or the time it was turned to."""

    def __init__(self) -> None:
        self.turned: datetime | None = None

    def __call__(self) -> datetime:
        """Give now, or the turned time, a millisecond later at each look so that deeds keep their order."""
        if self.turned is None:
            return datetime.now(UTC)
        self.turned += timedelta(milliseconds=1)
        return self.turned


class Inline(ports.Jobs):
    """Jobs done here and now, once the transaction that asked for them is over."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, dict[str, Any]]] = []

    def defer(self, job: str, **ids: str | int) -> None:
        """Note the job for `run`."""
        self._waiting.append((job, ids))

    def run(self) -> None:
        """Do what was noted."""
        known: dict[str, Callable[..., None]] = {
            "issue_document": lambda case, path: issuing.issue(UUID(case), path),
            "send_message": lambda message: messages.send(UUID(message)),
            "send_dispatch": lambda dispatch: dispatches.send(UUID(dispatch)),
        }
        while self._waiting:
            job, ids = self._waiting.pop(0)
            known[job](**ids)


@dataclass(frozen=True)
class Stage:
    """Where the seeding plays: the clock and jobs of the installed city, chance, and the documents published."""

    clock: Clock
    jobs: Inline
    chance: random.Random
    documents: Mapping[str, Mapping[str, Any]]

    def examples(self, service: Service) -> list[Mapping[str, Any]]:
        """List the service's own examples that make an application."""
        return [example for example in self.documents[service.id]["tests"] if "outcome" in example["expect"]]
