"""Values that the law sets and changes: each with its first day and its source. Knows no file, no clock."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.feel import errors, temporal
from sportello.core.policy_problems import PolicyProblem, PolicyProblems

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
SETTINGS = frozenset({"unit", "keyed_by", "values"})


@dataclass(frozen=True)
class DatedValue:
    """A value, the day from which it counts and where it is written."""

    start: date
    value: Any
    source: str


@dataclass(frozen=True)
class Parameter:
    """A named value over time, `values` in order of their start. `keyed_by` names what its keys mean."""

    name: str
    type: feel.Type
    values: tuple[DatedValue, ...]
    unit: str = ""
    keyed_by: tuple[str, ...] = ()

    def get(self, on: date) -> DatedValue:
        """Get the value that counts on a day; refused before the first."""
        position = bisect_right(self.values, on, key=lambda dated: dated.start)
        if not position:
            raise Refused("parameter.missing", name=self.name, on=on, starts=self.values[0].start)
        return self.values[position - 1]


@dataclass(frozen=True)
class Parameters:
    """All parameters of a policy."""

    all: tuple[Parameter, ...] = ()
    _changes: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _known: dict[int, Mapping[str, Any]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        changes = sorted({dated.start for parameter in self.all for dated in parameter.values})
        object.__setattr__(self, "_changes", tuple(changes))

    @property
    def types(self) -> dict[str, feel.Type]:
        """Give the type of each parameter."""
        return {parameter.name: parameter.type for parameter in self.all}

    def at(self, on: date) -> Mapping[str, Any]:
        """Give the values that count on a day; refuse with `parameter.missing` where one has none yet."""
        period = bisect_right(self._changes, on)
        found = self._known.get(period)
        if found is None:
            found = MappingProxyType({parameter.name: parameter.get(on).value for parameter in self.all})
            self._known[period] = found
        return found

    def get(self, name: str) -> Parameter:
        """Get the parameter of this name; KeyError when there is none."""
        for parameter in self.all:
            if parameter.name == name:
                return parameter
        raise KeyError(name)


def read_parameters(document: Mapping[str, Any], types: Mapping[str, feel.Type]) -> Parameters:
    """Read parameters whose scalars are all text; raise PolicyProblems with every problem.

    >>> shape = {"limit": {"unit": "USD", "values": [{"from": "2020-04-01", "source": "HUD", "value": "48300"}]}}
    >>> str(read_parameters(shape, {}).at(date(2020, 5, 4))["limit"])
    '48300'

    With `keyed_by: household_size` (or a list of names, for keys within keys) `value` is a mapping. Its keys are
    numbers when the name is a number in `types`, or no known name and every key looks like one.
    """
    problems: list[PolicyProblem] = []
    found = []
    for name, entry in document.items():
        mistakes = list(_find_mistakes(name, entry))
        problems += mistakes
        if not mistakes:
            found.append(_read_parameter(name, entry, types))
    problems += [_unlike(parameter) for parameter in found if parameter.type.kind == "any"]
    if problems:
        raise PolicyProblems(problems)
    return Parameters(tuple(found))


def _find_mistakes(name: str, entry: Any) -> Iterator[PolicyProblem]:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("values"), list) or not entry["values"]:
        message = "expected 'values', a list with 'from', 'source' and 'value' for each"
        yield PolicyProblem("parameters", None, name, message)
        return
    for word in sorted(set(entry) - SETTINGS):
        hint = errors.hint(word, SETTINGS)
        yield PolicyProblem("parameters", None, name, f"unknown setting '{word}'{hint}")
    starts = []
    for position, dated in enumerate(entry["values"], 1):
        if not isinstance(dated, Mapping) or set(dated) != {"from", "source", "value"}:
            yield PolicyProblem("parameters", position, name, "expected exactly 'from', 'source' and 'value'")
            continue
        start = temporal.read_date(str(dated["from"]))
        if start is None:
            message = f"expected a date as 2020-04-01 in 'from', found '{dated['from']}'"
            yield PolicyProblem("parameters", position, name, message)
        elif start in starts:
            yield PolicyProblem("parameters", position, name, f"a second value from {start}")
        starts.append(start)
        if not str(dated["source"]).strip():
            yield PolicyProblem("parameters", position, name, "expected the law or document the value comes from")
        if isinstance(dated["value"], Mapping) != bool(entry.get("keyed_by")) or isinstance(dated["value"], list):
            message = "expected a mapping where 'keyed_by' is given, and one value where it is not"
            yield PolicyProblem("parameters", position, name, message)
        elif set(_depths(dated["value"])) - {len(keys := _keys(entry))}:
            message = f"expected a key for each of 'keyed_by' ({', '.join(keys)}) and then one value"
            yield PolicyProblem("parameters", position, name, message)


def _keys(entry: Mapping[str, Any]) -> tuple[str, ...]:
    keyed_by = entry.get("keyed_by") or ()
    return (keyed_by,) if isinstance(keyed_by, str) else tuple(keyed_by)


def _depths(value: Any) -> Iterator[int]:
    """Go through the number of keys above each value."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from (depth + 1 for depth in _depths(each))
    else:
        yield 0


