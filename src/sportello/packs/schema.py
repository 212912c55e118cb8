"""What may stand in each YAML file of a pack. Says shapes only; knows no FEEL, table or example."""

import re
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from sportello.core import journey, parts
from sportello.core.errors import Refused
from sportello.core.questions.writing import check_iban
from sportello.packs import durations
from sportello.packs.errors import name_unknown
from sportello.packs.shapes import (
    NAME,
    Reading,
    Shape,
    colour,
    date_or,
    decimal,
    flag,
    iso_date,
    kind_of,
    known,
    list_of,
    mapping_of,
    name,
    one_of,
    ordered,
    pattern,
    promise,
    record,
    slug,
    span,
    text_or_texts,
    texts,
    whole,
    word,
)
from sportello.packs.yamlfile import Node

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d")
ISSUER = re.compile(r"https://[^\s?#]+|http://127\.0\.0\.1(:\d+)?(/[^\s?#]*)?")
ACR = re.compile(r"\S+")
RESERVED = frozenset({"today", "outcome", "duplicates", "reasons", "reference", "service", "link"})


def zone(node: Node, reading: Reading) -> str | None:
    """Read a time zone of the IANA database."""
    text = word(node, reading)
    if text is not None and text not in available_timezones():
        reading.add(node, name_unknown("time zone", text, sorted(available_timezones())))
        return None
    return text


def language(node: Node, reading: Reading) -> str | None:
    """Read a language that dates and numbers can be written in."""
    text = word(node, reading)
    try:
        if text is not None:
            Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        reading.add(node, f"unknown language '{text}'")
        return None
    return text


def iban(node: Node, reading: Reading) -> str | None:
    """Read an account's number, whose check fits (ISO 13616)."""
    text = word(node, reading)
    try:
        return text if text is None else check_iban(text)
    except Refused:
        reading.add(node, f"'{text}' is not an IBAN")
        return None


def currency(node: Node, reading: Reading) -> str | None:
    """Read an ISO 4217 code."""
    text = word(node, reading)
    if text is not None and text not in list_currencies():
        reading.add(node, name_unknown("currency", text, sorted(list_currencies())))
        return None
    return text


def holiday_rule(node: Node, reading: Reading) -> dict[str, Any] | None:
    """Read which public holidays count, and the city's own."""
    import holidays  # takes 0.4 s, and few packs are read by a process that opens

    shape = record({}, {"country": word, "subdivision": word, "own": list_of(iso_date)})
    rule: dict[str, Any] | None = shape(node, reading)
    countries = holidays.list_supported_countries(include_aliases=False)
    country = (rule or {}).get("country")
    if country and country not in countries:
        reading.add(node.find(["country"]), name_unknown("country", country, countries))
    elif (part := (rule or {}).get("subdivision")) and part not in countries.get(country or "", ()):
        reading.add(node.find(["subdivision"]), name_unknown("subdivision", part, countries.get(country or "", ())))
    return rule


def hours(node: Node, reading: Reading) -> list[Any] | None:
    """Read one day's opening hours: each ends after it begins, and after the one before."""
    spans: list[Any] | None = list_of(pattern(HOURS, "hours such as 09:00-12:30"))(node, reading)
    flat = [moment for one in spans or [] if one for moment in one.split("-")]
    if flat != sorted(set(flat)):
        reading.add(node, f"hours overlap or end before they begin: {', '.join(s for s in spans or [] if s)}")
    return spans


def question(node: Node, reading: Reading) -> dict[str, Any] | None:
    """Read a question: what every type takes, and what its own type takes."""
    kind = node.members["type"].text if "type" in node.members else ""
    if kind in QUESTION_TYPES:
        settings = QUESTION_TYPES[kind]
        needs = {key: shape for key, shape in settings.items() if key in ("options", "questions")}
        optional = {**QUESTION, **{key: shape for key, shape in settings.items() if key not in needs}}
        read: dict[str, Any] | None = record({**ASKED, **needs}, optional)(node, reading)
        if read and read.get("id") in RESERVED:
            reading.add(node.find(["id"]), f"'{read['id']}' has a meaning of its own; give the question another id")
        return read
    if isinstance(node.value, dict) and "type" in node.members:
        reading.add(node.find(["type"]), name_unknown("question type", kind, QUESTION_TYPES))
    else:
        record(ASKED)(node, reading)
    return None


