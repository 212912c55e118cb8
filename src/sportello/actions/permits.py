"""Permits and licences: the papers that permit something, while they do, what renews them, and being reminded."""

from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from sportello.actions import folder, live, notices
from sportello.core.actors import Actor
from sportello.core.services import Service
from sportello.core.texts import say
from sportello.store.folder import Reminder

BATCH = 100
State = Literal["valid", "ending", "ended", "revoked"]


@dataclass(frozen=True)
class Permit:
    """A paper that permits something, whether it still does, and the service that renews it, if the city has one."""

    held: folder.Paper
    state: State
    renew: Service | None


def list_of(*, by: Actor) -> list[Permit]:
    """List the permits of the party the actor is or acts for, newest first. Refused `folder.sign_in`."""
    services = {service.id: service for service in live.services()}
    return [
        Permit(one, _state(one), services.get(one.permits.renew or ""))
        for one in folder.list_papers(by=by)
        if one.permits
    ]


def remind() -> int:
    """Tell the holders of permits whose end is near, once each; tell how many reminders were due.

    One that was revoked, has ended or is nobody's in particular needs none any more.
    """
    total = 0
    while due := _remind_some():
        total += due
    return total


def _remind_some() -> int:
    with transaction.atomic():
        rows = Reminder.objects.select_for_update(skip_locked=True, of=("self",)).filter(day__lte=live.today())
        due = list(rows.select_related("document__case").order_by("day")[:BATCH])
        for reminder in due:
            _tell(reminder)
        Reminder.objects.filter(document__in=[reminder.document_id for reminder in due]).delete()
    return len(due)


def _tell(reminder: Reminder) -> None:
    document, case = reminder.document, reminder.document.case
    ends = document.valid_until
    if case.party_id and ends and ends >= live.today() and document.revoked_at is None:
        name = say(live.edition(case.edition).documents[document.kind].names, document.language)
        notices.tell(case.party_id, "permit_ends", name=name, number=document.code, ends=ends)


def _state(one: folder.Paper) -> State:
    """Tell whether a paper still permits; it is ending from the day of the reminder."""
    if one.paper.revoked_at:
        return "revoked"
    if one.paper.valid_until is None or one.permits is None:
        return "valid"
    left = (one.paper.valid_until - live.today()).days
    return "ended" if left < 0 else "ending" if left <= one.permits.remind_days else "valid"
