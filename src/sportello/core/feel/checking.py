"""Names and types: an untyped tree in, a typed one out, or a FeelError. Runs nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sportello.core.feel import signatures, tree
from sportello.core.feel.errors import FeelError, hint
from sportello.core.feel.functions import FUNCTIONS
from sportello.core.feel.types import ANY, BOOLEAN, STRING, Type

ORDERED = frozenset({"number", "string", "date", "duration", "any"})
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True)
class Checker:
    """Checks nodes against the types of names; `scope` holds the names bound inside and what they stand for.

    `bare_words` lets a cell over texts say `rent` for `"rent"`: a CSV file eats the quotes.
    """

    types: Mapping[str, Type]
    scope: Mapping[str, tree.Node]
    bare_words: bool = False

    def check(self, node: tree.Node) -> tree.Node:
        """Give the node with types, its names resolved and its short forms written out."""
        check: Callable[[Any], tree.Node] = getattr(self, f"_{type(node).__name__.lower()}")
        return check(node)

    def expect(self, node: tree.Node, wanted: Type, where: str) -> tree.Node:
        """Check a node whose type is prescribed by its place."""
        found = self.check(node)
        if not signatures.fits(found.type, wanted):
            raise FeelError(f"expected a {wanted} {where}, found a {found.type}", node.column)
        return found

    def bind(self, **scope: tree.Node) -> "Checker":
        """Be the checker of the part where more names are bound."""
        return replace(self, scope={**self.scope, **scope})

    def _literal(self, node: tree.Literal) -> tree.Node:
        return node

    def _name(self, node: tree.Name) -> tree.Node:
        if node.name in self.scope:
            return replace(self.scope[node.name], column=node.column)
        if node.name not in self.types:
            known = [*self.types, *(name for name in self.scope if name != "?")]
            raise FeelError(f"unknown name '{node.name}'{hint(node.name, known)}", node.column)
        return replace(node, type=self.types[node.name])

    def _local(self, node: tree.Local) -> tree.Node:
        if node.name not in self.scope:
            raise FeelError("expected a value; '?' stands for the tested value in a table's cell only", node.column)
        return replace(self.scope[node.name], column=node.column)

    def _operation(self, node: tree.Operation) -> tree.Node:
        if node.operator in ("and", "or", "not"):
            parts = tuple(self.expect(each, BOOLEAN, f"beside '{node.operator}'") for each in node.operands)
            return replace(node, operands=parts, type=BOOLEAN)
        parts = tuple(self.check(each) for each in node.operands)
        if node.operator in COMPARISONS:
            return compare(replace(node, operands=parts))
        if node.operator == "neg":
            if parts[0].type.kind not in ("number", "duration", "any"):
                raise FeelError(f"expected a number after '-', found a {parts[0].type}", node.column)
            return replace(node, operands=parts, type=parts[0].type.plain())
        return replace(node, operands=parts, type=signatures.arithmetic(node, parts[0].type, parts[1].type))

    def _within(self, node: tree.Within) -> tree.Node:
        value, low, high = self.check(node.value), self.check(node.low), self.check(node.high)
        for end in (low, high):
            if not signatures.fits(end.type, value.type) or value.type.kind not in ORDERED:
                raise FeelError(f"expected an end of type {value.type}, found a {end.type}", end.column)
        return replace(node, value=value, low=low, high=high, type=BOOLEAN)

    def _span(self, node: tree.Span) -> tree.Node:
        raise FeelError("expected a value; a range stands after 'in' or in a table's cell", node.column)

    def _in(self, node: tree.In) -> tree.Node:
        value = self.check(node.value)
        return self.bind(**{"?": value}).any_of(node.tests, node.column)

    def any_of(self, tests: tuple[tree.Node, ...], column: int) -> tree.Node:
        """Check tests of the value bound to `?` and join them: one of them holds."""
        checked = tuple(self.test(each) for each in tests)
        if len(checked) == 1:
            return checked[0]
        return tree.Operation(operator="or", operands=checked, type=BOOLEAN, column=column)

    def test(self, node: tree.Node) -> tree.Node:
        """Check one test of the value bound to `?`: a range, a condition, a list, or a value to equal."""
        tested = replace(self.scope["?"], column=node.column)
        if isinstance(node, tree.Span):
            return self._within(_as_within(node, tested))
        if isinstance(node, tree.Name) and self._is_bare_word(node, tested.type):
            node = tree.Literal(value=node.name, type=STRING, column=node.column)
        checked = self.check(node)
        if checked.type.kind == "boolean" and (tested.type.kind != "boolean" or _asks(node)):
            return checked
        if checked.type.kind == "list" and tested.type.kind != "list":
            _check_options(checked, tested.type)
            _check_member(checked, tested)
            return tree.Call(function="list contains", arguments=(checked, tested), type=BOOLEAN, column=node.column)
        return compare(tree.Operation(operator="=", operands=(tested, checked), column=node.column))

    def _is_bare_word(self, node: tree.Name, tested: Type) -> bool:
        """Tell whether a word in a cell is a text: one of the input's options, or the name of nothing else."""
        known = node.name in self.types or node.name in self.scope
        return self.bare_words and tested.kind in ("string", "any") and (node.name in tested.options or not known)

    def _call(self, node: tree.Call) -> tree.Node:
        function = FUNCTIONS.get(node.function)
        if function is None:
            raise FeelError(f"unknown function '{node.function}'{hint(node.function, FUNCTIONS)}", node.column)
        arguments = tuple(self.check(each) for each in node.arguments)
        found = replace(node, arguments=arguments, type=signatures.result(node, function, arguments))
        return _fold(found) if node.function in ("date", "duration") else found

    def _if(self, node: tree.If) -> tree.Node:
        condition = self.expect(node.condition, BOOLEAN, "after 'if'")
        then, otherwise = self.check(node.then), self.check(node.otherwise)
        if not signatures.fits(then.type, otherwise.type):
            message = f"expected a {then.type} after 'else', as after 'then', found a {otherwise.type}"
            raise FeelError(message, otherwise.column)
        joined = signatures.join(signatures.exact(then), signatures.exact(otherwise))
        if joined.kind == "any":
            joined = otherwise.type.plain() if then.type.kind == "any" else then.type.plain()
        return replace(node, condition=condition, then=then, otherwise=otherwise, type=joined)

    def _listing(self, node: tree.Listing) -> tree.Node:
        members = tuple(self.check(each) for each in node.members)
        of = members[0].type if members else ANY
        for member in members:
            of = signatures.join(of, member.type)
        return replace(node, members=members, type=Type("list", of=of.plain()))

    def _field(self, node: tree.Field) -> tree.Node:
        of = self.check(node.of)
        return replace(node, of=of, type=signatures.field(of.type, node))

    def _lookup(self, node: tree.Lookup) -> tree.Node:
        of = self.check(node.of)
        if of.type.kind == "context":
            key = self.check(node.key)
            fits = signatures.fits(key.type, Type(of.type.key or "any"))
            if key.type.kind not in ("number", "string", "any") or not fits:
                wanted = "number or string" if of.type.key in (None, "any") else of.type.key
                raise FeelError(f"expected a {wanted} as key, found a {key.type}", node.key.column)
            return replace(node, of=of, key=key, type=of.type.of or ANY)
        if of.type.kind not in ("list", "any"):
            raise FeelError(f"expected a list or keyed value before '[', found a {of.type}", node.column)
        return self._filter_or_position(node, of)

    def _filter_or_position(self, node: tree.Lookup, of: tree.Node) -> tree.Node:
        element = (of.type.of if of.type.kind == "list" else None) or ANY
        variable = f"member{node.column}"
        member = tree.Local(name=variable, type=element)
        fields = {name: tree.Field(of=member, name=name, type=kind) for name, kind in element.fields}
        key = self.bind(item=member, **fields).check(node.key)
        if key.type.kind == "boolean":
            return tree.Filter(of=of, condition=key, variable=variable, type=of.type, column=node.column)
        if key.type.kind not in ("number", "any"):
            raise FeelError(f"expected a position or a condition in brackets, found a {key.type}", node.key.column)
        return replace(node, of=of, key=self.check(node.key), type=element)

    def _quantified(self, node: tree.Quantified) -> tree.Node:
        of, member, inner = self._loop(node.of, node.variable, node.column)
        condition = inner.expect(node.condition, BOOLEAN, "after 'satisfies'")
        return replace(node, of=of, variable=member.name, condition=condition, type=BOOLEAN)

    def _for(self, node: tree.For) -> tree.Node:
        of, member, inner = self._loop(node.of, node.variable, node.column)
        result = inner.check(node.result)
        return replace(node, of=of, variable=member.name, result=result, type=Type("list", of=result.type.plain()))

    def _loop(self, node: tree.Node, variable: str, column: int) -> tuple[tree.Node, tree.Local, "Checker"]:
        of = self.expect(node, Type("list"), "after 'in'")
        member = tree.Local(name=f"{variable}{column}", type=of.type.of or ANY)
        return of, member, self.bind(**{variable: member})


