"""Notes in a case: what staff wrote for staff, and what the applicant said on appealing or reopening."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sportello.actions import city, sealing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.questions import LongText
from sportello.core.questions.writing import clean
from sportello.core.vault import Key
from sportello.store.cases import Case, Note

STAFF, APPLICANT = "staff", "applicant"
LONGEST = 4000  # characters of a note, of a question to the applicant, of all conditions of a ruling together
LONGEST_HEARD = 10_000  # of an applicant's appeal, or answer to the city


@dataclass(frozen=True)
class Written:
    """A note: `author` is the name of a colleague, empty where the account is gone or the applicant wrote it."""

    at: datetime
    is_applicants: bool
    author: str
    text: str


def write(case: Case, text: str, *, account: UUID | None) -> None:
    """Keep a note of staff under the case's key, inside the caller's transaction."""
    _write(case, text, written_by=STAFF, by_id=account)


def write_as_applicant(case: Case, text: str, *, by: Actor, message: UUID | None = None) -> None:
    """Keep what the applicant says, or who acts for them, as `write` does: about a message, or the case."""
    _write(case, text, written_by=APPLICANT, party=by.subject, mandate=by.mandate, message=message)


def read(text: str) -> str:
    """Give a text without the space around it.

    Refused `text.missing`, `text.too_long`, `answer.control_characters`.
    """
    text = text.strip()
    if not text:
        raise Refused("text.missing")
    if len(text) > LONGEST:
        raise Refused("text.too_long", length=len(text), max=LONGEST)
    return clean(text, LONGEST, lines=True)


def hear(text: str) -> str:
    """Give what an applicant wrote to the city, checked as an answer in words. Refused `answer.…`."""
    return str(LongText(max_length=LONGEST_HEARD).check(text, city.now().date()))


def list_of(case: Case, key: Key) -> list[Written]:
    """List the notes of a case, oldest first; the caller has checked who looks."""
    return [
        Written(note.at, note.written_by == APPLICANT, note.by.name if note.by else "", open_text(note, key))
        for note in case.notes.select_related("by").order_by("at")
    ]


def open_text(note: Note, key: Key) -> str:
    """Open what a note says, with its case's key."""
    return sealing.open_text(key, note.id, note.sealed)


def _write(case: Case, text: str, **facts: str | UUID | None) -> None:
    note_id = city.new_id()
    sealed = sealing.seal_text(sealing.case_key(case), note_id, text)
    Note.objects.create(id=note_id, case=case, at=city.now(), sealed=sealed, **facts)
