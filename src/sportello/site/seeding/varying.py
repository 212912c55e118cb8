"""Names, addresses and dates for people who do not exist, put in place of those in an example. Knows no service."""

import random
from typing import Any

from sportello.core import questions

GIVEN = (
    "Amara Ana Aldo Beatriz Bruno Carla Chen Dario Elena Farid Gloria Hugo Ines Jamal Keisha Luca Marisol "
    "Nadia Omar Paola Quinn Rosa Samuel Teresa Uma Vito Wendy Ximena Yusuf Zoe"
)
FAMILY = (
    "Abbott Bianchi Castillo Delgado Esposito Flores Greco Hughes Ibarra Jackson Keller Lombardi Medina "
    "Nguyen Okafor Parker Quintero Rossi Santos Turner Ulloa Vega Walker Xu Young Zamora"
)
STREETS = (
    "Bell Street, Kiln Road, Weir Lane, Orchard Avenue, Ferry Lane, Mill Race, Chapel Row, Market Hill, "
    "Willow Walk, Foundry Street, Harbour Road, School Lane"
)


def vary(chance: random.Random, question: questions.Question, value: Any) -> Any:
    """Give an answer like this one, of somebody else."""
    match question.type:
        case questions.Person():
            names = {"given_name": chance.choice(GIVEN.split()), "family_name": chance.choice(FAMILY.split())}
            return {**value, **names}
        case questions.Address() if value.get("line"):
            return {**value, "line": f"{chance.randint(1, 220)} {chance.choice(STREETS.split(', '))}"}
        case questions.Address() if value.get("point"):
            return {
                **value,
                "point": [round(float(part) + chance.uniform(-0.004, 0.004), 6) for part in value["point"]],
            }
        case questions.Phone():
            return f"+1214555{chance.randint(100, 199):04d}"
        case questions.Email():
            return f"{chance.choice(GIVEN.split()).lower()}.{chance.choice(FAMILY.split()).lower()}@example.org"
        case _:
            return value
