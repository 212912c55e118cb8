"""The `value` compiler: a typed tree becomes one Python function that decides one case. Knows no text.

The source it writes is made from checked nodes only: names it gives itself, numbered constants, and `repr` of
the names an expression looks up. No text a city wrote is ever run.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sportello.core.feel import operators, tree
from sportello.core.feel.functions import FUNCTIONS

PYTHON = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
IDENTITY = {"=": "is", "!=": "is not"}  # with null; asking a number whether it equals None takes ten times as long
PLAIN = frozenset({"number", "string", "boolean", "date"})  # Python compares two of these as FEEL does
LOGIC = {"and": operators.conjunction, "or": operators.disjunction, "not": operators.negation}


class Writer:
    """Writes Python for nodes, and collects the constants it needs in `bound`."""

    def __init__(self) -> None:
        self.bound: dict[str, Any] = {}
        self._names: dict[int, str] = {}
        self._known: dict[str, str] = {}
        self._locals: dict[str, str] = {}

    def bind(self, value: Any) -> str:
        """Give the Python name under which a value will be there."""
        name = self._names.get(id(value))
        if name is None:
            name = f"k{len(self.bound)}"
            self.bound[name] = value
            self._names[id(value)] = name
        return name

    def local(self, name: str, variable: str) -> None:
        """Say which Python variable holds a name bound inside the expression."""
        self._locals[name] = variable

    def know(self, variables: Mapping[str, str]) -> None:
        """Say which names of the context are in Python variables already."""
        self._known.update(variables)

    def value(self, node: tree.Node) -> str:
        """Write an expression that gives the node's value."""
        write: Callable[[Any], str] = getattr(self, f"_{type(node).__name__.lower()}")
        return write(node)

    def test(self, node: tree.Node) -> str:
        """Write an expression that is true in Python exactly when the node is (neither false nor null)."""
        if isinstance(node, tree.Operation):
            if node.operator in ("and", "or"):
                return "(" + f" {node.operator} ".join(self.test(each) for each in node.operands) + ")"
            if node.operator == "not":
                return f"({self.value(node.operands[0])} is False)"
            if node.operator in PYTHON:
                return self._test_comparison(node)
        if isinstance(node, tree.Within):
            return self._test_within(node)
        if isinstance(node, tree.Call) and node.function == "list contains":
            return self._test_contains(node)
        return f"({self.value(node)} is True)"

    def define(self, arguments: str, result: str) -> Callable[..., Any]:
        """Make the function of these arguments that returns an expression written here."""
        return self.run(f"def made({arguments}):\n    return {result}\n")

    def run(self, source: str) -> Callable[..., Any]:
        """Make the function called `made` that this source defines."""
        space = dict(self.bound)
        exec(compile(source, "<feel>", "exec"), space)  # noqa: S102 - written from checked nodes only, see above
        made: Callable[..., Any] = space["made"]
        return made

    def _test_comparison(self, node: tree.Operation) -> str:
        if not _comparable(node):
            return f"({self.value(node)} is True)"
        guards, compared = self._compare(node)
        return "(" + " and ".join([*guards, compared]) + ")"

    def _compare(self, node: tree.Operation) -> tuple[list[str], str]:
        """Write a comparison as Python makes it, and what must hold before: an ordering takes no null."""
        left, right = map(self.value, node.operands)
        python = IDENTITY if _is_with_null(node) else PYTHON
        return [f"{self.value(each)} is not None" for each in _guarded(node)], f"{left} {python[node.operator]} {right}"

    def _test_within(self, node: tree.Within) -> str:
        ends = node.low, node.high
        if not (_simple(node.value) and _plain(node.value, *ends) and all(map(_never_null, ends))):
            return f"({self.value(node)} is True)"
        value, low, high = self.value(node.value), self.value(node.low), self.value(node.high)
        first, second = "<=" if node.low_closed else "<", "<=" if node.high_closed else "<"
        return f"({value} is not None and {low} {first} {value} {second} {high})"

    def _test_contains(self, node: tree.Call) -> str:
        of, value = node.arguments
        literals = of.members if isinstance(of, tree.Listing) else ()
        if not literals or not all(isinstance(each, tree.Literal) and _plain(each, value) for each in literals):
            return f"({self.value(node)} is True)"
        return f"({self.value(value)} in {self.bind(frozenset(each.value for each in literals))})"  # type: ignore[attr-defined]

    def _literal(self, node: tree.Literal) -> str:
        return repr(node.value) if node.value is None or isinstance(node.value, bool) else self.bind(node.value)

    def _name(self, node: tree.Name) -> str:
        return self._known.get(node.name) or f"c.get({node.name!r})"

    def _local(self, node: tree.Local) -> str:
        return self._locals[node.name]

    def _operation(self, node: tree.Operation) -> str:
        if node.operator in PYTHON and _comparable(node):
            guards, compared = self._compare(node)
            return f"({compared} if {' and '.join(guards)} else None)" if guards else f"({compared})"
        operands = ", ".join(self.value(each) for each in node.operands)
        return f"{self.bind(_operator(node.operator))}({operands})"

    def _within(self, node: tree.Within) -> str:
        parts = ", ".join(self.value(each) for each in (node.value, node.low, node.high))
        return f"{self.bind(operators.within)}({parts}, {node.low_closed}, {node.high_closed})"

    def _call(self, node: tree.Call) -> str:
        arguments = ", ".join(self.value(each) for each in node.arguments)
        return f"{self.bind(FUNCTIONS[node.function])}({arguments})"

    def _if(self, node: tree.If) -> str:
        return f"({self.value(node.then)} if {self.test(node.condition)} else {self.value(node.otherwise)})"

    def _listing(self, node: tree.Listing) -> str:
        return "[" + ", ".join(self.value(each) for each in node.members) + "]"

    def _field(self, node: tree.Field) -> str:
        return f"{self.bind(operators.field)}({self.value(node.of)}, {node.name!r})"

    def _lookup(self, node: tree.Lookup) -> str:
        return f"{self.bind(operators.lookup)}({self.value(node.of)}, {self.value(node.key)})"

    def _filter(self, node: tree.Filter) -> str:
        return self._loop(operators.filtered, node.of, node.variable, node.condition)

    def _quantified(self, node: tree.Quantified) -> str:
        run = operators.some if node.kind == "some" else operators.every
        return self._loop(run, node.of, node.variable, node.condition)

    def _for(self, node: tree.For) -> str:
        return self._loop(operators.each, node.of, node.variable, node.result)

    def _loop(self, run: Callable[..., Any], of: tree.Node, name: str, inside: tree.Node) -> str:
        values = self.value(of)
        variable = f"v{len(self._locals)}"
        self._locals[name] = variable
        return f"{self.bind(run)}({values}, lambda {variable}: {self.value(inside)})"


