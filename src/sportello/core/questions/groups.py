"""Questions that repeat: one row of answers for each person, job or thing. The interview walks the rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Self

from sportello.core import feel
from sportello.core.errors import Problem, Refused
from sportello.core.profile import Profile
from sportello.core.questions.base import Json, Question, Settings, wrong_type
from sportello.core.texts import Text

MOST_ROWS = 50


@dataclass(frozen=True)
class Group:
    """Rows of the same questions. `each` is what one row is called: `person`, `job`."""

    kind: ClassVar[str] = "group"
    settings: ClassVar[tuple[str, ...]] = ("questions", "min", "max", "each")
    questions: tuple[Question, ...]
    min: int = 0
    max: int = MOST_ROWS
    each: Text = field(default_factory=dict)
    parts: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        """Build from settings whose `questions` are already questions; groups inside groups are refused."""
        questions: Any = tuple(values.need("questions"))
        if not questions or any(question.type.kind == cls.kind for question in questions):
            raise values.invalid("questions", "at least one question, none of them a group")
        low, high = values.get_count("min", 0, lowest=0), values.get_count("max", MOST_ROWS)
        values.check_bounds(low, high)
        return cls(questions, low, high, values.values.get("each") or {})

    @property
    def feel_type(self) -> feel.Type:
        row = {question.id: question.feel_type for question in self.questions}
        return feel.list_of(feel.context(row))

    def get_question(self, id: str) -> Question:
        """Get the question of a row; Refused `answer.unknown` when there is none."""
        for question in self.questions:
            if question.id == id:
                return question
        raise Refused("answer.unknown", question=id)

    def read(self, text: str, locale: str) -> Json:
        raise Refused("answer.part_unknown", part=text)

    def read_part(self, part: str, text: str, locale: str) -> Json:
        return self.get_question(part).type.read(text, locale)

    def check(self, value: Json, today: date) -> Json:
        """Check how many rows there are and each answer in them; what a row misses the interview tells."""
        rows = self.check_rows(value)
        checked, problems = self.check_answers(rows, today)
        if problems:
            raise Refused(problems[0].code, **problems[0].facts)
        if len(rows) < self.min:
            raise Refused("answer.too_few", min=self.min)
        return checked

    def check_rows(self, value: Json) -> list[Mapping[str, Json]]:
        """Check that JSON gives a list of rows, not more than there may be."""
        if not isinstance(value, list) or any(not isinstance(row, Mapping) for row in value):
            raise wrong_type("rows")
        if len(value) > self.max:
            raise Refused("answer.too_many", max=self.max)
        return value

    def check_answers(self, rows: list[Mapping[str, Json]], today: date) -> tuple[list[dict[str, Json]], list[Problem]]:
        """Check each answer of each row; give the good ones, and a problem for each other."""
        checked: list[dict[str, Json]] = []
        problems = []
        for number, row in enumerate(rows):
            checked.append({})
            for id, value in row.items():
                try:
                    question = self.get_question(id)
                    checked[-1][id] = None if value in (None, "") else question.type.check(value, today)
                except Refused as refused:
                    problems.append(Problem(f"{number}.{id}", refused.code, refused.facts))
        return checked, problems

    def feel(self, value: Json) -> list[dict[str, Any]]:
        return [
            {
                question.id: None if row.get(question.id) is None else question.type.feel(row[question.id])
                for question in self.questions
            }
            for row in value
        ]

    def show(self, value: Json, locale: str) -> str:
        rows = (
            ", ".join(
                question.type.show(row[question.id], locale)
                for question in self.questions
                if row.get(question.id) is not None
            )
            for row in value
        )
        return "; ".join(rows)

    def schema(self, language: str) -> dict[str, Json]:
        row = {question.id: question.type.schema(language) for question in self.questions}
        needed = [question.id for question in self.questions if not question.optional and question.when is None]
        one = {"type": "object", "properties": row, "required": needed, "additionalProperties": False}
        return {"type": "array", "items": one, "minItems": self.min, "maxItems": self.max}

    def coarse(self, value: Json) -> Json:
        """Keep how many rows."""
        return len(value)
