"""Questions a service asks, and the types of answer they take. Knows no service, no channel, no clock."""

from collections.abc import Mapping
from typing import Any

from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions.base import Condition, Json, Question, QuestionType, Settings, nearest
from sportello.core.questions.choices import Choice, Choices, YesNo
from sportello.core.questions.dates import Date
from sportello.core.questions.forms import Form, Rows
from sportello.core.questions.groups import Group
from sportello.core.questions.numbers import DecimalNumber, Integer, Money
from sportello.core.questions.papers import File
from sportello.core.questions.people import Person
from sportello.core.questions.places import Address
from sportello.core.questions.writing import Email, LongText, Phone, Text

TYPES = (
    Text,
    LongText,
    Integer,
    DecimalNumber,
    Money,
    Date,
    YesNo,
    Choice,
    Choices,
    Address,
    Phone,
    Email,
    File,
    Person,
    Group,
)
KINDS = {each.kind: each for each in TYPES}


def build(kind: str, settings: Mapping[str, Any], profile: Profile) -> QuestionType:
    """Build a question type from a pack's settings. Refused `pack.…` when they are not what the type takes.

    A group's `questions` are questions already built.
    """
    if kind not in KINDS:
        raise Refused("pack.type_unknown", kind=kind, nearest=nearest(kind, tuple(KINDS)))
    chosen = KINDS[kind]
    return chosen.build(Settings(kind, settings, chosen.settings), profile)


__all__ = [
    "KINDS",
    "TYPES",
    "Address",
    "Choice",
    "Choices",
    "Condition",
    "Date",
    "DecimalNumber",
    "Email",
    "File",
    "Form",
    "Group",
    "Integer",
    "Json",
    "LongText",
    "Money",
    "Person",
    "Phone",
    "Question",
    "QuestionType",
    "Rows",
    "Text",
    "YesNo",
    "build",
]
