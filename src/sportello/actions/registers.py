"""What a register has of a party, put right by whoever approves a report that it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sportello.actions import live, parties, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.interview import Known
from sportello.core.questions import Json, Question
from sportello.core.services import Service
from sportello.store.cases import Case


@dataclass(frozen=True)
class Reported:
    """What a report says is wrong: the first question that asks for it, with its service, and what is known now."""

    question: Question
    service: Service
    known: Known


def find_reported(case: Case, service: Service, answers: Mapping[str, Any]) -> Reported | None:
    """Find what a case reports as wrong; None for cases that report nothing, and for what the city knows no more."""
    if service.corrects is None or case.party_id is None:
        return None
    datum = answers.get(service.corrects.datum)
    known = parties.known(case.party_id).get(datum or "")
    asked = ((question, each) for each in live.services() for question in each.questions if question.once == datum)
    question, asking = next(asked, (None, service))
    return Reported(question, asking, known) if question and known else None


def check(case: Case, service: Service, answers: Mapping[str, Any], value: Json) -> Json:
    """Give what is to stand instead, in its normal form.

    Refused `ruling.nothing_to_correct`, and as the question that asks for it says.
    """
    reported = find_reported(case, service, answers)
    if reported is None:
        raise Refused("ruling.nothing_to_correct")
    return reported.question.type.check(value, live.today())


def put_right(case: Case, service: Service, answers: Mapping[str, Any], value: Json, *, by: Actor) -> None:
    """Let this stand from now on, in the folder and wherever a service offers it; a line of the record says so."""
    reported = find_reported(case, service, answers)
    if reported is None or reported.question.once is None or case.party_id is None:
        raise Refused("ruling.nothing_to_correct")
    parties.put_right(case.party_id, reported.question.once, value)
    record.append("datum.corrected", by=by, case=case, facts={"datum": reported.question.once})
