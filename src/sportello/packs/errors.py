"""What is wrong with a pack, and where. Knows no YAML and no rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from sportello.core.errors import Refused
from sportello.core.feel.errors import hint


@dataclass(frozen=True, order=True)
class PackError:
    """One thing wrong with a pack; a `warning` lets the pack be published."""

    file: str
    line: int
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'warning: ' if self.level == 'warning' else ''}{self.message}"


class BrokenPack(Refused):
    """Refuse a pack that cannot be read, with everything that is wrong with it."""

    def __init__(self, errors: list[PackError]) -> None:
        super().__init__("pack.broken", count=len(errors), first=str(errors[0]))
        self.errors = errors


@dataclass
class Report:
    """What a reading of a pack has found wrong so far."""

    errors: list[PackError] = field(default_factory=list)

    def add(self, file: str, line: int, message: str, level: Literal["error", "warning"] = "error") -> None:
        """Note one thing, once."""
        error = PackError(file, line, message, level)
        if error not in self.errors:
            self.errors.append(error)

    def is_broken(self, files: str = "") -> bool:
        """Tell whether there are errors, warnings aside, in files whose path begins so."""
        return any(e.level == "error" and e.file.startswith(files) for e in self.errors)


def name_unknown(what: str, word: str, known: Iterable[str]) -> str:
    """Say that a word is not known here, and the nearest word that is."""
    return f"unknown {what} '{word}'{hint(word, known)}"
