"""Questions of the city to an applicant about their case, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, files, journeys, live, messages, notes, record, sealing, tasks
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.vault import Key
from sportello.store.cases import Inquiry
from sportello.store.dossiers import Dossier


@dataclass(frozen=True)
class Asked:
    """A question of the city to the applicant, and the answer once it came."""

    id: UUID
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


def ask(task_id: UUID, text: str, *, by: Actor) -> None:
    """Ask the applicant for more, as whoever reviews; the task waits for the answer."""
    with transaction.atomic():
        task = tasks.lock(task_id, by, kinds=("review", "appeal"))
        tasks.check_mine(task, by)
        asked = notes.read(text)
        inquiry_id = city.new_id()
        key = sealing.case_key(task.case)
        Inquiry.objects.create(
            id=inquiry_id,
            case=task.case,
            task=task,
            asked_at=city.now(),
            sealed=sealing.seal_text(key, inquiry_id, asked),
        )
        if task.status != "asking" and task.kind != "appeal":
            journeys.ask(task.case, task)
        messages.write_notice(task.case, live.edition(task.case.edition), key, "asked")
        record.append("inquiry.asked", by=by, case=task.case, facts={"inquiry": str(inquiry_id)})


def answer(inquiry_id: UUID, text: str, *, papers: Sequence[UUID] = (), by: Actor) -> None:
    """Answer what the city asked, and let the step go on.

    Refused `inquiry.answered`, `answer.…`, `case.closed`.
    """
    with transaction.atomic():
        inquiry = Inquiry.objects.select_related("task").filter(id=inquiry_id).first()
        if inquiry is None:
            raise Refused("access.not_yours")
        case = journeys.lock(inquiry.case_id)
        access.check_owner(case, by)
        said = notes.hear(text) if text.strip() or not papers else ""
        inquiry.refresh_from_db()
        if inquiry.answered_at:
            raise Refused("inquiry.answered")
        access.check_open(case)
        files.attach(papers, case, by=by)
        inquiry.answered_at = city.now()
        inquiry.answer_sealed = sealing.seal_text(sealing.case_key(case), inquiry.id, said)
        inquiry.save(update_fields=["answered_at", "answer_sealed"])
        journeys.answered(case, inquiry.task)
        record.append("inquiry.answered", by=by, case=case, facts={"inquiry": str(inquiry.id), "papers": len(papers)})


def list_of(dossier: Dossier, key: Key) -> list[Asked]:
    """List the questions to the applicant of a case, oldest first; the caller has checked who looks."""
    return [_asked(inquiry, key) for inquiry in dossier.inquiries]


def _asked(inquiry: Inquiry, key: Key) -> Asked:
    return Asked(
        id=inquiry.id,
        text=sealing.open_text(key, inquiry.id, inquiry.sealed),
        asked_at=inquiry.asked_at,
        answer=sealing.open_text(key, inquiry.id, inquiry.answer_sealed) if inquiry.answer_sealed else None,
        answered_at=inquiry.answered_at,
    )
