"""The syntax tree of FEEL: frozen nodes, each with its place in the text and, once checked, its type."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sportello.core.feel.types import ANY, Type


@dataclass(frozen=True, kw_only=True)
class Node:
    """A part of an expression. `column` counts from 1 in the text it was read from."""

    column: int = 1
    type: Type = ANY

    def children(self) -> Iterator["Node"]:
        """Go through the nodes directly below this one."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from (child for child in value if isinstance(child, Node))

    def walk(self) -> Iterator["Node"]:
        """Go through this node and all below it."""
        yield self
        for child in self.children():
            yield from child.walk()


@dataclass(frozen=True)
class Literal(Node):
    """A value written out: a number, text, date, duration, true, false or null."""

    value: Any


@dataclass(frozen=True)
class Name(Node):
    """A value looked up in what the expression is given."""

    name: str


@dataclass(frozen=True)
class Local(Node):
    """A variable bound inside: by some, every, for or a filter; `?` is the value a cell tests."""

    name: str


@dataclass(frozen=True)
class Operation(Node):
    """An operator over its operands: arithmetic, comparison, `not`, `neg`; `and`, `or` of two or more."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Within(Node):
    """A value between two ends, each closed (belongs) or open."""

    value: Node
    low: Node
    high: Node
    low_closed: bool = True
    high_closed: bool = True


@dataclass(frozen=True)
class Span(Node):
    """A range as written, `[1..3)`; checking turns it into Within."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True)
class In(Node):
    """`value in (tests)` as written; checking turns it into comparisons."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True)
class Call(Node):
    """A function of the library with its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class If(Node):
    """A condition and what holds when it is true, or otherwise (false and null alike)."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True)
class Listing(Node):
    """A list written out."""

    members: tuple[Node, ...]


@dataclass(frozen=True)
class Field(Node):
    """A property: a field of a context or of every context in a list, `year` of a date."""

    of: Node
    name: str


@dataclass(frozen=True)
class Lookup(Node):
    """A value by its key in a keyed value, or by its position in a list (from 1; -1 is the last)."""

    of: Node
    key: Node


@dataclass(frozen=True)
class Filter(Node):
    """The members of a list for which a condition is true; `variable` is the member under test."""

    of: Node
    condition: Node
    variable: str


@dataclass(frozen=True)
class Quantified(Node):
    """`some` or `every` member of a list satisfies a condition."""

    kind: str
    variable: str
    of: Node
    condition: Node


@dataclass(frozen=True)
class For(Node):
    """What an expression gives for each member of a list."""

    variable: str
    of: Node
    result: Node
