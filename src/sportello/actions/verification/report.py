"""What a verification found so far. Knows nothing of what is verified."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Report:
    """How much was checked. `late` are submissions that stood in no checkpoint within the minute promised for them."""

    tell: Callable[[str], None]
    watch: Callable[[str], None]
    events: int = 0
    leaves: int = 0
    checkpoints: int = 0
    unsealed: int = 0
    late: int = 0
    problems: int = 0

    def problem(self, text: str) -> None:
        """Tell of something that does not hold."""
        self.problems += 1
        self.tell(text)

    @property
    def verdict(self) -> str:
        """Sum up in a few words; lateness is told and is no fault of the record."""
        waiting = f", {self.unsealed} waiting for the sealer" if self.unsealed else ""
        late = f", {self.late} sealed later than promised" if self.late else ""
        return (f"{self.problems} PROBLEMS" if self.problems else "good") + waiting + late
