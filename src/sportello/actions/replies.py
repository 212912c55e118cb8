"""What a resident writes back to a message about their case: the staff of the case find it there."""

from uuid import UUID

from django.db import transaction

from sportello.actions import access, journeys, limits, notes, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.messages import Message

A_DAY = limits.Limit("replies", 5, 24 * 3600)  # for each case


def write(message_id: UUID, text: str, *, by: Actor) -> None:
    """Write to the office about a message: a note of the applicant's in its case, marked in the queue.

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
        _count(case.id)
        notes.write_as_applicant(case, said, by=by, message=message_id)
        record.append("case.replied", by=by, case=case, facts={"message": str(message_id)})


def _count(case: UUID) -> None:
    try:
        limits.take(A_DAY, str(case))
    except Refused:
        raise Refused("reply.too_many", most=A_DAY.most) from None
