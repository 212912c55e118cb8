"""Documents built into core's values, and what names an edition. Knows no folder, no database and no clock.

A document that `checking` found good builds; another raises Refused `pack.…`, FeelError or PolicyProblems.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import rfc8785

from sportello.core import applications, calendar, feel, policy, questions
from sportello.core.actors import Assurance
from sportello.core.calendar import Calendar
from sportello.core.errors import Refused
from sportello.core.policy import Policy
from sportello.core.profile import Answer, Datum, Issuer, Partner, Place, Profile, Team
from sportello.core.questions import Question
from sportello.core.services import (
    Appeal,
    Corrects,
    Document,
    Duplicate,
    Message,
    Nearby,
    Output,
    Permits,
    Reason,
    Service,
    Step,
    Window,
)
from sportello.core.texts import Text
from sportello.packs import durations

SERVICE_LINK = re.compile(r"\]\(service:([a-z0-9_-]+)\)")
YEARS = range(2000, 2101)
"""The years whose public holidays are known."""

Types = Mapping[str, feel.Type]
OUTCOMES = ("approve", "deny", "refer")
ASKED = ("id", "type", "ask", "help", "when", "optional", "once", "statistics", "about")


def canonical(document: Mapping[str, Any]) -> bytes:
    """Give the document's canonical JSON (RFC 8785)."""
    return rfc8785.dumps(dict(document))


def edition_hash(document: Mapping[str, Any]) -> str:
    """Name an edition: the SHA-256 of its canonical document, in hex."""
    return hashlib.sha256(canonical(document)).hexdigest()


def build_profile(document: Mapping[str, Any]) -> Profile:
    """Build the city's profile."""
    city = document["city"]
    return Profile(
        edition=edition_hash(document),
        name=city["name"],
        languages=tuple(city["languages"]),
        zone=ZoneInfo(city["zone"]),
        currency=city["currency"],
        region=city["region"],
        calendar=build_calendar(city.get("holidays", {})),
        departments=city["departments"],
        teams={id_: Team(id_, one["names"], one["department"]) for id_, one in city["teams"].items()},
        partners={id_: Partner(id_, one["names"]) for id_, one in city.get("partners", {}).items()},
        data={one["id"]: Datum(one["id"], one["names"], one["department"]) for one in city.get("data", ())},
        issuers={id_: _build_issuer(id_, one) for id_, one in city.get("issuers", {}).items()},
        places={one["id"]: _build_place(one) for one in document["places"]},
        offices=tuple(document["offices"]),
        answers=tuple(_build_answer(one) for one in document["answers"]),
        brand=city.get("brand", {}),
        contact=city.get("contact", {}),
        money=city.get("money", {}),
    )


def _build_issuer(id_: str, one: Mapping[str, Any]) -> Issuer:
    levels = {acr: Assurance[level.upper()] for acr, level in one.get("levels", {}).items()}
    return Issuer(id_, one["names"], one["url"], one.get("person", "sub"), tuple(one.get("scopes", ())), levels)


def build_calendar(rule: Mapping[str, Any]) -> Calendar:
    """Build the calendar of the city's working days."""
    own = frozenset(date.fromisoformat(day) for day in rule.get("own", ()))
    if "country" not in rule:
        return Calendar(holidays=own)
    return calendar.build(rule["country"], rule.get("subdivision"), YEARS, own)


def build_service(document: Mapping[str, Any], profile: Profile) -> Service:
    """Build a service. Refused `pack.unresolved` while dates still count from a publication to come."""
    written = document["service"]
    asked = build_questions(written["questions"], profile, {})
    rules = build_policy(document, applications.policy_types(asked))
    return Service(
        id=document["id"],
        edition=edition_hash(document),
        names=written["names"],
        summary=written["summary"],
        department=written["department"],
        law=_by_language(written["law"], profile),
        promise=durations.read_promise(written["promise"]),
        assurance=Assurance[written["assurance"].upper()],
        decide_on=written.get("decide_on", "submitted"),
        period=written.get("period"),
        keep_days=durations.read_days(written["keep"]),
        window=_build_window(written.get("intake", {})),
        questions=asked,
        policy=rules,
        reasons={
            id_: Reason(one["text"], _by_language(one["law"], profile))
            for id_, one in written.get("reasons", {}).items()
        },
        outputs={id_: Output(one["names"], one["type"]) for id_, one in written.get("outputs", {}).items()},
        messages={id_: Message(one["subject"], one["body"]) for id_, one in written.get("messages", {}).items()},
        documents={id_: _build_document(id_, one, document) for id_, one in written.get("documents", {}).items()},
        steps=tuple(build_step(one, step_types(asked, rules)) for one in written["steps"]),
        appeal=Appeal(**written["appeal"]) if "appeal" in written else None,
        duplicates=tuple(_build_duplicate(one) for one in written.get("duplicates", ())),
        nearby=_build_nearby(written.get("nearby")),
        at_once=written.get("at_once"),
        entitlements=written.get("entitlements"),
        corrects=Corrects(**written["corrects"]) if "corrects" in written else None,
        co_applicant=written.get("co_applicant", {}),
        reopen_days=durations.read_days(written["reopen"]) if "reopen" in written else 0,
        keywords=written.get("keywords", {}),
        icon=written.get("icon", ""),
    )


