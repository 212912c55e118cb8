"""People who do not exist: who applies for help with the rent, and what they answer. The same seed, the same people.

Their answers fit the demo city's rental assistance; an adapter to another system takes from them what it asks.
"""

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.city_day.scenario import People

PACK = Path(__file__).resolve().parent.parent.parent / "cities" / "demo"
GIVEN = """
    Ana Luis Maria José Rosa Carlos Elena Miguel Lucía Jorge James Mary Robert Linda Michael Aisha David Grace Kevin
    Tanya Marco Giulia Paolo Chiara Wei Thanh Fatima Omar Priya Samuel
""".split()  # noqa: SIM905 - thirty names read best as a text
FAMILY = """
    Ruiz García Hernández López Martínez Soto Vega Flores Smith Johnson Williams Brown Jones Davis Okafor Mensah Bell
    Rossi Conti Ferrari Chen Nguyen Tran Khan Haddad Patel Cohen O’Neill Washington Carter
""".split()  # noqa: SIM905 - the same
STREETS = (
    "Kiln Road",
    "Weir Lane",
    "Bell Street",
    "Loom Street",
    "Ferry Road",
    "Mill Row",
    "Orchard Way",
    "Quay Street",
)
PAYEES = (
    "Molino Properties LLC",
    "Old Town Homes",
    "Casa del Puerto",
    "T. Weaver",
    "Riverside Lettings",
    "Luna Savings Bank",
)
LANGUAGES, SPOKEN = ("en", "es", "it"), (55, 38, 7)
SIZES, LIVE_TOGETHER = (1, 2, 3, 4, 5, 6, 7), (26, 27, 18, 15, 8, 4, 2)
LOSSES = ("job", "hours", "business", "illness", "care", "costs")
NEEDED = ("payee", "household_size", "annual_income", "covid_loss", "months_behind", "home")


@dataclass(frozen=True)
class Applicant:
    """Someone who applies: the key of this application, the answers, and how the person goes about it.

    `missing` is the question an incomplete application leaves out.
    """

    number: int
    key: str
    language: str
    answers: dict[str, Any]
    has_papers: bool
    is_hasty: bool
    missing: str = ""

    @property
    def mended(self) -> "Applicant":
        """Give the same person with nothing left out; `answers` always hold everything."""
        return replace(self, missing="", key=f"{self.key}-mended")

    @property
    def said(self) -> dict[str, Any]:
        """Give the answers as sent: without the one left out."""
        return {name: value for name, value in self.answers.items() if name != self.missing}


class Population:
    """Everyone who may come. `run` sets this day's keys apart from those of every other."""

    def __init__(self, people: People, seed: int, run: str) -> None:
        self._people = people
        self._seed = seed
        self._run = run
        self._places = list_places()
        self._chance = random.Random()

    def get(self, number: int) -> Applicant:
        """Give the applicant with this number."""
        chance = self._chance
        chance.seed(self._seed * 1_000_003 + number)
        people = self._people
        return Applicant(
            number=number,
            key=f"{self._run}-{number}",
            language=chance.choices(LANGUAGES, SPOKEN)[0],
            has_papers=chance.random() < people.papers,
            is_hasty=chance.random() < people.hasty,
            missing=chance.choice(NEEDED) if chance.random() < people.incomplete else "",
            answers=self._answer(chance, number),
        )

    def _answer(self, chance: random.Random, number: int) -> dict[str, Any]:
        size = chance.choices(SIZES, LIVE_TOGETHER)[0]
        is_ineligible, why = chance.random() < self._people.ineligible, chance.choice(("loss", "arrears", "income"))
        behind = 0 if is_ineligible and why == "arrears" else chance.randint(1, 4)
        monthly = chance.randrange(600, 2200, 25)
        rents = chance.random() < 0.82
        answers = {
            "tenure": "rent" if rents else "own",
            "applicant": _name(chance) | {"birth_date": f"{chance.randint(1940, 2001)}-{chance.randint(1, 12):02d}-15"},
            "home": self._home(chance, number),
            "household_size": size,
            "annual_income": f"{_income(chance, size, is_ineligible and why == 'income')}.00",
            "covid_loss": not (is_ineligible and why == "loss"),
            ("monthly_rent" if rents else "monthly_mortgage"): f"{monthly}.00",
            "months_behind": behind,
            "payee": chance.choice(PAYEES),
        }
        if answers["covid_loss"]:
            answers["loss_kind"] = chance.sample(LOSSES, chance.randint(1, 2))
        if behind:
            answers["arrears"] = f"{behind * monthly}.00"
        if chance.random() < 0.9:
            answers["phone"] = f"+1214555{number % 10_000:04d}"
        if size > 1 and chance.random() < 0.6:
            answers["household"] = [_relative(chance, other) for other in range(1, size)]
        return answers

    def _home(self, chance: random.Random, number: int) -> dict[str, Any]:
        place = chance.choice(self._places)
        if chance.random() < self._people.unfixed:
            return {"fixed": False, "place": place}
        street = chance.choice(STREETS)
        return {"line": f"{number % 900 + 1} {street} {number // 900}", "postcode": "00117", "place": place}


def list_places() -> list[str]:
    """List the neighbourhoods of the demo city."""
    features = json.loads((PACK / "places.geojson").read_text())["features"]
    return [one["properties"]["id"] for one in features if one["properties"]["kind"] == "neighbourhood"]


def _name(chance: random.Random) -> dict[str, str]:
    return {"given_name": chance.choice(GIVEN), "family_name": f"{chance.choice(FAMILY)} {chance.choice(FAMILY)}"}


def _income(chance: random.Random, size: int, is_high: bool) -> int:
    """Give a year's dollars, well on one side or the other of 80 % of the area's median (HUD, Dallas County)."""
    limit = 58_000 + 9_500 * size
    return (
        chance.randrange(int(limit * 1.2), limit * 2, 100)
        if is_high
        else chance.randrange(4_000, int(limit * 0.95), 100)
    )


def _relative(chance: random.Random, other: int) -> dict[str, Any]:
    is_child = other > 1
    return {
        "name": f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        "relation": "child" if is_child else "partner",
        "birth_year": chance.randint(2003, 2020) if is_child else chance.randint(1945, 2000),
    }