def questions(node: Node, reading: Reading) -> list[Any] | None:
    """Read questions whose ids differ."""
    read: list[Any] | None = list_of(question, least=1)(node, reading)
    seen: set[str] = set()
    for entry in node.entries:
        id_ = entry.members["id"].text if "id" in entry.members else ""
        if id_ in seen:
            reading.add(entry.find(["id"]), f"question '{id_}' is asked twice")
        seen.add(id_)
    return read


def fact(node: Node, reading: Reading) -> dict[str, Any] | None:
    """Read one named expression."""
    if len(node.members) != 1:
        reading.add(node, "expected one 'name: expression'")
        return None
    read: dict[str, Any] | None = mapping_of(word, NAME)(node, reading)
    return read


def step(node: Node, reading: Reading) -> dict[str, Any] | None:
    """Read one step: its kind with its settings."""
    if isinstance(node.value, str):
        node = Node({node.value: Node({}, node.file, node.line)}, node.file, node.line)
    if len(node.members) != 1:
        reading.add(node, f"expected one kind of step ({', '.join(journey.KINDS)}), found {kind_of(node)}")
        return None
    [(kind, inner)] = node.members.items()
    if kind not in journey.KINDS:
        reading.add(node, name_unknown("kind of step", kind, journey.KINDS))
        return None
    if kind == "together":
        return {kind: list_of(_inner_step, least=1)(inner, reading)}
    if kind == "fulfil" and ("partner" in inner.members) == ("team" in inner.members):
        reading.add(inner, "a fulfil step needs either 'partner' or 'team'")
    return {kind: _settings(kind)(inner, reading)}


def _inner_step(node: Node, reading: Reading) -> dict[str, Any] | None:
    if "together" in node.members:
        reading.add(node, "a together cannot stand inside another")
        return None
    return step(node, reading)


def _settings(kind: str) -> Shape:
    sorts = {**journey.KINDS[kind], **journey.COMMON}
    needed = journey.NEEDED.get(kind, ())
    shapes = {setting: SETTINGS[sort] for setting, sort in sorts.items()}
    return record(
        {setting: shapes[setting] for setting in needed},
        {setting: shape for setting, shape in shapes.items() if setting not in needed},
    )


date_or_today = date_or("'today'", lambda text: text == "today")
date_or_publication = date_or("'publish+14d'", durations.is_relative)

SETTINGS: dict[str, Shape] = {
    "condition": word,
    "amount": word,
    "texts": texts,
    "team": known("team"),
    "partner": known("partner"),
    "document": known("document"),
    "message": known("message"),
    "flag": flag,
    "proof": one_of("proof", "none", "note", "photo"),
    "promise": promise,
    "shows": list_of(known("answer or output")),
    "settable": list_of(known("output")),
    "outcomes": list_of(one_of("outcome", "approve", "deny"), least=1),
}

