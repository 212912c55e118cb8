"""What each of two applicants answered about themselves, parted from what they share. Knows no key and no store.

A decision's bundle holds a commitment to each part in place of what is in it: a salted hash, which proves the part as
long as it is kept, and says nothing of it once it is erased.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sportello.core import canonical, feel
from sportello.core.applications import Application
from sportello.core.errors import Refused
from sportello.core.policy import Policy
from sportello.core.questions import Json
from sportello.core.services import Service
from sportello.core.vault import Random

APPLICANT, CO_APPLICANT = ABOUT = ("applicant", "co_applicant")
About = Literal["applicant", "co_applicant"]
SALT_BYTES = 32


@dataclass(frozen=True)
class Part:
    """The answers about one of two applicants, what policy saw of them (canonical FEEL), and a salt in hex."""

    about: str
    answers: dict[str, Json]
    inputs: dict[str, Any]
    salt: str

    @property
    def commitment(self) -> str:
        """Give the SHA-256 (hex) that stands for the part in the bundle."""
        return hashlib.sha256(canonical.encode([self.salt, self.about, self.inputs])).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """Give what is kept of it, sealed."""
        return {"answers": self.answers, "inputs": self.inputs, "salt": self.salt}


def from_json(about: str, kept: Mapping[str, Any]) -> Part:
    """Read what `to_json` gave."""
    return Part(about, kept["answers"], kept["inputs"], kept["salt"])


def divide(service: Service, application: Application, random: Random) -> tuple[Part, ...]:
    """Give the part of each applicant whom the service asks something of their own, answered or not."""
    return tuple(
        _part(about, [id for id, whose in service.own.items() if whose == about], application, random)
        for about in ABOUT
        if about in service.own.values()
    )


def shared(answers: Mapping[str, Json], parts: Iterable[Part]) -> dict[str, Json]:
    """Give the answers that are in none of the parts."""
    own = list_names(parts)
    return {id: answer for id, answer in answers.items() if id not in own}


def list_names(parts: Iterable[Part]) -> frozenset[str]:
    """List the ids of the questions that the parts answer, answered or not."""
    return frozenset(name for part in parts for name in part.inputs)


def list_telling(policy: Policy, names: Iterable[str]) -> frozenset[str]:
    """List the facts that tell of these names: reckoned from them, or from another fact that is."""
    told = set(names)
    for name, fact in policy.facts:
        if fact.names & told:
            told.add(name)
    return frozenset(told.difference(names))


def check_whole(commitments: Mapping[str, str], parts: Iterable[Part]) -> None:
    """Refuse `decision.erased` where one of the parts that a bundle commits to is not there any more."""
    for about in sorted(commitments.keys() - {part.about for part in parts}):
        raise Refused("decision.erased", about=about)


def _part(about: str, names: list[str], application: Application, random: Random) -> Part:
    answers = {id: application.answers[id] for id in names if id in application.answers}
    inputs = {id: feel.canonical(application.facts[id]) for id in names}
    return Part(about, answers, inputs, random(SALT_BYTES).hex())
