"""What reading FEEL gives: an expression or a cell's test, checked and compiled. Knows no table."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sportello.core.feel import checking, numbers, reading, temporal, tree, value
from sportello.core.feel.errors import FeelError
from sportello.core.feel.types import ANY, BOOLEAN, STRING, Type


@dataclass(frozen=True)
class Expression:
    """An expression over named values. Call it with them; a name they lack is null.

    >>> from sportello.core.feel import types
    >>> str(read_expression("rent * 3", {"rent": types.MONEY})({"rent": Decimal("900")}))
    '2700'
    """

    text: str
    tree: tree.Node
    names: frozenset[str]
    _run: Callable[[Mapping[str, Any]], Any] = field(repr=False, compare=False)

    @property
    def type(self) -> Type:
        return self.tree.type

    @property
    def is_name(self) -> bool:
        """Tell whether the expression is one name and nothing else."""
        return isinstance(self.tree, tree.Name)

    @property
    def is_literal(self) -> bool:
        """Tell whether the expression is a value written out."""
        return isinstance(self.tree, tree.Literal)

    def __call__(self, context: Mapping[str, Any]) -> Any:
        return self._run(context)


@dataclass(frozen=True)
class Unary:
    """The test in a cell of a table. Call it with the tested value; only `True` means that the cell holds."""

    text: str
    tree: tree.Node
    names: frozenset[str]
    _run: Callable[[Any, Mapping[str, Any]], Any] = field(repr=False, compare=False)

    @property
    def is_any(self) -> bool:
        """Tell whether the cell holds for every value (`-`)."""
        return self.text == "-"

    @property
    def standard(self) -> str:
        """Write the cell as other tools read it: a bare word for a text gets its quotes."""
        written = self.text
        words = [each for each in self.tree.walk() if isinstance(each, tree.Literal) and isinstance(each.value, str)]
        for word in sorted(words, key=lambda each: -each.column):
            start = word.column - 1
            if written[start : start + 1] != '"':
                written = f'{written[:start]}"{word.value}"{written[start + len(word.value) :]}'
        return written

    def __call__(self, tested: Any, context: Mapping[str, Any] | None = None) -> Any:
        return self._run(tested, context or {})


def read_expression(text: str, types: Mapping[str, Type]) -> Expression:
    """Read an expression over names of these types; raise FeelError with column and what was expected."""
    try:
        checked = checking.Checker(types, {}).check(reading.read_tree(text))
    except FeelError as error:
        raise FeelError(error.message, error.column, text) from None
    return Expression(text, checked, _names(checked), value.compile_value(checked))


def read_unary(text: str, input_type: Type, types: Mapping[str, Type]) -> Unary:
    """Read a cell's unary tests over a value of this type; raise FeelError as `read_expression` does.

    `-` holds always; `< 5`, `[1..3]`, `rent, own`, `not("a")`, `null`, `? > limit` are tests of the value.
    """
    text = text.strip()
    try:
        checked = _check_tests(text, input_type, types)
    except FeelError as error:
        raise FeelError(error.message, error.column, text) from None
    return Unary(text, checked, _names(checked), value.compile_test(checked))


def literal(found: Any) -> Expression:
    """Make the expression that is one text, or null."""
    node = tree.Literal(value=found, type=STRING if isinstance(found, str) else ANY)
    text = "null" if found is None else json.dumps(found, ensure_ascii=False)
    return Expression(text, node, frozenset(), lambda context: found)


def _check_tests(text: str, input_type: Type, types: Mapping[str, Type]) -> tree.Node:
    if text == "-":
        return tree.Literal(value=True, type=BOOLEAN)
    negated, tests = reading.read_tests(text)
    if not negated and len(tests) == 1 and _is_negated_value(tests[0], types):
        negated, tests = True, tests[0].operands  # type: ignore[attr-defined]
    tested = tree.Local(name="?", type=input_type)
    checked = checking.Checker(types, {"?": tested}, bare_words=True).any_of(tests, 1)
    if negated:
        checked = tree.Operation(operator="not", operands=(checked,), type=BOOLEAN)
    return checked


def _is_negated_value(test: tree.Node, types: Mapping[str, Type]) -> bool:
    """Tell `not("a")`, a negated test, from `not(? > 3)`, a condition: the parser sees the same."""
    if not (isinstance(test, tree.Operation) and test.operator == "not"):
        return False
    (inner,) = test.operands
    if isinstance(inner, tree.Span | tree.Literal | tree.Listing):
        return True
    return isinstance(inner, tree.Name) and types.get(inner.name, Type("any")).kind != "boolean"


def _names(root: tree.Node) -> frozenset[str]:
    return frozenset(node.name for node in root.walk() if isinstance(node, tree.Name))


def canonical(found: Any) -> Any:
    """Turn a value into JSON's terms: numbers as FEEL writes them, in strings; dates as ISO 8601.

    Every decision passes here with all it came from, so the commonest types are told by themselves, before families.
    """
    kind = type(found)
    if kind is Decimal:
        return numbers.render_number(found)
    if found is None or kind is str or kind is bool:
        return found
    if isinstance(found, Decimal | int):
        return numbers.render_number(found)
    if kind is dict or isinstance(found, Mapping):
        return {key if type(key) is str else str(canonical(key)): canonical(each) for key, each in found.items()}
    if isinstance(found, list | tuple):
        return [canonical(each) for each in found]
    return _canonical_rarity(found)


def _canonical_rarity(found: Any) -> str:
    if isinstance(found, timedelta | temporal.Months):
        return temporal.render_duration(found)
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, str):
        return str(found)
    raise TypeError(f"a {type(found).__name__} is no FEEL value")
