"""What must hold of parameters: over time, and for each answer that picks a value. Knows no YAML."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from sportello.core import feel
from sportello.core.feel import tree
from sportello.core.policy import Policy
from sportello.packs import durations
from sportello.packs.reading import Document
from sportello.packs.rules import Finding

FILE = "parameters.yaml"
SHOWN = 5  # keys in a message
WIDEST = 1_000  # numbers a question may take, above which its keys are not looked at one by one


def check_over_time(rules: Policy, document: Document) -> Iterator[Finding]:
    """Check that each parameter has a value when applications open, and that no key goes missing later."""
    opens = document["service"].get("intake", {}).get("opens")
    for parameter in rules.parameters.all:
        first = parameter.values[0].start
        if opens and not durations.is_relative(opens) and first > date.fromisoformat(opens):
            message = f"parameter '{parameter.name}' has no value from {opens}, when applications open, to {first}"
            yield Finding((parameter.name, "values", 0), message, FILE)
        for before, after in pairwise(parameter.values):
            if gone := list(_find_lost(before.value, after.value)):
                message = f"parameter '{parameter.name}' loses the key {_enumerate(gone)} from {after.start}"
                yield Finding((parameter.name,), message, FILE)


def _find_lost(before: Any, after: Any) -> Iterator[str]:
    """Go through the keys that a later value lacks; a key within a key is written `06037: 3`."""
    if not isinstance(before, Mapping):
        return
    for key, inner in before.items():
        if key not in after:
            yield feel.canonical(key)
        else:
            yield from (f"{feel.canonical(key)}: {lost}" for lost in _find_lost(inner, after[key]))


def check_keys(rules: Policy) -> Iterator[Finding]:
    """Warn of answers that a question allows and that are a key in no value of a parameter."""
    parameters = {parameter.name for parameter in rules.parameters.all}
    for name, question in dict.fromkeys(_find_lookups(rules)):
        if name not in parameters or question not in rules.answers:
            continue
        keys = {key for dated in rules.parameters.get(name).values for key in dated.value}
        possible = _list_possible(rules.answers[question])
        if missing := list(_find_missing(possible, keys)):
            message = f"parameter '{name}' has no value for {question} {_enumerate(missing)}: it gives null there"
            yield Finding((name,), message, FILE, level="warning")


def _find_lookups(rules: Policy) -> Iterator[tuple[str, str]]:
    """Go through the two names wherever facts and tables look one up by the other."""
    for root in _list_trees(rules):
        for node in root.walk():
            if isinstance(node, tree.Lookup) and isinstance(node.of, tree.Name) and isinstance(node.key, tree.Name):
                yield node.of.name, node.key.name


def _list_trees(rules: Policy) -> list[tree.Node]:
    rows = [row for table in rules.tables for row in table.rows]
    return [
        *(fact.tree for _, fact in rules.facts),
        *(each.tree for table in rules.tables for each in table.inputs),
        *(cell.tree for row in rows for cell in row.tests),
        *(cell.tree for row in rows for cell in row.outputs),
    ]


def _list_possible(kind: feel.Type) -> Sequence[Any]:
    """List the answers a question allows, where they can be told apart one by one."""
    if kind.kind == "number" and kind.scale == 0 and kind.low is not None and kind.high is not None:
        low, high = int(kind.low), int(kind.high)
        return [Decimal(each) for each in range(low, high + 1)] if high - low < WIDEST else []
    return kind.options


def _find_missing(possible: Sequence[Any], keys: set[Any]) -> Iterator[str]:
    """Go through the answers without a key: numbers in a row as `9 to 20`, texts one by one."""
    for is_missing, run in groupby(possible, key=lambda each: each not in keys):
        found = list(run)
        if is_missing and isinstance(found[0], Decimal) and len(found) > 1:
            yield f"{found[0]} to {found[-1]}"
        elif is_missing:
            yield from map(str, found)


def _enumerate(words: list[str]) -> str:
    rest = len(words) - SHOWN
    return ", ".join(words[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
