"""Where the steps of a case stand, and what the city has to do for them: plain values and their JSON. Moves nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sportello.core import canonical
from sportello.core.errors import Refused
from sportello.core.services import Promise, Service, Step

Status = Literal["pending", "waiting", "asking", "done", "skipped", "undone"]
OPEN = ("waiting", "asking", "undone")  # undone: done once, taken back, to be done again
OVER = ("done", "skipped")
NUMBER, DATE = "$number", "$date"


@dataclass(frozen=True)
class StepState:
    """Where one step of a case stands. `path` is `2`, or `2.1` inside a `together`."""

    path: str
    kind: str
    status: Status = "pending"
    result: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Tell whether someone has to act for the step to end."""
        return self.status in OPEN and self.kind != "together"

    @property
    def is_over(self) -> bool:
        return self.status in OVER


@dataclass(frozen=True)
class Journey:
    """Where all steps of a case stand, in order; those inside a `together` follow it."""

    steps: tuple[StepState, ...]

    def step(self, path: str) -> StepState:
        """Get the step at the path; Refused `step.unknown`."""
        for state in self.steps:
            if state.path == path:
                return state
        raise Refused("step.unknown", path=path)

    def inside(self, path: str) -> tuple[StepState, ...]:
        """Give the steps inside a `together`."""
        return tuple(state for state in self.steps if state.path.startswith(f"{path}."))

    @property
    def open_steps(self) -> tuple[StepState, ...]:
        return tuple(state for state in self.steps if state.is_open)

    @property
    def is_over(self) -> bool:
        return all(state.is_over for state in self.steps)


@dataclass(frozen=True)
class StartReview:
    """Put the case into the team's queue."""

    path: str
    team: str
    four_eyes: bool = False


@dataclass(frozen=True)
class AskPayment:
    """Ask the applicant for the amount."""

    path: str
    amount: Decimal
    team: str | None = None


@dataclass(frozen=True)
class StartFulfil:
    """Hand the case to a partner, or to a team, to be done by `due`."""

    path: str
    partner: str | None
    team: str | None
    proof: str
    due: Promise | None = None


@dataclass(frozen=True)
class Issue:
    """Make and sign the document."""

    path: str
    document: str


@dataclass(frozen=True)
class Tell:
    """Send the message to the applicant."""

    path: str
    message: str


@dataclass(frozen=True)
class Stop:
    """Take back what a step had started: leave the queue, drop the fee asked for, call the partner off."""

    path: str


@dataclass(frozen=True)
class Close:
    """Close the case with this outcome: approve, deny, refer when no step reviewed it, or withdrawn."""

    outcome: str


Effect = StartReview | AskPayment | StartFulfil | Issue | Tell | Stop | Close
Moved = tuple[Journey, list[Effect]]


def list_steps(service: Service) -> Iterator[tuple[str, Step]]:
    """List the service's steps with their paths, those inside a `together` after it."""
    for number, step in enumerate(service.steps, 1):
        yield str(number), step
        yield from ((f"{number}.{inner}", one) for inner, one in enumerate(step.inside, 1))


def to_json(journey: Journey) -> list[dict[str, Any]]:
    """Give the journey as plain JSON values; numbers and dates of FEEL say what they are."""
    return [
        {
            "path": s.path,
            "kind": s.kind,
            "status": s.status,
            "result": _to_json(s.result),
            "settings": _to_json(s.settings),
        }
        for s in journey.steps
    ]


def from_json(states: Sequence[Mapping[str, Any]]) -> Journey:
    """Read what `to_json` gave."""
    return Journey(tuple(StepState(**_from_json(state)) for state in states))


def _to_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _to_json(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_to_json(inner) for inner in value]
    if isinstance(value, Decimal):
        return {NUMBER: canonical.render_decimal(value)}
    return {DATE: value.isoformat()} if isinstance(value, date) else value


def _from_json(value: Any) -> Any:
    if isinstance(value, list):
        return [_from_json(inner) for inner in value]
    if not isinstance(value, Mapping):
        return value
    if NUMBER in value:
        return Decimal(value[NUMBER])
    if DATE in value:
        return date.fromisoformat(value[DATE])
    return {name: _from_json(inner) for name, inner in value.items()}
