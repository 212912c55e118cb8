"""FEEL, the expression language of OMG DMN 1.3, read into a typed tree and compiled. Knows no city."""

from sportello.core.feel.errors import FeelError
from sportello.core.feel.expressions import Expression, Unary, canonical, literal, read_expression, read_unary
from sportello.core.feel.temporal import Months
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
"""What expressions mean. A decision names the version it was made under; a new meaning is a new version."""

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
    "Expression",
    "FeelError",
    "Months",
    "Type",
    "Unary",
    "canonical",
    "choice",
    "context",
    "keyed",
    "list_of",
    "literal",
    "number",
    "optional",
    "read_expression",
    "read_unary",
]
