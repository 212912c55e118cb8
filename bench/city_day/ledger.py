"""What happened, as the clients saw it: counts, how long each waited, who holds which receipt. Knows no HTTP."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from bench.city_day.adapters import Receipt, Standing

QUARTER = 900
"""Seconds of the day that are told together."""
QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}


@dataclass
class Ledger:
    """All that is known of a day. Times of the day are seconds since midnight, waits are ms.

    `answered` has every key with the references it was ever given: more than one, and something was done twice.
    """

    opens: int
    arrivals: Counter[int] = field(default_factory=Counter)
    accepted: Counter[int] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    receipts: list[Receipt] = field(default_factory=list)
    answered: dict[str, list[str]] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    ruled: dict[str, int] = field(default_factory=dict)  # reference a clerk decided: in which quarter
    standing: dict[str, Standing] = field(default_factory=dict)
    late: "array[float]" = field(default_factory=lambda: array("f"))
    _waits: "dict[str, dict[int, array[float]]]" = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: array("f")))
    )

    def quarter(self, at: float) -> int:
        """Give the quarter of an hour since opening that a time of the day lies in."""
        return max(0, int(at - self.opens) // QUARTER)

    def take(self, kind: str, at: float, seconds: float) -> None:
        """Note that something due at this time took so long."""
        self.counts[kind] += 1
        self._waits[kind][self.quarter(at)].append(seconds * 1000)

    def accept(self, receipt: Receipt, at: float) -> None:
        """Note a receipt; the same again for the same key is no second one."""
        self.unanswered.discard(receipt.key)
        given = self.answered.setdefault(receipt.key, [])
        if receipt.reference in given:
            return
        given.append(receipt.reference)
        self.receipts.append(receipt)
        if len(given) == 1:
            self.accepted[self.quarter(at)] += 1

    @property
    def doubled(self) -> list[str]:
        """List the keys that were given more than one reference."""
        return [key for key, references in self.answered.items() if len(references) > 1]

    def measure(self, kind: str) -> dict[str, float | int]:
        """Give how many there were of a kind, and the ms within which parts of them were answered."""
        return measure(chain.from_iterable(self._waits[kind].values()))

    def measure_quarter(self, kind: str, quarter: int) -> dict[str, float | int]:
        """Give the same for a quarter of an hour."""
        return measure(self._waits[kind][quarter])


def measure(waits: Iterable[float]) -> dict[str, float | int]:
    """Give the count, and quantiles of ms."""
    ordered = sorted(waits)
    if not ordered:
        return {"count": 0}
    last = len(ordered) - 1
    told = {name: round(ordered[min(last, int(len(ordered) * part))], 2) for name, part in QUANTILES.items()}
    return {"count": len(ordered), **told}
