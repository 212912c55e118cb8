"""Text in, tree out: FEEL's grammar as untyped nodes, and syntax errors in words. Knows no types."""

import ast
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive

from sportello.core.feel import temporal, tree, types
from sportello.core.feel.errors import FeelError

LONGEST = 10_000  # characters: far above any rule people can read, and a bound on the parser's work
DEEPEST = 60  # levels: the compilers walk the tree by recursion, and Python stops at 200 brackets

WORDS = {"$END": "the end", "COMPARE": "a comparison", "COMMA": "','", "RPAR": "')'", "RSQB": "']'"}


@cache
def _parser() -> Lark:
    grammar = files(__package__).joinpath("grammar.lark").read_text("utf-8")
    starts = ["start_expression", "start_tests"]
    return Lark(grammar, start=starts, parser="lalr", propagate_positions=True)


def read_tree(text: str) -> tree.Node:
    """Read an expression into an untyped tree; raise FeelError with the column of what could not be read."""
    return cast(tree.Node, _read(text, "start_expression"))


def read_tests(text: str) -> tuple[bool, tuple[tree.Node, ...]]:
    """Read a cell's tests: whether they stand under `not(…)`, and each as a tree."""
    return cast(tuple[bool, tuple[tree.Node, ...]], _read(text, "start_tests"))


def _read(text: str, start: str) -> Any:
    if len(text) > LONGEST:
        raise FeelError(f"expected at most {LONGEST} characters, found {len(text)}", 1, text)
    try:
        found: Any = _Builder().transform(_parser().parse(text, start=start))
    except VisitError as error:
        raise _with_text(error.orig_exc, text) from None
    except FeelError as error:
        raise _with_text(error, text) from None
    except UnexpectedInput as error:
        raise _syntax_error(error, text) from None
    for node in [found] if isinstance(found, tree.Node) else found[1]:
        _check_depth(node, text)
    return found


def _with_text(error: Exception, text: str) -> Exception:
    return FeelError(error.message, error.column, text) if isinstance(error, FeelError) else error


def _check_depth(root: tree.Node, text: str) -> None:
    level: list[tree.Node] = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.children()]
        if not level:
            return
    raise FeelError(f"expected at most {DEEPEST} levels of brackets and operators; name the parts as facts", 1, text)


def _syntax_error(error: UnexpectedInput, text: str) -> FeelError:
    column = min(error.pos_in_stream or 0, len(text)) + 1 if text else 1
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return FeelError(f"expected {_expected(error.expected)}, found the end", len(text) + 1, text)
    found = str(error.token) if isinstance(error, UnexpectedToken) else text[column - 1 : column]
    expected = _expected(error.expected if isinstance(error, UnexpectedToken) else set())
    return FeelError(f"expected {expected}, found '{found}'", column, text)


def _expected(terminals: Iterable[str]) -> str:
    kinds = set(terminals)
    if "NAME" in kinds and "NUMBER" in kinds:
        return "a value"
    words = [word for kind, word in WORDS.items() if kind in kinds]
    return " or ".join(words) or next((f"'{kind.lower()}'" for kind in sorted(kinds)), "a FEEL expression")


def _bracket(mark: Token) -> bool:
    return mark.type in {"LSQB", "RSQB"}


Parts = list[Any]


