"""FEEL's library: for each function what it takes, what it gives and what runs it. Knows no tree."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sportello.core.feel import library, operators, temporal


@dataclass(frozen=True)
class Function:
    """A function of the library.

    `takes` are signatures: kinds with `?` for one that may be left out and `*` for any number of the last.
    `gives` is a kind, `member` (what the list holds, or the first argument), `first` or `list`.
    Null in gives null out, unless it `takes_null`.
    """

    takes: tuple[str, ...]
    gives: str
    run: Callable[..., Any]
    takes_null: bool = False

    def __call__(self, *arguments: Any) -> Any:
        if not self.takes_null and operators.has_null(arguments):
            return None
        try:
            return self.run(*arguments)
        except operators.NONSENSE:
            return None


def _rounding(name: str) -> Function:
    return Function(("number number?",), "number", library.rounded(name))


def _over_numbers(run: Callable[..., Any]) -> Function:
    return Function(("list", "number*"), "member", run)


FUNCTIONS = {
    "abs": Function(("number", "duration"), "first", abs),
    "all": Function(("list", "boolean*"), "boolean", library.all_true, True),
    "any": Function(("list", "boolean*"), "boolean", library.any_true, True),
    "append": Function(("list any*",), "list", library.appended, True),
    "ceiling": _rounding("ceiling"),
    "concatenate": Function(("list*",), "first", library.joined),
    "contains": Function(("string string",), "boolean", lambda text, part: part in text),
    "count": Function(("list",), "number", library.count),
    "date": Function(("string", "number number number", "date"), "date", library.read_date),
    "day of week": Function(("date",), "string", library.weekday),
    "decimal": Function(("number number",), "number", library.rounded("decimal")),
    "distinct values": Function(("list",), "first", library.distinct),
    "duration": Function(("string",), "duration", temporal.read_duration),
    "ends with": Function(("string string",), "boolean", str.endswith),
    "floor": _rounding("floor"),
    "is defined": Function(("any",), "boolean", lambda value: value is not None, True),
    "list contains": Function(("list any",), "boolean", operators.contains, True),
    "lower case": Function(("string",), "string", str.lower),
    "max": Function(("list", "any*"), "member", library.greatest),
    "mean": _over_numbers(library.mean),
    "min": Function(("list", "any*"), "member", library.least),
    "modulo": Function(("number number",), "number", library.modulo),
    "number": Function(("string",), "number", library.read_number),
    "round down": _rounding("round down"),
    "round half down": _rounding("round half down"),
    "round half up": _rounding("round half up"),
    "round up": _rounding("round up"),
    "starts with": Function(("string string",), "boolean", str.startswith),
    "string": Function(("any",), "string", library.render),
    "string length": Function(("string",), "number", library.count),
    "substring": Function(("string number number?",), "string", library.substring),
    "substring after": Function(("string string",), "string", library.after),
    "substring before": Function(("string string",), "string", library.before),
    "sum": _over_numbers(library.total),
    "upper case": Function(("string",), "string", str.upper),
    "years and months duration": Function(("date date",), "duration", temporal.months_between),
}
