"""What decides an application: parameters, named facts and decision tables, in order. Knows no case and no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sportello.core import feel


@dataclass(frozen=True)
class Decision:
    """What policy says of one application.

    `rows` are (table, row) pairs, rows counted as lines of the table's file. `facts` are the named values used.
    """

    outcome: str
    outputs: Mapping[str, Any] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    rows: tuple[tuple[str, int], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    parameters_date: date | None = None
    feel: str = feel.VERSION


@dataclass(frozen=True)
class Policy:
    """A service's rules."""