def _by_language(written: str | Text, profile: Profile) -> Text:
    """Give a text by language; one that was written once is the same in all of them."""
    return dict.fromkeys(profile.languages, written) if isinstance(written, str) else written


def build_questions(entries: Iterable[Mapping[str, Any]], profile: Profile, around: Types) -> tuple[Question, ...]:
    """Build questions in order; the condition of each knows those before it, and those `around` a group."""
    built: list[Question] = []
    for entry in entries:
        built.append(build_question(entry, profile, {**around, **applications.types(built)}))
    return tuple(built)


def build_question(entry: Mapping[str, Any], profile: Profile, known: Types) -> Question:
    """Build one question whose condition may use the `known` names."""
    settings = {key: value for key, value in entry.items() if key not in ASKED}
    if "options" in settings:
        settings["options"] = {id_: names for option in settings["options"] for id_, names in option.items()}
    if "questions" in settings:
        settings["questions"] = build_questions(settings["questions"], profile, known)
    return Question(
        id=entry["id"],
        type=questions.build(entry["type"], settings, profile),
        ask=entry["ask"],
        help=entry.get("help", {}),
        when=read_condition(entry["when"], known) if "when" in entry else None,
        optional=entry.get("optional", False),
        once=entry.get("once"),
        statistics=entry.get("statistics", False),
        about=entry.get("about", ""),
    )


def build_policy(document: Mapping[str, Any], answers: Types) -> Policy:
    """Build the policy over answers of these types; raise PolicyProblems with every problem."""
    written = document["service"]
    tables = [{"name": name, "csv": document["tables"][name]} for name in written.get("decide", ())]
    rules = {"parameters": document["parameters"], "facts": written.get("facts", ()), "tables": tables}
    return policy.build_policy(rules, answers)


def step_types(asked: Sequence[Question], rules: Policy) -> dict[str, feel.Type]:
    """Give the names that a step's condition may use, with their types."""
    facts = {name: feel.optional(fact.type) for name, fact in rules.facts}
    outputs = {name: feel.optional(kind) for name, kind in rules.outputs.items()}
    always = {"outcome": feel.choice(*OUTCOMES), "duplicates": feel.INTEGER}
    return {**applications.policy_types(asked), **facts, **outputs, **always}


def build_step(entry: Mapping[str, Any], known: Types) -> Step:
    """Build one step whose FEEL may use the `known` names."""
    [(kind, inner)] = entry.items()
    if kind == "together":
        return Step(kind, inside=tuple(build_step(one, known) for one in inner))
    settings = {key: value for key, value in inner.items() if key != "when"}
    if "due" in settings:
        due = durations.read_promise(settings["due"])
        settings["due"] = {"count": due.count, "unit": due.unit}
    if "amount" in settings:
        settings["amount"] = read_amount(settings["amount"], known)
    return Step(kind, read_condition(inner["when"], known) if "when" in inner else None, settings)


def read_condition(text: str, known: Types) -> feel.Expression:
    """Read a FEEL condition; FeelError when it does not give true or false."""
    return _read(text, known, feel.BOOLEAN, "a condition")


def read_amount(text: str, known: Types) -> feel.Expression:
    """Read the FEEL expression of a fee; FeelError when it does not give a number."""
    return _read(text, known, feel.NUMBER, "an amount")


def _read(text: str, known: Types, wanted: feel.Type, what: str) -> feel.Expression:
    expression = feel.read_expression(text, known)
    if expression.type.kind not in (wanted.kind, "any"):
        raise feel.FeelError(f"expected {what}, which gives a {wanted}; this gives a {expression.type}", 1, text)
    return expression


def _build_place(one: Mapping[str, Any]) -> Place:
    facts = {name: Decimal(number) for name, number in one["facts"].items()}
    return Place(one["id"], one["names"], one["kind"], one["district"], facts, one["outline"])


def _build_answer(one: Mapping[str, Any]) -> Answer:
    linked = (service for body in one["bodies"].values() for service in SERVICE_LINK.findall(body))
    return Answer(one["id"], one["titles"], one["bodies"], tuple(sorted(set(linked))))


def _build_window(intake: Mapping[str, str]) -> Window:
    if any(durations.is_relative(day) for day in intake.values()):
        raise Refused("pack.unresolved")
    return Window(**{end: date.fromisoformat(day) for end, day in intake.items()})


def _build_document(id_: str, one: Mapping[str, Any], document: Mapping[str, Any]) -> Document:
    """Build a paper; its template becomes `main.typ`, beside the other files of service and city."""
    templates = document["templates"]
    sources = {**document["shared"], **templates, "main.typ": templates[one["template"]]}
    valid = durations.read_days(one["valid"]) if "valid" in one else None
    permits = one.get("permits")
    return Document(
        id_,
        one["names"],
        sources,
        one.get("texts", {}),
        valid,
        Permits(durations.read_days(permits["remind"]), permits.get("renew")) if permits else None,
    )


def _build_duplicate(one: Mapping[str, Any]) -> Duplicate:
    return Duplicate(tuple(one["on"]), durations.read_days(one["within"]), one.get("open_only", False))


def _build_nearby(one: Mapping[str, Any] | None) -> Nearby | None:
    return Nearby(one["question"], one["metres"], durations.read_days(one["within"])) if one else None
