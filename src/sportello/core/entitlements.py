"""What somebody may be entitled to, from the little that is known of them: likely, not, or it depends, and on what.

Nothing is decided here: a service's own policy is asked what it could still say (`core.possible`). Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sportello.core import applications, interview, possible
from sportello.core.policy import REFER, TODAY
from sportello.core.possible import Values
from sportello.core.questions import Choice, File, Json, Question, YesNo
from sportello.core.services import Service
from sportello.core.tables import Table

GIVEN = ["…"]
"""A paper that whoever applies would add."""


class Verdict(StrEnum):
    """What can be said beforehand. Likely: by what is known, nothing denies it, and something may grant it."""

    LIKELY = "likely"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Assessment:
    """What a service's policy may say: every outcome still possible, and the codes of reasons that are sure.

    `missing` are the ids of questions whose answers would tell more.
    """

    verdict: Verdict
    outcomes: tuple[str, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


def assess(service: Service, known: Mapping[str, Json], confirmed: list[str], on: date) -> Assessment:
    """Assess a service on a day from answers, in their normal form, by question id; all others are unknown.

    Papers are taken as there. Refused `parameter.missing` where the policy has no value for the day yet.
    """
    policy = service.policy
    worlds: dict[str, Values] = {name: (value,) for name, value in policy.parameters.at(on).items()}
    worlds |= {TODAY: (on,), applications.CONFIRMED: (confirmed,)}
    open_questions = _add_answers(service, known, worlds)
    for name, fact in policy.facts:
        worlds[name] = possible.evaluate(fact, worlds)
    reasons: list[str] = []
    asked: set[str] = set()
    lead = _leading(service)
    for table in policy.tables:
        told = possible.decide(table, worlds)
        reasons += _list_reasons(table, told, worlds)
        if told.maybe and table.name in lead:
            asked |= lead[table.name]
        for name, given in told.outputs.items():
            worlds[name] = _over(given, worlds.get(name, (None,)))
    outcomes = _outcomes(worlds.get("outcome", (None,)))
    verdict = _judge(outcomes)
    missing = tuple(id for id in open_questions if id in asked) if verdict is Verdict.UNKNOWN else ()
    return Assessment(verdict, outcomes, tuple(dict.fromkeys(reasons)), missing)


def _add_answers(service: Service, known: Mapping[str, Json], worlds: dict[str, Values]) -> list[str]:
    """Put what each answer may be among the names; give the ids of those that are not known."""
    unknown = []
    for question in service.questions:
        shown = (True,) if question.when is None else possible.evaluate(question.when, worlds)
        values: Values = (None,)
        if shown is None or True in shown:
            values = _answers(question, known)
            if question.id not in known and not isinstance(question.type, File):
                unknown.append(question.id)
            if shown != (True,):
                values = possible.join(values, (None,))
        worlds[question.id] = values
    return unknown


def _answers(question: Question, known: Mapping[str, Json]) -> Values:
    """Give what an answer may be: what is known, or all that can be answered where that is little."""
    if question.id in known:
        try:
            return (question.type.feel(known[question.id]),)
        except interview.VALUES_DO_NOT_FIT:
            return None
    match question.type:
        case File():
            return (GIVEN,)
        case YesNo():
            options: tuple[Any, ...] = (True, False)
        case Choice():
            options = tuple(question.type.options)
        case _:
            return None
    return (*options, None) if question.optional else options


def _over(given: Values, before: Values) -> Values:
    """Give what stands when a later table replaces what an earlier one gave, unless it gives null."""
    if given is None or None not in given:
        return given
    return possible.join(tuple(one for one in given if one is not None), before)


def _outcomes(values: Values) -> tuple[str, ...]:
    if values is None:
        return ("approve", "deny", REFER)
    return tuple(sorted({str(one or REFER) for one in values}))


def _judge(outcomes: tuple[str, ...]) -> Verdict:
    if "approve" not in outcomes:
        return Verdict.NOT if outcomes == ("deny",) else Verdict.UNKNOWN
    return Verdict.UNKNOWN if "deny" in outcomes else Verdict.LIKELY


def _list_reasons(table: Table, told: possible.Told, worlds: possible.Worlds) -> Iterator[str]:
    """Give the codes of the rows that hold for sure."""
    if "reason" not in table.outputs:
        return
    at = list(table.outputs).index("reason")
    for row in table.rows:
        if row.line in told.sure:
            yield from (code for code in possible.evaluate(row.outputs[at], worlds) or () if isinstance(code, str))


def _leading(service: Service) -> dict[str, set[str]]:
    """Give the tables that the outcome follows from, each with the names its conditions look up, through facts too."""
    wanted, leading = {"outcome"}, dict[str, set[str]]()
    for table in reversed(service.policy.tables):
        if wanted & set(table.outputs):
            names = frozenset().union(
                *(one.names for one in table.inputs), *(t.names for r in table.rows for t in r.tests)
            )
            leading[table.name] = _with_facts(service, names)
            wanted |= leading[table.name]
    return leading


def _with_facts(service: Service, names: frozenset[str]) -> set[str]:
    """Give the names, and those that the facts among them look up."""
    found, waiting, facts = set(names), list(names), dict(service.policy.facts)
    while waiting:
        if (fact := facts.get(waiting.pop())) is not None:
            waiting += fact.names - found
            found |= fact.names
    return found
