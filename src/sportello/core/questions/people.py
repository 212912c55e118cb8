"""Questions answered with a person's name and, where asked, date of birth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions.base import Json, Settings, wrong_type
from sportello.core.questions.dates import Date, show_date
from sportello.core.questions.writing import check_length, clean

NAMES = ("given_name", "family_name")
LONGEST_NAME = 100
BORN = Date("1900-01-01", "today")


@dataclass(frozen=True)
class Person:
    """A person: given names, family names and, with `birth_date`, the day of birth."""

    kind: ClassVar[str] = "person"
    settings: ClassVar[tuple[str, ...]] = ("birth_date",)
    birth_date: bool = False

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        return cls(values.get_flag("birth_date"))

    @property
    def parts(self) -> tuple[str, ...]:
        return (*NAMES, "birth_date") if self.birth_date else NAMES

    @property
    def feel_type(self) -> feel.Type:
        names = dict.fromkeys(NAMES, feel.STRING)
        return feel.context({**names, "birth_date": feel.DATE} if self.birth_date else names)

    def read(self, text: str, locale: str) -> Json:
        """Read the parts in order, parted by commas: `Ana María, Ruiz Soto, 3 mayo 1980`."""
        given = [part.strip() for part in text.split(",", maxsplit=len(self.parts) - 1)]
        return {part: self.read_part(part, typed, locale) for part, typed in zip(self.parts, given, strict=False)}

    def read_part(self, part: str, text: str, locale: str) -> Json:
        if part not in self.parts:
            raise Refused("answer.part_unknown", part=part)
        return Date().read(text, locale) if part == "birth_date" else clean(text, LONGEST_NAME)

    def check(self, value: Json, today: date) -> Json:
        if not isinstance(value, Mapping):
            raise wrong_type("person")
        parts = self.parts
        for part in value:
            if part not in parts:
                raise Refused("answer.part_unknown", part=part)
        for part in parts:
            if value.get(part) in (None, ""):
                raise Refused("answer.part_missing", part=part)
        checked = {name: check_length(clean(value[name], LONGEST_NAME), LONGEST_NAME) for name in NAMES}
        if self.birth_date:
            checked["birth_date"] = BORN.check(value["birth_date"], today)
        return checked

    def feel(self, value: Json) -> dict[str, Any]:
        born = value.get("birth_date")
        return {**value, "birth_date": date.fromisoformat(born)} if born else dict(value)

    def show(self, value: Json, locale: str) -> str:
        born = value.get("birth_date")
        spoken = [value["given_name"], value["family_name"]]
        return ", ".join([*spoken, show_date(date.fromisoformat(born), locale)] if born else spoken)

    def schema(self, language: str) -> dict[str, Json]:
        name = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
        known: dict[str, Json] = dict.fromkeys(NAMES, name)
        if self.birth_date:
            known["birth_date"] = {"type": "string", "format": "date"}
        return {"type": "object", "properties": known, "required": list(known), "additionalProperties": False}

    def coarse(self, value: Json) -> Json:
        """Keep the decade of birth only."""
        born = value.get("birth_date")
        return Date().coarse(born) if born else None