def _unlike(parameter: Parameter) -> PolicyProblem:
    message = "expected values of one sort: numbers, dates, true and false, or texts"
    return PolicyProblem("parameters", None, parameter.name, message)


def _read_parameter(name: str, entry: Mapping[str, Any], types: Mapping[str, feel.Type]) -> Parameter:
    keys = _keys(entry)
    kinds = [_key_kind(key, entry["values"], types, depth) for depth, key in enumerate(keys)]
    dated = [
        DatedValue(date.fromisoformat(each["from"]), _read_value(each["value"], kinds), each["source"])
        for each in entry["values"]
    ]
    kind = _type_of([leaf for each in dated for leaf in _leaves(each.value)])
    for key_kind in reversed(kinds):
        kind = feel.keyed(kind, key_kind) if kind.kind != "any" else kind
    ordered = tuple(sorted(dated, key=lambda each: each.start))
    return Parameter(name, kind, ordered, str(entry.get("unit", "")), keys)


def _key_kind(key: str, values: list[Any], types: Mapping[str, feel.Type], depth: int) -> Any:
    if key in types:
        return types[key].kind
    level = [each["value"] for each in values]
    for _ in range(depth):
        level = [inner for each in level for inner in each.values() if isinstance(inner, Mapping)]
    every = [found for each in level for found in each]
    return "number" if all(NUMBER.fullmatch(found) for found in every) else "string"


def _read_value(value: Any, kinds: list[Any]) -> Any:
    if isinstance(value, Mapping):
        kind, inner = (kinds[0], kinds[1:]) if kinds else ("string", [])
        pairs = ((_read_key(key, kind), _read_value(each, inner)) for key, each in value.items())
        return MappingProxyType(dict(pairs))
    return _read_scalar(str(value))


def _read_key(text: str, kind: str) -> Any:
    return Decimal(text) if kind == "number" and NUMBER.fullmatch(text) else text


def _read_scalar(text: str) -> Any:
    if NUMBER.fullmatch(text):
        return Decimal(text)
    if text in ("true", "false"):
        return text == "true"
    return temporal.read_date(text) or text


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    else:
        yield value


def _type_of(values: list[Any]) -> feel.Type:
    if all(isinstance(value, Decimal) for value in values):
        scale = max(max(0, -int(value.as_tuple().exponent)) for value in values)
        return feel.number(scale, min(values), max(values))
    for sort, kind in ((bool, feel.BOOLEAN), (date, feel.DATE), (str, feel.STRING)):
        if all(isinstance(value, sort) for value in values):
            return kind
    return feel.ANY