ASKED: dict[str, Shape] = {"id": name, "type": word, "ask": texts}
QUESTION: dict[str, Shape] = {
    "help": texts,
    "when": word,
    "optional": flag,
    "once": known("datum"),
    "statistics": flag,
    "about": one_of("applicant", *parts.ABOUT),
}
OPTIONS = ordered(texts)
QUESTION_TYPES: dict[str, dict[str, Shape]] = {
    "text": {"max_length": whole(1, 4000), "format": one_of("format", "iban")},
    "long_text": {"max_length": whole(1, 20_000)},
    "integer": {"min": whole(), "max": whole()},
    "decimal": {"min": decimal, "max": decimal, "scale": whole(0, 9)},
    "money": {"min": decimal, "max": decimal},
    "date": {"min": date_or_today, "max": date_or_today},
    "yes_no": {},
    "choice": {"options": OPTIONS},
    "choices": {"options": OPTIONS, "min": whole(0), "max": whole(1)},
    "address": {"no_fixed": flag, "point": flag},
    "phone": {},
    "email": {},
    "file": {
        "accept": list_of(one_of("kind of file", "pdf", "jpeg", "png"), least=1),
        "max_files": whole(1, 50),
        "max_mb": whole(1, 100),
    },
    "person": {"birth_date": flag},
    "group": {"questions": questions, "min": whole(0), "max": whole(1), "each": texts},
}

CITY = record(
    {
        "name": texts,
        "languages": list_of(language, least=1),
        "zone": zone,
        "currency": currency,
        "region": pattern(re.compile("[A-Z]{2}"), "a country's two letters (ISO 3166-1)"),
        "departments": mapping_of(texts),
        "teams": mapping_of(record({"department": known("department"), "names": texts})),
    },
    {
        "holidays": holiday_rule,
        "partners": mapping_of(record({"names": texts})),
        "data": list_of(record({"id": name, "names": texts, "department": known("department")})),
        "issuers": mapping_of(
            record(
                {"names": texts, "url": pattern(ISSUER, "an address such as https://id.example.gov")},
                {
                    "person": word,
                    "scopes": list_of(word),
                    "levels": mapping_of(one_of("level", "low", "substantial", "high"), ACR),
                },
            )
        ),
        "brand": record({}, {"colour": colour, "accent": colour, "mark": word}),
        "contact": record({}, {"phone": word, "email": word, "address": texts}),
        "money": record({}, {"iban": iban, "bic": word, "holder": word, "alone": decimal}),
    },
)

OFFICES = list_of(
    record(
        {"id": slug, "names": texts, "address": word},
        {
            "place": known("place"),
            "point": list_of(decimal, least=2),
            "phone": word,
            "hours": record({}, dict.fromkeys(DAYS, hours)),
            "counters": list_of(
                record({"id": slug, "names": texts}, {"team": known("team"), "windows": whole(1, 500)}),
            ),
            "notes": texts,
        },
    )
)

SERVICE = record(
    {
        "names": texts,
        "summary": texts,
        "department": known("department"),
        "law": text_or_texts,
        "promise": promise,
        "assurance": one_of("assurance", "none", "low", "substantial", "high"),
        "keep": span,
        "questions": questions,
        "steps": list_of(step),
    },
    {
        "keywords": texts,
        "icon": word,
        "decide_on": one_of("decide_on", "submitted", "period"),
        "period": known("question"),
        "intake": record({}, {"opens": date_or_publication, "closes": date_or_publication}),
        "co_applicant": texts,
        "appeal": record({"days": whole(1, 3650), "to": texts}),
        "reopen": span,
        "duplicates": list_of(
            record({"on": list_of(known("question"), least=1), "within": span}, {"open_only": flag}),
        ),
        "at_once": mapping_of(word, NAME),
        "entitlements": mapping_of(word, NAME),
        "corrects": record({"datum": known("question"), "now": known("question")}),
        "nearby": record({"question": known("question"), "metres": whole(1, 100_000), "within": span}),
        "facts": list_of(fact),
        "decide": list_of(known("table")),
        "reasons": mapping_of(record({"law": text_or_texts, "text": texts}), NAME),
        "outputs": mapping_of(
            record({"type": one_of("type of output", "money", "number", "date", "text"), "names": texts}),
            NAME,
        ),
        "messages": mapping_of(record({"subject": texts, "body": texts})),
        "documents": mapping_of(
            record(
                {"template": known("template"), "names": texts},
                {
                    "valid": span,
                    "texts": mapping_of(texts),
                    "permits": record({"remind": span}, {"renew": known("service")}),
                },
            ),
        ),
    },
)
