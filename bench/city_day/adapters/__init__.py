"""How a system is spoken to: what every adapter does, and the words it does it in. Knows no system."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from bench.city_day.population import Applicant


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an applicant holds: the system's reference, and what it needs to tell how the case stands.

    `outcome` and `amount` are what was decided at once; nothing, where people decide.
    """

    number: int
    key: str
    reference: str
    proof: Any = None
    outcome: str = ""
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands. `seconds` are those from its acceptance to its decision, by the system's own clock."""

    outcome: str = ""
    amount: Decimal = Decimal(0)
    seconds: float = 0.0


class Adapter(Protocol):
    """A system under the day. Each deed raises GaveUp, or Unexpected for an answer that should not be."""

    has_keys: bool
    """Whether the system promises to do one thing once for a key, so that it may be asked again."""
    tells_status: bool
    """Whether it can be asked for a case at all."""

    async def prepare(self, clerks: int) -> None:
        """Look whether the day can begin, and let so many clerks sit down; SystemExit says why it cannot."""

    async def apply(self, applicant: Applicant) -> Receipt:
        """Send in an application; Incomplete when the system says that something is missing."""

    async def status(self, receipt: Receipt) -> Standing | None:
        """Ask how a case stands; None when the system does not know it."""

    async def read(self, number: int) -> None:
        """Read something the city publishes."""

    async def work(self, clerk: int) -> str | None:
        """Let a clerk decide the next case, and give its reference; None when none waits."""
