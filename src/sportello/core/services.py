"""What a city wrote: a service with its questions, policy and steps. Plain values, built by `packs` from a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from sportello.core.actors import Assurance
from sportello.core.policy import Policy
from sportello.core.questions import Address, Condition, File, Form, Group, Question
from sportello.core.texts import Text


@dataclass(frozen=True)
class Step:
    """One step of a case's journey.

    `kind` is one of `journey.KINDS` (review, together, pay, issue, tell, fulfil). `when` is a FEEL condition
    over answers, facts, outputs, `outcome` and `duplicates`; absent means always. `settings` are the kind's own,
    checked by `packs`: `name` is a text by language, `amount` a FEEL expression over the same names, `due` a
    Promise as a mapping.
    """

    kind: str
    when: Condition | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    inside: tuple["Step", ...] = ()


Unit = Literal["working days", "days", "hours", "minutes"]


@dataclass(frozen=True)
class Promise:
    """How long the city says it takes: `10 working days`, `3 days`."""

    count: int
    unit: Unit


@dataclass(frozen=True)
class Window:
    """When applications are taken in, as local dates; absent ends are open. `closes` is the first day too late."""

    opens: date | None = None
    closes: date | None = None


@dataclass(frozen=True)
class Duplicate:
    """A likely duplicate: cases of the service that agree on these question ids within these days."""

    on: tuple[str, ...]
    within_days: int
    open_only: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a decision came out as it did, in the city's words, and under which law."""

    text: Text
    law: Text


@dataclass(frozen=True)
class Output:
    """A value that decisions give and people may see: what it is called, and how it is written."""

    names: Text
    type: Literal["money", "number", "date", "text"]


@dataclass(frozen=True)
class Message:
    """What the city tells the applicant; `{reference}`, `{service}`, `{outcome}`, `{link}` and outputs are filled."""

    subject: Text
    body: Text


@dataclass(frozen=True)
class Nearby:
    """Reports are linked when their `question` (an address with a point) lies within `metres` and `within_days`."""

    question: str
    metres: int
    within_days: int


@dataclass(frozen=True)
class Corrects:
    """That errors in what the city knows are reported here: the questions that say which datum, and its value.

    `datum` is a choice among `once` names, `now` a text. The folder answers both for whoever reports from there.
    """

    datum: str
    now: str


@dataclass(frozen=True)
class Appeal:
    """How a decision can be appealed: within how many days, and to whom."""

    days: int
    to: Text


@dataclass(frozen=True)
class Permits:
    """That a paper permits something: how many days before its end its holder is reminded, which service renews it."""

    remind_days: int
    renew: str | None = None


@dataclass(frozen=True)
class Document:
    """A paper the service gives out: its names, how long it is valid (days; None is without end).

    `sources` are Typst files by name; `main.typ` is the one that is compiled.
    """

    id: str
    names: Text
    sources: Mapping[str, str]
    texts: Mapping[str, Text]
    valid_days: int | None = None
    permits: Permits | None = None


@dataclass(frozen=True)
class Service:
    """A service as one edition defines it. Immutable; a submitted case keeps its own."""

    id: str
    edition: str  # SHA-256 (hex) of the edition's canonical document
    names: Text
    summary: Text
    department: str
    law: Text
    promise: Promise
    assurance: Assurance
    decide_on: Literal["submitted", "period"]
    keep_days: int
    window: Window
    questions: tuple[Question, ...]
    policy: Policy
    reasons: Mapping[str, Reason]
    outputs: Mapping[str, Output]
    messages: Mapping[str, Message]
    documents: Mapping[str, Document]
    steps: tuple[Step, ...]
    period: str | None = None  # the date question whose answer decides, when `decide_on` is `period`
    appeal: Appeal | None = None
    duplicates: tuple[Duplicate, ...] = ()
    nearby: Nearby | None = None
    corrects: Corrects | None = None
    at_once: Mapping[str, str] | None = None  # what pressing says, by question id, where one press is enough
    entitlements: Mapping[str, str] | None = None  # what is assumed, by question id, where people may ask beforehand
    co_applicant: Text = field(default_factory=dict)  # who may apply together with the applicant; nobody where empty
    reopen_days: int = 0  # how long after closing the applicant may reopen
    keywords: Text = field(default_factory=dict)  # words people search for, separated by commas
    icon: str = ""

    @cached_property
    def addresses(self) -> tuple[Question, ...]:
        """Give the questions that ask for an address."""
        return tuple(one for one in self.questions if isinstance(one.type, Address))

    @cached_property
    def with_files(self) -> tuple[Question, ...]:
        """Give the questions that take files, and the groups in which one does."""
        return tuple(one for one in self.questions if _takes_files(one))

    @cached_property
    def own(self) -> Mapping[str, str]:
        """Say of which of two applicants a question asks, by its id; those that are not in it are shared."""
        return {one.id: one.about for one in self.questions if one.about}

    @cached_property
    def form(self) -> Form:
        """Give the questions as an application is read."""
        return Form(self.questions)

    def question(self, id: str) -> Question:
        """Get the top-level question with this id; KeyError when the edition has none."""
        return next(q for q in self.questions if q.id == id)


def _takes_files(question: Question) -> bool:
    type = question.type
    return isinstance(type, File) or (isinstance(type, Group) and any(map(_takes_files, type.questions)))
