"""Where a conversation stands, what it says and what it asks its carrier to do. Plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from sportello.core.errors import Refused
from sportello.core.interview import Draft, Offer
from sportello.core.questions import Json
from sportello.core.services import Service
from sportello.core.texts import Text, Words

Phase = Literal["choosing", "opening", "asking", "reviewing", "sending", "sent", "over"]


@dataclass(frozen=True)
class Told:
    """An answer the city already has, to be offered once more."""

    value: Json
    source: str
    told_on: str


@dataclass(frozen=True)
class State:
    """A conversation between two messages. `dump` and `load` make it JSON and back.

    `asked` is the path the next message answers; `part` which part of it, `partial` the parts heard so far;
    `answered` the paths in the order they were answered; `listed` what the numbers last shown stand for;
    `tries` how often the question was answered in vain.
    """

    language: str
    phase: Phase = "choosing"
    draft: Draft = field(default_factory=Draft)
    asked: str | None = None
    part: str | None = None
    partial: Mapping[str, Json] = field(default_factory=dict)
    answered: tuple[str, ...] = ()
    offers: Mapping[str, Told] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    tries: int = 0

    def fresh(self, **changes: Any) -> "State":
        """Give the state with nothing half said, and these changes."""
        return replace(self, part=None, partial={}, tries=0, **changes)


@dataclass(frozen=True)
class Around:
    """What the carrier knows of the city at this turn. `service` is the edition the draft follows."""

    words: Words
    today: date
    languages: tuple[str, ...]
    services: tuple[Service, ...] = ()
    service: Service | None = None


@dataclass(frozen=True)
class Say:
    """One thing to say; `options` may be answered by their number, from 1."""

    text: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Begin:
    """Begin a draft of the service; tell `Opened` or `Failed`."""

    service: str


@dataclass(frozen=True)
class Resume:
    """Find the draft with this code; tell `Opened` or `Failed`."""

    code: str


@dataclass(frozen=True)
class Save:
    """Keep the draft."""

    draft: Draft


@dataclass(frozen=True)
class Speak:
    """Keep that the draft is now spoken in this language."""

    language: str


@dataclass(frozen=True)
class Pause:
    """Keep the draft for later; tell `Paused`."""


@dataclass(frozen=True)
class AddFile:
    """Take in the file that the message stands for, if it is such; tell `FileAdded` or `Failed`."""

    source: str
    accept: tuple[str, ...]
    most_bytes: int


@dataclass(frozen=True)
class Submit:
    """Submit the application; tell `Submitted` or `Failed`."""

    answers: Mapping[str, Json]


@dataclass(frozen=True)
class HangUp:
    """End the conversation."""


Effect = Begin | Resume | Save | Speak | Pause | AddFile | Submit | HangUp


@dataclass(frozen=True)
class Opened:
    """The draft is there, with `Around.service` as its edition; `resumed` when it was begun before."""

    draft: Draft
    language: str
    resumed: bool = False
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Paused:
    """The draft is kept until `until` and goes on by `code`, here or at `link`."""

    code: str
    link: str
    until: date


@dataclass(frozen=True)
class FileAdded:
    """A file was taken in."""

    id: str
    name: str


@dataclass(frozen=True)
class Submitted:
    """The application was taken in. `due` is the day promised for an answer still to come."""

    reference: str
    outcome: str
    link: str
    reasons: tuple[Text, ...] = ()
    due: date | None = None


@dataclass(frozen=True)
class Failed:
    """What was asked of the carrier was refused."""

    refused: Refused


News = Opened | Paused | FileAdded | Submitted | Failed


@dataclass(frozen=True)
class Turn:
    """What comes of a message: where the conversation stands, what to say, then what to do."""

    state: State
    says: tuple[Say, ...] = ()
    effects: tuple[Effect, ...] = ()

    def after(self, *says: Say) -> "Turn":
        """Give the turn with something said before the rest."""
        return replace(self, says=(*says, *self.says))

    def doing(self, *effects: Effect) -> "Turn":
        """Give the turn with something more to do."""
        return replace(self, effects=(*self.effects, *effects))


def dump(state: State) -> dict[str, Json]:
    """Give the state as JSON."""
    return {**asdict(state), "draft": {"answers": state.draft.answers, "closed": sorted(state.draft.closed)}}


def load(kept: Mapping[str, Json]) -> State:
    """Give the state that `dump` made JSON of."""
    draft = Draft(kept["draft"]["answers"], frozenset(kept["draft"]["closed"]))
    offers = {path: Told(**told) for path, told in kept["offers"].items()}
    lists = {name: tuple(kept[name]) for name in ("answered", "listed")}
    return State(**{**kept, **lists, "draft": draft, "offers": offers})