def compare(node: tree.Operation) -> tree.Node:
    """Check a comparison whose operands are checked: one kind on both sides, ordered where order is asked."""
    left, right = node.operands
    if not signatures.fits(right.type, left.type):
        raise FeelError(f"expected a {left.type} to compare with, found a {right.type}", right.column)
    if node.operator not in ("=", "!=") and not {left.type.kind, right.type.kind} <= ORDERED:
        raise FeelError(f"expected values that have an order, found a {left.type}", left.column)
    _check_options(right, left.type)
    _check_options(left, right.type)
    return replace(node, type=BOOLEAN)


def _check_options(found: tree.Node, against: Type) -> None:
    literals = found.members if isinstance(found, tree.Listing) else (found,)
    for each in literals:
        if isinstance(each, tree.Literal) and isinstance(each.value, str) and against.options:
            if each.value in against.options:
                continue
            options = ", ".join(against.options)
            message = f"expected one of {options}, found '{each.value}'{hint(each.value, against.options)}"
            raise FeelError(message, each.column)


def _check_member(of: tree.Node, tested: tree.Node) -> None:
    if of.type.of is not None and not signatures.fits(tested.type, of.type.of):
        raise FeelError(f"expected a list of {tested.type}, found a {of.type}", of.column)


def _as_within(node: tree.Span, value: tree.Node) -> tree.Within:
    return tree.Within(
        value=value,
        low=node.low,
        high=node.high,
        low_closed=node.low_closed,
        high_closed=node.high_closed,
        column=node.column,
    )


def _asks(node: tree.Node) -> bool:
    return any(isinstance(each, tree.Local) and each.name == "?" for each in node.walk())


def _fold(node: tree.Call) -> tree.Node:
    """Work out a date or duration whose arguments are written out, so that a wrong one is found now."""
    values = [each.value for each in node.arguments if isinstance(each, tree.Literal)]
    if len(values) < len(node.arguments) or None in values:
        return node
    value = FUNCTIONS[node.function](*values)
    if value is None:
        form = '"2020-05-04"' if node.function == "date" else '"P30D" or "P1Y6M"'
        raise FeelError(f"expected a {node.function} that exists, as {form}", node.column)
    return tree.Literal(value=value, type=node.type, column=node.column)
