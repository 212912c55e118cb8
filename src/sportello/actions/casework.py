"""What staff and partners do in a case besides ruling: note, fulfil, try again, undo."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from sportello.actions import (
    access,
    files,
    issuing,
    journeys,
    notes,
    record,
    tasks,
)
from sportello.core.actors import Actor
from sportello.core.errors import Refused, name_of


def note(case_id: UUID, text: str, *, by: Actor) -> None:
    """Write a note for colleagues."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        access.check_worker(case, by)
        notes.write(case, notes.read(text), account=by.account)
        record.append("case.noted", by=by, case=case)


def fulfil(task_id: UUID, note_text: str, papers: Sequence[UUID] = (), *, by: Actor) -> None:
    """Say that a fulfilment is done, with the proof the service asks for. Refused `fulfil.proof_missing`."""
    with transaction.atomic():
        task = tasks.lock(task_id, by, kinds=("fulfil",))
        proof = task.details.get("proof", "none")
        if (proof == "photo" and not papers) or (proof == "note" and not note_text.strip()):
            raise Refused("fulfil.proof_missing", proof=proof)
        files.attach(papers, task.case, by=by)
        if note_text.strip():
            notes.write(task.case, notes.read(note_text), account=by.account)
        facts = {"path": task.path, "papers": len(papers), "account": str(by.account)}
        record.append("step.fulfilled", by=by, case=task.case, facts=facts)
        result = {"note": bool(note_text.strip()), "files": [str(paper) for paper in papers]}
        journeys.finish(task.case, task.path, result)


def try_again(task_id: UUID, *, by: Actor) -> None:
    """Make a document now that could not be made before. Refused `document.still_not_made` (why, a code)."""
    with transaction.atomic():
        task = tasks.lock(task_id, by, kinds=("document",))
        try:
            issuing.issue(task.case_id, task.path, by=by)
        except Exception as error:  # whatever a template or a signature fails with, by code: it may name somebody
            raise Refused("document.still_not_made", why=name_of(error)) from None


def undo(case_id: UUID, path: str, *, by: Actor) -> None:
    """Take back a step's result, as a lead of its team, while nothing irreversible followed; a closed case opens."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        task = case.tasks.filter(path=path, status="done").order_by("-done_at").first()
        if task is None:
            raise Refused("step.not_done", path=path, status="")
        access.check_lead(task, by)
        if case.outcome == "withdrawn":
            raise Refused("case.closed")
        case.closed_at = case.keep_until = None
        journeys.undo(case, path)
        record.append("step.undone", by=by, case=case, facts={"path": path})
