"""What kinds of value FEEL knows, and how exactly an answer of a kind is known. Knows no syntax."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["number", "string", "boolean", "date", "duration", "list", "context", "any"]


@dataclass(frozen=True)
class Type:
    """The type of a value.

    `of` is what a list holds, or what a keyed context gives for any `key`; `fields` are a context's own.
    A string may name its `options`. A number may say how many decimals it has (`scale`) and its `low` and
    `high`. `optional` says that the value may be missing (null).
    """

    kind: Kind
    of: "Type | None" = None
    key: Kind | None = None
    fields: tuple[tuple[str, "Type"], ...] = ()
    options: tuple[str, ...] = ()
    scale: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    optional: bool = False

    def __str__(self) -> str:
        if self.kind == "list" and self.of is not None and self.of.kind != "any":
            return f"list of {self.of}"
        return self.kind

    def find_field(self, name: str) -> "Type | None":
        """Find the type of a context's field, or None."""
        return next((found for field, found in self.fields if field == name), None)

    def plain(self) -> "Type":
        """Forget options, scale, bounds and optionality: what remains true of a computed value."""
        return Type(self.kind, self.of, self.key, self.fields)


NUMBER = Type("number")
INTEGER = Type("number", scale=0)
MONEY = Type("number", scale=2)
STRING = Type("string")
BOOLEAN = Type("boolean")
DATE = Type("date")
DURATION = Type("duration")
ANY = Type("any")


def number(scale: int | None = None, low: Decimal | None = None, high: Decimal | None = None) -> Type:
    """Be a number with at most `scale` decimals, between `low` and `high`."""
    return Type("number", scale=scale, low=low, high=high)


def choice(*options: str) -> Type:
    """Be one of these strings; another literal compared with it is a mistake that reading points out."""
    return Type("string", options=options)


def list_of(of: Type) -> Type:
    """Be a list whose members all have this type."""
    return Type("list", of=of)


def context(fields: Mapping[str, Type]) -> Type:
    """Be a record with these fields: one entry of a group, an address."""
    return Type("context", fields=tuple(fields.items()))


def keyed(of: Type, key: Kind = "any") -> Type:
    """Be values by key, read as `income_limit[household_size]`; an unknown key gives null."""
    return Type("context", of=of, key=key)


def optional(of: Type) -> Type:
    """Be this type, or missing."""
    return replace(of, optional=True)
