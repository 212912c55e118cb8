"""One question as a form: what was posted becomes an answer to check, an answer kept becomes what the form shows.

A form's fields by name: `answer` where an answer is one thing, `day`, `month`, `year` for a date, else its parts.
Knows no page and no draft.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from babel import numbers
from django.http import QueryDict

from sportello import words
from sportello.actions import live
from sportello.core.errors import Problem, Refused
from sportello.core.profile import Place
from sportello.core.questions import (
    Address,
    Choice,
    Choices,
    Date,
    File,
    Integer,
    Json,
    Money,
    Person,
    Question,
    QuestionType,
    YesNo,
    dates,
)
from sportello.core.texts import say

Typed = Mapping[str, Any]
"""What stands in a form's fields, by name: text, or a list of texts for `answer` of several choices."""

WHERE = {
    "answer.postcode_invalid": "postcode",
    "answer.place_unknown": "place",
    "answer.point_invalid": "point",
    "answer.address_fixed": "line",
}
FIRST = {"birth_date": "birth_date-day"}
"""The field to go to when a part made of several fields is wrong."""
DATE_CODES = ("answer.date_unclear", "answer.date_invalid", "answer.too_early", "answer.too_late")


def typed(posted: QueryDict, question: Question) -> Typed:
    """Take what was typed, to show it again beside what is wrong with it."""
    if isinstance(question.type, Choices):
        return {"answer": posted.getlist("answer")}
    return {name: str(value)[:20_000] for name, value in posted.items() if name != "csrfmiddlewaretoken"}


def read(question: Question, fields: Typed, language: str) -> Json:
    """Read an answer as typed, still to be checked; None is nothing at all. Refused `answer.…` when unsure."""
    kind = question.type
    match kind:
        case Choices():
            return fields["answer"] or ([] if kind.min == 0 else None)
        case Choice() | YesNo():
            return fields.get("answer", "")
        case Date():
            return _read_date(kind, fields, "", language)
        case Person():
            return _read_person(kind, fields, language)
        case Address():
            return _read_address(kind, fields, language)
    text = fields.get("answer", "").strip()
    return kind.read(text, language) if text else None


def show(question: Question, value: Json, language: str) -> Typed:
    """Give what the fields show for an answer kept before; nothing for none, or for one that no longer fits."""
    if value is None:
        return {}
    try:
        return _show(question, value, language)
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
        return {}


def list_places(places: Mapping[str, Place], language: str) -> list[dict[str, Any]]:
    """List the neighbourhoods by district, each as id and name, in the order of the names."""
    inner = [place for place in places.values() if place.kind != "district"]
    groups = []
    for district in (place for place in places.values() if place.kind == "district"):
        within = sorted((say(one.names, language), one.id) for one in inner if one.district == district.id)
        groups.append({"name": say(district.names, language), "id": district.id, "places": within})
    return sorted(groups, key=lambda group: str(group["name"]))


def describe(question: Question, fields: Typed, problems: Sequence[Problem], language: str) -> dict[str, Any]:
    """Give what `fields.html` shows of a question: what stands in its fields, and in words what is wrong with that."""
    kind = question.type
    errors = {locate(one, question): words.refusal(language, Refused(one.code, **one.facts)) for one in problems}
    return {
        "question": question,
        "kind": kind.kind,
        "fields": fields,
        "errors": errors,
        "problems": [{"href": f"#{FIRST.get(field, field)}", "text": text} for field, text in errors.items()],
        "places": list_places(kind.places, language) if isinstance(kind, Address) else None,
        "currency": numbers.get_currency_symbol(live.profile().currency, language),
        "month_first": dates.month_first(language),
    }


def locate(problem: Problem, question: Question) -> str:
    """Name the field that a problem is about: the form's first one when it does not say."""
    kind = question.type
    if "part" in problem.facts:
        return str(problem.facts["part"])
    if isinstance(kind, Date):
        return "day"
    if isinstance(kind, Person):
        return "birth_date" if problem.code in DATE_CODES else "given_name"
    if isinstance(kind, Address):
        return WHERE.get(problem.code, "line")
    return "answer"


def list_problems(question: Question, fields: Typed, refused: Refused) -> list[Problem]:
    """List what is wrong with an answer: all missing parts of a name at once, else the one thing refused."""
    if refused.code == "answer.part_missing" and isinstance(question.type, Person):
        missing = [part for part in question.type.parts if not _is_given(fields, part)]
        return [Problem("", refused.code, {"part": part}) for part in missing]
    return [Problem("", refused.code, refused.facts)]


def _is_given(fields: Typed, part: str) -> bool:
    return any(str(fields.get(name) or "").strip() for name in (part, f"{part}-day", f"{part}-month", f"{part}-year"))


def _read_date(kind: Any, fields: Typed, prefix: str, language: str) -> Json:
    """Read day, month and year: the month in figures or by its name."""
    day, month, year = (fields.get(f"{prefix}{part}", "").strip() for part in ("day", "month", "year"))
    if not (day or month or year):
        return None
    return kind.read(f"{year}-{month}-{day}" if month.isdecimal() else f"{day} {month} {year}", language)


def _read_person(kind: Person, fields: Typed, language: str) -> Json:
    if not any(_is_given(fields, part) for part in kind.parts):
        return None
    names = {part: fields.get(part, "") for part in kind.parts if part != "birth_date"}
    if "birth_date" not in kind.parts:
        return names
    return {**names, "birth_date": _read_date(Date(), fields, "birth_date-", language)}


def _read_address(kind: Address, fields: Typed, language: str) -> Json:
    parts = {part: fields.get(part, "").strip() for part in ("line", "postcode", "place")}
    if fields.get("no_fixed"):
        return {"fixed": False, "place": parts["place"]}
    point = fields.get("point", "").strip()
    if not point and not any(parts.values()):
        return None
    return {**parts, "fixed": True, **({"point": kind.read_part("point", point, language)} if point else {})}


def _show(question: Question, value: Json, language: str) -> dict[str, Any]:
    kind = question.type
    match kind:
        case Date():
            return _show_date(value, "")
        case Person():
            return {**value, **_show_date(value.get("birth_date") or "--", "birth_date-")}
        case Address():
            point = value.get("point")
            return {**value, "no_fixed": not value["fixed"], "point": f"{point[1]}, {point[0]}" if point else ""}
    return {"answer": _show_one(kind, value, language)}


def _show_one(kind: QuestionType, value: Json, language: str) -> Any:
    match kind:
        case YesNo():
            return "true" if value else "false"
        case Choice() | Choices() | File():
            return value
        case Integer():
            return str(value)
        case Money():
            return numbers.format_decimal(Decimal(value), "#,##0.##", locale=language)
    return kind.show(value, language)


def _show_date(value: str, prefix: str) -> dict[str, str]:
    year, month, day = value.split("-")
    return {f"{prefix}day": day.lstrip("0"), f"{prefix}month": month.lstrip("0"), f"{prefix}year": year}