@v_args(meta=True)
class _Builder(Transformer_NonRecursive[Token, Any]):
    """Turn each rule of the grammar into its node."""

    def start_expression(self, meta: Meta, parts: Parts) -> tree.Node:
        return cast(tree.Node, parts[0])

    def start_tests(self, meta: Meta, parts: Parts) -> tuple[bool, tuple[tree.Node, ...]]:
        return cast(tuple[bool, tuple[tree.Node, ...]], parts[0])

    def tests(self, meta: Meta, parts: Parts) -> tuple[bool, tuple[tree.Node, ...]]:
        return False, tuple(parts)

    def negated_tests(self, meta: Meta, parts: Parts) -> tuple[bool, tuple[tree.Node, ...]]:
        return True, tuple(parts)

    def negated_comparison(self, meta: Meta, parts: Parts) -> tuple[bool, tuple[tree.Node, ...]]:
        return True, (self.compared_node(meta, parts),)

    def compared_node(self, meta: Meta, parts: Parts) -> tree.Node:
        operator, right = parts
        tested = tree.Local(name="?", column=_column(meta))
        return tree.Operation(operator=str(operator), operands=(tested, right), column=_column(meta))

    compared = compared_node

    def conditional(self, meta: Meta, parts: Parts) -> tree.Node:
        condition, then, otherwise = parts
        return tree.If(condition=condition, then=then, otherwise=otherwise, column=_column(meta))

    def repeated(self, meta: Meta, parts: Parts) -> tree.Node:
        variable, of, result = parts
        return tree.For(variable=str(variable), of=of, result=result, column=_column(meta))

    def some(self, meta: Meta, parts: Parts) -> tree.Node:
        return _quantified("some", meta, parts)

    def every(self, meta: Meta, parts: Parts) -> tree.Node:
        return _quantified("every", meta, parts)

    def disjunction(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Operation(operator="or", operands=tuple(parts), column=_column(meta))

    def conjunction(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Operation(operator="and", operands=tuple(parts), column=_column(meta))

    def operation(self, meta: Meta, parts: Parts) -> tree.Node:
        left, operator, right = parts
        return tree.Operation(operator=str(operator), operands=(left, right), column=_column(meta))

    def between(self, meta: Meta, parts: Parts) -> tree.Node:
        value, low, high = parts
        return tree.Within(value=value, low=low, high=high, column=_column(meta))

    def contained(self, meta: Meta, parts: Parts) -> tree.Node:
        value, target = parts
        tests = target if isinstance(target, tuple) else (target,)
        return tree.In(value=value, tests=tests, column=_column(meta))

    def several(self, meta: Meta, parts: Parts) -> tuple[tree.Node, ...]:
        return tuple(parts)

    def negative(self, meta: Meta, parts: Parts) -> tree.Node:
        operand = parts[1]
        if isinstance(operand, tree.Literal) and isinstance(operand.value, Decimal):
            return tree.Literal(value=operand.value.copy_negate(), type=types.NUMBER, column=_column(meta))
        return tree.Operation(operator="neg", operands=(operand,), column=_column(meta))

    def inverted(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Operation(operator="not", operands=(parts[0],), column=_column(meta))

    def field(self, meta: Meta, parts: Parts) -> tree.Node:
        of, name = parts
        return tree.Field(of=of, name=str(name), column=_column(meta))

    def bracketed(self, meta: Meta, parts: Parts) -> tree.Node:
        of, key = parts
        return tree.Lookup(of=of, key=key, column=_column(meta))

    def number(self, meta: Meta, parts: Parts) -> tree.Node:
        value = Decimal(str(parts[0]))
        if len(value.as_tuple().digits) > 34:
            raise FeelError("expected a number of at most 34 digits", _column(meta))
        return tree.Literal(value=value, type=types.NUMBER, column=_column(meta))

    def string(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Literal(value=_unquote(str(parts[0]), meta), type=types.STRING, column=_column(meta))

    def at_string(self, meta: Meta, parts: Parts) -> tree.Node:
        text = str(parts[0])[2:-1]
        if (day := temporal.read_date(text)) is not None:
            return tree.Literal(value=day, type=types.DATE, column=_column(meta))
        if (duration := temporal.read_duration(text)) is not None:
            return tree.Literal(value=duration, type=types.DURATION, column=_column(meta))
        raise FeelError(f'expected a date or duration as @"2020-05-04" or @"P30D", found "{text}"', _column(meta))

    def true(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Literal(value=True, type=types.BOOLEAN, column=_column(meta))

    def false(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Literal(value=False, type=types.BOOLEAN, column=_column(meta))

    def null(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Literal(value=None, column=_column(meta))

    def name(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Name(name=str(parts[0]), column=_column(meta))

    def tested(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Local(name="?", column=_column(meta))

    def call(self, meta: Meta, parts: Parts) -> tree.Node:
        function, *arguments = parts
        given = tuple(argument for argument in arguments if argument is not None)
        return tree.Call(function=" ".join(str(function).split()), arguments=given, column=_column(meta))

    def range(self, meta: Meta, parts: Parts) -> tree.Node:
        opening, low, high, closing = parts
        return tree.Span(
            low=low,
            high=high,
            low_closed=_bracket(opening),
            high_closed=_bracket(closing),
            column=_column(meta),
        )

    def listing(self, meta: Meta, parts: Parts) -> tree.Node:
        return tree.Listing(members=tuple(part for part in parts if part is not None), column=_column(meta))


def _column(meta: Meta) -> int:
    return 1 if meta.empty else meta.start_pos + 1


def _quantified(kind: str, meta: Meta, parts: Parts) -> tree.Node:
    variable, of, condition = parts
    return tree.Quantified(kind=kind, variable=str(variable), of=of, condition=condition, column=_column(meta))


def _unquote(text: str, meta: Meta) -> str:
    escapes: Callable[[str], Any] = ast.literal_eval
    try:
        return str(escapes(text.replace("\n", "\\n")))
    except (ValueError, SyntaxError):
        raise FeelError('expected a text whose backslashes mean something (\\n, \\", \\u00e9)', _column(meta)) from None
