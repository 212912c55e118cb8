"""What a resident writes back to a message about their case: the staff of the case find it there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sportello.actions import access, journeys, limits, mandates, notes, record, sealing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.cases import Case, Note
from sportello.store.messages import Message

A_DAY = limits.Limit("replies", 5, 24 * 3600)  # for each case


@dataclass(frozen=True)
class Said:
    """What an applicant wrote to the office, about a `message` or the case.

    Somebody may have written it for them (`is_others`): `name` is theirs, empty once they have left the city's books.
    """

    at: datetime
    text: str
    message: UUID | None
    is_others: bool
    name: str


def write(message_id: UUID, text: str, *, by: Actor) -> None:
    """Write to the office about a message: a note of the applicant's in its case, marked in the queue.

    What was the last they wrote about it is not written again.

    Refused `message.not_found`, also for messages of others and those that belong to no case; `case.closed`,
    `text.missing`, `text.too_long`, `reply.too_many`.
    """
    with transaction.atomic():
        found = Message.objects.filter(id=message_id, case__isnull=False).values_list("case", flat=True).first()
        if found is None:
            raise Refused("message.not_found")
        case = journeys.lock(found)
        if not access.is_applicant(case, by):
            raise Refused("message.not_found")
        access.check_open(case)
        said = notes.read(text)
        if _is_said(case, message_id, said, by):
            return
        _count(case.id)
        notes.write_as_applicant(case, said, by=by, message=message_id)
        record.append("case.replied", by=by, case=case, facts={"message": str(message_id)})


def list_of(case: Case, *, by: Actor) -> list[Said]:
    """List what the actor wrote in a case, or the one they act for, oldest first; nothing to whoever else asks.

    What staff wrote for staff is never in it, nor what the other of two who applied together wrote.
    """
    found = [
        note for note in case.notes.filter(written_by=notes.APPLICANT).order_by("at") if _is_theirs(note, case, by)
    ]
    if not found:
        return []
    key, names = sealing.case_key(case), mandates.name_holders({note.mandate for note in found if note.mandate})
    return [
        Said(
            note.at,
            notes.open_text(note, key),
            note.message,
            note.mandate is not None,
            names.get(note.mandate, "") if note.mandate else "",
        )
        for note in found
    ]


def _is_theirs(note: Note, case: Case, by: Actor) -> bool:
    """Tell whether it is of the actor's side; what was written before anybody signed in is the one applicant's."""
    if not access.is_applicant(case, by):
        return False
    return not access.is_joint(case) if note.party is None else note.party == by.subject


def _is_said(case: Case, message_id: UUID, text: str, by: Actor) -> bool:
    """Tell whether this is word by word what the actor wrote last about the message."""
    mine = case.notes.filter(written_by=notes.APPLICANT, message=message_id, party=by.subject)
    last = mine.order_by("-at").first()
    return last is not None and notes.open_text(last, sealing.case_key(case)) == text


def _count(case: UUID) -> None:
    try:
        limits.take(A_DAY, str(case))
    except Refused:
        raise Refused("reply.too_many", most=A_DAY.most) from None
