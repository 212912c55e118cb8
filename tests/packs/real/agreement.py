"""Worked cases of real programmes against the packs here: what agrees, what differs. Knows no programme."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sportello.core import feel
from sportello.core.services import Service
from sportello.packs import building, reading, trying

PACKS = Path(__file__).parent
REPOSITORY = PACKS.parents[2]
FOLDER = Path(os.environ.get("SPORTELLO_TEST_DATA", REPOSITORY.parent / "shared" / "data")) / "eligibility"
TOLERANCE = Decimal("0.005")
"""Half a cent: the cases are worked in binary floating point, policies in decimals."""

Told = dict[str, Any]
"""What a case says of one person or of all together, by the case's own names."""


@dataclass(frozen=True)
class Case:
    """One worked case: the day, what is said of each person and of all together, and what must come out."""

    file: str
    number: int
    name: str
    day: date
    people: Sequence[Told]
    shared: Told
    expected: Mapping[str, Any]
    tax_units: Sequence[Sequence[int]] = ()
    couples: int | None = None


@dataclass(frozen=True)
class Programme:
    """How one pack meets its cases: answers to its questions, and where each expected name is found."""

    pack: str
    service: str
    cases: str
    count: int
    answer: Callable[[Case], dict[str, Any]]
    names: Mapping[str, str]
    read_tables: Callable[[], Mapping[str, Any]] = dict
    covers: Callable[[Case], bool] = lambda case: True


def list_cases(programme: Programme) -> list[Case]:
    """List the worked cases of a programme."""
    lines = (FOLDER / f"{programme.cases}.jsonl").read_text("utf-8").splitlines()
    return [case for line in lines if programme.covers(case := read_case(json.loads(line)))]


def read_case(entry: Mapping[str, Any]) -> Case:
    """Read one case: what belongs to a household, tax unit or other unit is said of all together."""
    given = dict(entry["input"] or {})
    people = given.pop("people", None) or {"person": {}}
    order = list(people)
    units = {key: given.pop(key) for key in list(given) if isinstance(given[key], dict)}
    shared = {**given}
    for unit in (one for group in units.values() for one in group.values()):
        shared |= {key: value for key, value in unit.items() if key != "members"}
    return Case(
        entry["file"],
        entry["n"],
        entry["name"],
        date.fromisoformat(f"{entry['period']}-01-01"[:10]),
        [{key: read_value(value) for key, value in person.items()} for person in people.values()],
        {key: read_value(value) for key, value in shared.items()},
        {key: read_value(value) for key, value in entry["output"].items()},
        [[order.index(member) for member in unit["members"]] for unit in units.get("tax_units", {}).values()],
        _count_couples(units.get("marital_units")),
    )


def _count_couples(units: Mapping[str, Any] | None) -> int | None:
    return None if units is None else sum(len(unit["members"]) > 1 for unit in units.values())


def read_value(value: Any) -> Any:
    """Read a value as a case writes it: `1_380 * 12` is worked out, by FEEL."""
    if isinstance(value, str) and "*" in value:
        return feel.read_expression(value.replace("_", ""), {})({})
    if isinstance(value, list):
        return [read_value(one) for one in value]
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def build(programme: Programme, changed: Mapping[str, Any] = MappingProxyType({})) -> Service:
    """Build the pack's service with the published tables in place of the excerpts it carries, and what is changed."""
    pack = reading.read_folder(PACKS / programme.pack)
    document = pack.services[programme.service]
    document = {**document, "parameters": {**document["parameters"], **programme.read_tables(), **changed}}
    return building.build_service(document, building.build_profile(pack.city))


def constant(value: Any, *keyed_by: str) -> dict[str, Any]:
    """Make a parameter that never changes; a keyed one names what its keys are."""
    values = [{"from": "1990-01-01", "source": "this test", "value": value}]
    return {"keyed_by": list(keyed_by), "values": values} if keyed_by else {"values": values}


def list_differences(programme: Programme, service: Service, case: Case) -> list[str]:
    """Answer the service's questions as the case has it, decide on its day, and compare each expected value."""
    decision = trying.decide(service, programme.answer(case), case.day)
    found = {**decision.facts, **decision.outputs, "outcome": decision.outcome}
    return [
        f"{name}: expected {expected}, got {found[programme.names[name]]}"
        for name, expected in case.expected.items()
        if not is_same(expected, found[programme.names[name]])
    ]


def is_same(expected: Any, found: Any) -> bool:
    """Compare within the tolerance; one value stands for each member of a list."""
    if isinstance(found, list):
        several = expected if isinstance(expected, list) else [expected] * len(found)
        return len(several) == len(found) and all(map(is_same, several, found))
    if isinstance(expected, Decimal):
        return isinstance(found, Decimal | int) and abs(found - expected) <= TOLERANCE
    if isinstance(expected, str):
        return expected.lower() == found
    return bool(expected == found)


class Answers:
    """Takes what a case says, name by name, so that nothing it says is overlooked."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.left = dict(told)

    def take(self, *names: str, default: Any = None) -> Any:
        """Take what is said under one of these names; of several, whether any is true."""
        found = [self.left.pop(name) for name in names if name in self.left]
        return any(found) if len(found) > 1 else found[0] if found else default

    def find_money(self, *names: str) -> str | None:
        """Take an amount, the sum of several, as the API writes it; None when none is said."""
        found = [self.left.pop(name) for name in names if name in self.left]
        return f"{sum(found):f}" if found else None

    def money(self, *names: str) -> str:
        """Take an amount; what is not said is nothing."""
        return self.find_money(*names) or "0"

    def check_empty(self) -> None:
        """Raise when a case says something that no question takes."""
        if self.left:
            raise ValueError(f"no question takes {', '.join(self.left)}")
