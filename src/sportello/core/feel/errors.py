"""How reading FEEL says what is wrong: where, and what was expected. Knows no file."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process


class FeelError(ValueError):
    """Say what is wrong with an expression. `column` counts from 1 in its text."""

    def __init__(self, message: str, column: int = 1, text: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.text = text

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


def hint(word: str, known: Iterable[str]) -> str:
    """Give `; did you mean 'x'?` for the nearest known word, or nothing when none is near."""
    nearest = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean '{nearest[0]}'?" if nearest else ""
