"""FEEL, the expression language of OMG DMN 1.3, read into a typed tree and compiled. Knows no city and no service."""

from sportello.core.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DURATION,
    INTEGER,
    MONEY,
    NUMBER,
    STRING,
    Type,
    choice,
    context,
    keyed,
    list_of,
    number,
    optional,
)

VERSION = "feel/v1"

__all__ = [
    "ANY",
    "BOOLEAN",
    "DATE",
    "DURATION",
    "INTEGER",
    "MONEY",
    "NUMBER",
    "STRING",
    "VERSION",
    "Type",
    "choice",
    "context",
    "keyed",
    "list_of",
    "number",
    "optional",
]
