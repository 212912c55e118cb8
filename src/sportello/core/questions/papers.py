"""Questions answered with files. Knows ids only: what a file holds is checked when it is taken in."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions.base import Json, Settings, Single, wrong_type

FORMATS = ("pdf", "jpeg", "png")


@dataclass(frozen=True)
class File(Single):
    """Files by the ids given when they were sent in. `accept` are kinds of content, `max_mb` is for each."""

    kind: ClassVar[str] = "file"
    settings: ClassVar[tuple[str, ...]] = ("accept", "max_files", "max_mb")
    accept: tuple[str, ...] = FORMATS
    max_files: int = 5
    max_mb: int = 10

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        accept = tuple(values.values.get("accept") or FORMATS)
        if any(form not in FORMATS for form in accept):
            raise values.invalid("accept", "some of " + ", ".join(FORMATS))
        return cls(accept, values.get_count("max_files", 5), values.get_count("max_mb", 10))

    @property
    def feel_type(self) -> feel.Type:
        return feel.list_of(feel.STRING)

    def read(self, text: str, locale: str) -> Json:
        """Read ids parted by commas or spaces; a person sends files in, a channel turns them into ids."""
        return text.replace(",", " ").split()

    def check(self, value: Json, today: date) -> Json:
        if not isinstance(value, list) or any(not isinstance(id, str) or not 0 < len(id) <= 200 for id in value):
            raise wrong_type("files")
        ids = list(dict.fromkeys(value))
        if not ids:
            raise Refused("answer.missing")
        if len(ids) > self.max_files:
            raise Refused("answer.too_many", max=self.max_files)
        return ids

    def feel(self, value: Json) -> list[str]:
        return list(value)

    def show(self, value: Json, locale: str) -> str:
        return ", ".join(value)

    def schema(self, language: str) -> dict[str, Json]:
        return {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": self.max_files}

    def coarse(self, value: Json) -> Json:
        """Keep how many."""
        return len(value)
