"""What the city knows of a party, put right by whoever approves a report that it is wrong.

What a register says it says so from then on; what the party only told is no register's for being corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sportello.actions import live, notices, parties, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.interview import Known
from sportello.core.questions import Question
from sportello.core.rulings import Ruling
from sportello.core.services import Service
from sportello.store.cases import Case


@dataclass(frozen=True)
class Reported:
    """What a report says is wrong: a question that asks for all that is known now, with its service, and that."""

    question: Question
    service: Service
    known: Known


def find_reported(case: Case, service: Service, answers: Mapping[str, Any]) -> Reported | None:
    """Find what a case reports as wrong; None for cases that report nothing, and for what the city knows no more."""
    if service.corrects is None or case.party_id is None:
        return None
    datum = answers.get(service.corrects.datum)
    known = parties.known(case.party_id).get(datum or "")
    if known is None:
        return None
    asked = [Reported(one, each, known) for each in live.services() for one in each.questions if one.once == datum]
    return next(filter(_asks_for_all, asked), asked[0] if asked else None)


def check(case: Case, service: Service, answers: Mapping[str, Any], ruling: Ruling) -> Ruling:
    """Give the ruling with what is to stand instead in its normal form, and what it replaces.

    Refused `ruling.nothing_to_correct`, and as the question that asks for it says.
    """
    reported = find_reported(case, service, answers)
    if reported is None:
        raise Refused("ruling.nothing_to_correct")
    right = reported.question.type.check(ruling.corrected, live.today())
    return replace(ruling, corrected=right, replaced=reported.known.value)


def put_right(case: Case, service: Service, answers: Mapping[str, Any], ruling: Ruling, *, by: Actor) -> None:
    """Let this stand from now on, in the folder and wherever a service offers it.

    A line of the record says so, and whom it is about is told: somebody may have reported it for them. Refused
    `ruling.changed_meanwhile` where something else than what was replaced stands there by now.
    """
    reported = find_reported(case, service, answers)
    if reported is None or reported.question.once is None or case.party_id is None:
        raise Refused("ruling.nothing_to_correct")
    name = reported.question.once
    parties.put_right(case.party_id, name, ruling.corrected, instead_of=ruling.replaced, case=case)
    notices.tell(case.party_id, "corrected", reference=case.reference)
    record.append("datum.corrected", by=by, case=case, facts={"datum": name})


def _asks_for_all(reported: Reported) -> bool:
    """Tell whether the question takes what is known as it is: one that asks for less would drop the rest."""
    value = reported.known.value
    try:
        return bool(reported.question.type.check(value, live.today()) == value)
    except Refused:
        return False
