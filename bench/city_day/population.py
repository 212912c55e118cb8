"""People who do not exist: who applies for help with the rent, and what they answer. The same seed, the same people.

Their answers fit the demo city's rental assistance; an adapter to another system takes from them what it asks.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

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
RENTS, HAVE_PHONES, NAME_OTHERS = 0.82, 0.9, 0.6
WHY_NOT = ("no loss", "no arrears", "income")
LOSSES = ("job", "hours", "business", "illness", "care", "costs")
NEEDED = ("payee", "household_size", "annual_income", "covid_loss", "months_behind", "home")
One = TypeVar("One")


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
            missing=_pick(chance, NEEDED) if chance.random() < people.incomplete else "",
            answers=self._answer(chance, number),
        )

    def _answer(self, chance: random.Random, number: int) -> dict[str, Any]:
        size = chance.choices(SIZES, LIVE_TOGETHER)[0]
        why_not = _pick(chance, WHY_NOT) if chance.random() < self._people.ineligible else ""
        behind = 0 if why_not == "no arrears" else _between(chance, 1, 4)
        monthly = 25 * _between(chance, 24, 88)
        rents = chance.random() < RENTS
        born = f"{_between(chance, 1940, 2001)}-{_between(chance, 1, 12):02d}-15"
        answers: dict[str, Any] = {
            "tenure": "rent" if rents else "own",
            "applicant": {"given_name": _pick(chance, GIVEN), "family_name": _surname(chance), "birth_date": born},
            "home": self._home(chance, number),
            "household_size": size,
            "annual_income": f"{_income(chance, size, why_not == 'income')}.00",
            "covid_loss": why_not != "no loss",
            ("monthly_rent" if rents else "monthly_mortgage"): f"{monthly}.00",
            "months_behind": behind,
            "payee": _pick(chance, PAYEES),
        }
        if why_not != "no loss":
            answers["loss_kind"] = [_pick(chance, LOSSES)]
        if behind:
            answers["arrears"] = f"{behind * monthly}.00"
        if chance.random() < HAVE_PHONES:
            answers["phone"] = f"+1214555{number % 10_000:04d}"
        if size > 1 and chance.random() < NAME_OTHERS:
            answers["household"] = [_relative(chance, other) for other in range(1, size)]
        return answers

    def _home(self, chance: random.Random, number: int) -> dict[str, Any]:
        place = _pick(chance, self._places)
        if chance.random() < self._people.unfixed:
            return {"fixed": False, "place": place}
        line = f"{number % 900 + 1} {_pick(chance, STREETS)} {number // 900}"
        return {"line": line, "postcode": "00117", "place": place}


def list_places() -> list[str]:
    """List the neighbourhoods of the demo city."""
    features = json.loads((PACK / "places.geojson").read_text())["features"]
    return [one["properties"]["id"] for one in features if one["properties"]["kind"] == "neighbourhood"]


def _pick(chance: random.Random, several: Sequence[One]) -> One:
    """Pick one: as `choice` does, at a third of its price, which the system beside us would pay."""
    return several[int(chance.random() * len(several))]


def _between(chance: random.Random, least: int, most: int) -> int:
    return least + int(chance.random() * (most - least + 1))


def _surname(chance: random.Random) -> str:
    return f"{_pick(chance, FAMILY)} {_pick(chance, FAMILY)}"


def _income(chance: random.Random, size: int, is_high: bool) -> int:
    """Give a year's dollars, well on one side or the other of 80 % of the area's median (HUD, Dallas County)."""
    limit = 58_000 + 9_500 * size
    return _between(chance, limit * 6 // 5, limit * 2) if is_high else _between(chance, 4_000, limit * 19 // 20)


def _relative(chance: random.Random, other: int) -> dict[str, Any]:
    is_child = other > 1
    return {
        "name": f"{_pick(chance, GIVEN)} {_pick(chance, FAMILY)}",
        "relation": "child" if is_child else "partner",
        "birth_year": _between(chance, 2003, 2020) if is_child else _between(chance, 1945, 2000),
    }
