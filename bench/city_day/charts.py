"""Charts as lines and bars in a square of 100 by 100, what stands beside the axes, and a table of the same figures.

The square is stretched to whatever room there is, so everything in words is HTML around it, at the size of the text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

TICKS = 4
Cell = str | int | float | None


@dataclass(frozen=True)
class Mark:
    """A word beside an axis, at so many hundredths of it."""

    at: float
    words: str


@dataclass(frozen=True)
class Drawn:
    """A line (`path`), points (a path of dots) or bars of a chart, with what the legend calls it."""

    kind: str
    words: str
    path: str


@dataclass(frozen=True)
class Table:
    """The figures of a chart, the first column naming the row."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


@dataclass(frozen=True)
class Chart:
    """A chart: what it shows in a sentence, and all that is drawn."""

    name: str
    title: str
    sentence: str
    unit: str
    drawn: list[Drawn]
    up: list[Mark]
    along: list[Mark]
    table: Table


@dataclass
class Frame:
    """The square of a chart, before anything is drawn: the values at its right edge and at its top."""

    right: float
    highest: float
    drawn: list[Drawn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.top = round_up(self.highest)

    def line(self, words: str, points: Sequence[tuple[float, float | None]]) -> None:
        """Draw a line through points; where a value is missing it is broken."""
        parts, pen = [], "M"
        for x, y in points:
            if y is None:
                pen = "M"
                continue
            parts.append(f"{pen}{self._place(x, y)}")
            pen = "L"
        self.drawn.append(Drawn("line", words, "".join(parts)))

    def dots(self, words: str, points: Sequence[tuple[float, float]]) -> None:
        """Draw points: lines of no length, whose round ends stay round however the square is stretched."""
        self.drawn.append(Drawn("dots", words, "".join(f"M{self._place(x, y)}h0" for x, y in points)))

    def bars(self, words: str, values: Sequence[float]) -> None:
        """Draw bars beside each other."""
        width = self.right / len(values)
        bars = (
            f"M{self._place((n + 0.15) * width, 0)}V{self._up(v)}H{self._right((n + 0.85) * width)}V100Z"
            for n, v in enumerate(values)
        )
        self.drawn.append(Drawn("bars", words, "".join(bars)))

    @property
    def up(self) -> list[Mark]:
        """Give the values beside the upright axis."""
        return [Mark(100 - 100 * n / TICKS, render(self.top * n / TICKS)) for n in range(TICKS + 1)]

    def along(self, values: Sequence[tuple[float, str]]) -> list[Mark]:
        """Give the words under the other."""
        return [Mark(self._right(x), words) for x, words in values]

    def _place(self, x: float, y: float) -> str:
        return f"{self._right(x)} {self._up(y)}"

    def _right(self, x: float) -> float:
        return round(100 * x / self.right, 2)

    def _up(self, y: float) -> float:
        return round(100 - 100 * y / self.top, 2)


def round_up(value: float) -> float:
    """Give the round number at or above a value that a chart may end at."""
    if value <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(value))
    return next(float(step * part) for part in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10) if step * part >= value)


def render(value: Cell) -> str:
    """Write a figure for people; nothing where there is none."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}"


def make_table(columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Make the table of figures."""
    return Table(columns, [tuple(render(cell) for cell in row) for row in rows])
