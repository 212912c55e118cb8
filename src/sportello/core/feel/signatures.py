"""What types operations, calls and fields take and give, and which type holds two. Knows no name, runs nothing."""

from decimal import Decimal

from sportello.core.feel import tree
from sportello.core.feel.errors import FeelError, hint
from sportello.core.feel.functions import Function
from sportello.core.feel.types import ANY, NUMBER, Type, choice, number

DATE_FIELDS = ("year", "month", "day", "weekday")
DURATION_FIELDS = ("years", "months", "days")

ARITHMETIC = {
    ("+", "number", "number"): "number",
    ("+", "string", "string"): "string",
    ("+", "date", "duration"): "date",
    ("+", "duration", "date"): "date",
    ("+", "duration", "duration"): "duration",
    ("-", "number", "number"): "number",
    ("-", "date", "date"): "duration",
    ("-", "date", "duration"): "date",
    ("-", "duration", "duration"): "duration",
    ("*", "number", "number"): "number",
    ("*", "duration", "number"): "duration",
    ("*", "number", "duration"): "duration",
    ("/", "number", "number"): "number",
    ("/", "duration", "number"): "duration",
    ("/", "duration", "duration"): "number",
    ("**", "number", "number"): "number",
}


def fits(found: Type, wanted: Type) -> bool:
    """Tell whether a value of one type can stand where another is wanted; `any` can stand everywhere."""
    if "any" in (found.kind, wanted.kind):
        return True
    if found.kind != wanted.kind:
        return False
    return not (found.kind == "list" and found.of and wanted.of) or fits(found.of, wanted.of)


def join(first: Type, second: Type) -> Type:
    """Give the type of a value that is one or the other; whether it may be missing is not told."""
    if first == second:
        return first
    if first.kind != second.kind:
        return ANY
    if first.kind == "list":
        return Type("list", of=join(first.of or ANY, second.of or ANY))
    if first.kind == "number":
        return _join_numbers(first, second)
    if first.options and second.options:
        return choice(*dict.fromkeys(first.options + second.options))
    return first.plain()


def _join_numbers(first: Type, second: Type) -> Type:
    scales = [each.scale for each in (first, second) if each.scale is not None]
    lows = [each.low for each in (first, second) if each.low is not None]
    highs = [each.high for each in (first, second) if each.high is not None]
    return number(
        max(scales) if len(scales) == 2 else None,
        min(lows) if len(lows) == 2 else None,
        max(highs) if len(highs) == 2 else None,
    )


def exact(node: tree.Node) -> Type:
    """Give a node's type; of a value written out, the type that only this value has."""
    value = node.value if isinstance(node, tree.Literal) else None
    if isinstance(value, str):
        return choice(value)
    if isinstance(value, Decimal):
        return number(max(0, -int(value.as_tuple().exponent)), value, value)
    return node.type


def arithmetic(node: tree.Operation, left: Type, right: Type) -> Type:
    """Give the type of a sum, product and so on; FeelError where the operator does not go between the two."""
    kind = ARITHMETIC.get((node.operator, left.kind, right.kind))
    if kind is not None:
        return Type(kind)  # type: ignore[arg-type]
    if "any" not in (left.kind, right.kind):
        message = f"'{node.operator}' does not go between a {left} and a {right}"
        raise FeelError(message, node.operands[1].column)
    known = {left.kind, right.kind} - {"any"}
    return NUMBER if node.operator in ("*", "/", "**") and known <= {"number"} else ANY


def result(node: tree.Call, function: Function, arguments: tuple[tree.Node, ...]) -> Type:
    """Give the type of a call; FeelError where the function does not take the arguments."""
    if not any(_accepts(signature.split(), arguments) for signature in function.takes):
        takes = " or ".join(f"({', '.join(signature.split())})" for signature in function.takes)
        found = ", ".join(str(each.type) for each in arguments)
        raise FeelError(f"{node.function} takes {takes}, found ({found})", node.column)
    if function.gives == "member":
        kinds = {each.type.kind for each in arguments} - {"any"}
        if len(kinds) > 1:
            raise FeelError(
                f"{node.function} takes values of one type, found {' and '.join(sorted(kinds))}", node.column
            )
        first = arguments[0].type
        return (first.of or ANY).plain() if first.kind == "list" else first.plain()
    if function.gives in ("first", "list"):
        return arguments[0].type.plain()
    return Type(function.gives)  # type: ignore[arg-type]


def _accepts(kinds: list[str], arguments: tuple[tree.Node, ...]) -> bool:
    least = sum(1 for kind in kinds if not kind.endswith("?"))
    rest = kinds[-1].endswith("*")
    if len(arguments) < least or (len(arguments) > len(kinds) and not rest):
        return False
    for position, argument in enumerate(arguments):
        wanted = kinds[min(position, len(kinds) - 1)].rstrip("?*")
        if "any" not in (wanted, argument.type.kind) and argument.type.kind != wanted:
            return False
    return True


def field(of: Type, node: tree.Field) -> Type:
    """Give the type of a field, of each member where it is a list's; FeelError where there is none of the name."""
    if of.kind == "any":
        return ANY
    if of.kind == "list":
        return Type("list", of=field(of.of or ANY, node))
    if of.kind in ("date", "duration"):
        known: tuple[str, ...] = DATE_FIELDS if of.kind == "date" else DURATION_FIELDS
        found = NUMBER if node.name in known else None
    else:
        known = tuple(name for name, _ in of.fields)
        found = of.find_field(node.name) or (of.of or (ANY if of.kind == "context" and not known else None))
    if found is None:
        raise FeelError(f"a {of} has no '{node.name}'{hint(node.name, known)}", node.column)
    return found