def _operator(operator: str) -> Callable[..., Any]:
    if operator in LOGIC:
        return LOGIC[operator]
    if operator == "neg":
        return operators.negative
    if operator in ("=", "!="):
        return operators.equal if operator == "=" else operators.unequal
    return operators.ORDERINGS.get(operator) or operators.ARITHMETIC[operator]


def _plain(*nodes: tree.Node) -> bool:
    kinds = {each.type.kind for each in nodes if not _is_null(each)}
    return len(kinds) == 1 and kinds <= PLAIN


def _comparable(node: tree.Operation) -> bool:
    """Tell whether Python compares as FEEL does, which gives null where Python raises."""
    return _is_with_null(node) or (_plain(*node.operands) and all(map(_is_sure, _guarded(node))))


def _guarded(node: tree.Operation) -> list[tree.Node]:
    """List the sides of an ordering that may be null."""
    return [] if node.operator in IDENTITY else [each for each in node.operands if not _never_null(each)]


def _is_sure(node: tree.Node) -> bool:
    """Tell whether a value has its type or is null: what has a name has, a member of it may not."""
    return isinstance(node, tree.Name) or (isinstance(node, tree.Local) and node.name == "?")


def _is_with_null(node: tree.Operation) -> bool:
    return node.operator in IDENTITY and any(map(_is_null, node.operands))


def _is_null(node: tree.Node) -> bool:
    return isinstance(node, tree.Literal) and node.value is None


def _never_null(node: tree.Node) -> bool:
    return isinstance(node, tree.Literal) and node.value is not None


def _simple(node: tree.Node) -> bool:
    return isinstance(node, tree.Name | tree.Local | tree.Literal)


def compile_value(node: tree.Node) -> Callable[[Mapping[str, Any]], Any]:
    """Make the function from a context to the value of an expression."""
    writer = Writer()
    return writer.define("c", writer.value(node))


def compile_test(node: tree.Node) -> Callable[[Any, Mapping[str, Any]], Any]:
    """Make the function from a tested value and a context to what a cell's test gives."""
    writer = Writer()
    writer.local("?", "tested")
    return writer.define("tested, c", writer.value(node))
