"""Answers like those of a case, of somebody else: names as common as they are in a city, numbers that are not."""

import random
from itertools import product
from typing import Any

from sportello.core import questions
from sportello.core.questions import Question
from sportello.core.services import Service
from sportello.site.seeding.varying import GIVEN

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"]
GIVEN_NAMES = GIVEN.split()
FAMILY_NAMES = ["".join(parts).title() for parts in product(SYLLABLES, repeat=4)]


def rename(chance: random.Random, service: Service, question: Question, value: Any) -> Any:
    """Give an answer like this one, of somebody else."""
    match question.type:
        case questions.Person():
            return {**value, "given_name": chance.choice(GIVEN_NAMES), "family_name": make_name(chance)}
        case questions.Phone():
            return f"+1214{chance.randrange(2_000_000, 9_999_999)}"
        case questions.Email():
            return f"{chance.choice(GIVEN_NAMES)}.{make_name(chance)}{chance.randrange(100)}@example.org".lower()
        case questions.Address() if value.get("line"):
            return {**value, "line": f"{chance.randrange(1, 400)} {make_name(chance)} Street"}
        case questions.Address() if value.get("point"):
            return {**value, "point": [round(float(part) + chance.uniform(-0.1, 0.1), 6) for part in value["point"]]}
        case questions.Text() if any(question.id in rule.on for rule in service.duplicates):
            return f"{chance.randrange(10**9)}"
        case _:
            return value


def make_name(chance: random.Random) -> str:
    """Make a family name: of 38,416, the commonest is borne by one in two hundred."""
    return FAMILY_NAMES[int(len(FAMILY_NAMES) * chance.random() ** 2)]
