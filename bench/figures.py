"""What a bench prints: a figure, the floor measured in the same run, and the ratio. Knows no bench."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure. The floor, in the same unit, is what the machine does at best for the same work."""

    bench: str
    figure: float
    unit: str
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """Give the figure as a part (or a multiple) of its floor."""
        return round(self.figure / self.floor, 3) if self.floor else None


def show(figures: Iterable[Figure], *, as_json: bool) -> None:
    """Print a line a figure, as soon as it is there."""
    for figure in figures:
        print(_json(figure) if as_json else _text(figure), flush=True)


def _json(figure: Figure) -> str:
    return json.dumps({**asdict(figure), "ratio": figure.ratio}, ensure_ascii=False)


def _text(figure: Figure) -> str:
    floor = f"   floor {figure.floor:,.2f}, ratio {figure.ratio}" if figure.floor is not None else ""
    return f"{figure.bench}: {figure.figure:,.2f} {figure.unit}{floor}"
