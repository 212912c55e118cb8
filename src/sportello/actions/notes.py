"""Notes in a case: what staff wrote for staff, and what the applicant said on appealing or reopening."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sportello.actions import city, sealing
from sportello.core.errors import Refused
from sportello.core.vault import Key
from sportello.store.cases import Case, Note

LONGEST = 4000  # characters of a note, of a question to the applicant, of all conditions of a ruling together


@dataclass(frozen=True)
class Written:
    """A note: `author` is a colleague's name, or nothing when the applicant said it."""

    at: datetime
    author: str
    text: str


def write(case: Case, text: str, *, account: UUID | None) -> None:
    """Keep a note under the case's key, inside the caller's transaction; without an account it is the applicant's."""
    note_id = city.new_id()
    sealed = sealing.seal_text(sealing.case_key(case), note_id, text)
    Note.objects.create(id=note_id, case=case, at=city.now(), by_id=account, sealed=sealed)


def read(text: str) -> str:
    """Give a text without the space around it. Refused `text.missing`, `text.too_long`."""
    text = text.strip()
    if not text:
        raise Refused("text.missing")
    if len(text) > LONGEST:
        raise Refused("text.too_long", length=len(text), max=LONGEST)
    return text


def list_of(case: Case, key: Key) -> list[Written]:
    """List the notes of a case, oldest first; the caller has checked who looks."""
    return [
        Written(note.at, note.by.name if note.by else "", sealing.open_text(key, note.id, note.sealed))
        for note in case.notes.select_related("by").order_by("at")
    ]
