"""The answers of a case. Where two apply together, what each said about themselves lies apart, under a key of its own.

Once the second has joined, each of the two sees what both share and what is about themselves; staff see all there is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sportello.actions import live, sealing
from sportello.core import parts
from sportello.core.actors import Actor
from sportello.core.parts import Part
from sportello.core.vault import Key
from sportello.store.cases import Case, OwnAnswers


def of(case: Case, key: Key | None = None) -> Mapping[str, Any]:
    """Give all answers that are left, for the city's own work and its staff; the row keeps them open."""
    answers: dict[str, Any] | None = case.__dict__.get("opened_answers")
    if answers is None:
        answers = case.__dict__["opened_answers"] = _with_parts(case, key, list_parts(case))
    return answers


def shared(case: Case, key: Key | None = None) -> dict[str, Any]:
    """Give the answers that are about none of the applicants alone; in most services that is all of them."""
    return dict(sealing.open_json(key or sealing.case_key(case), case.id, "answers", case.sealed))


def seen(case: Case, key: Key, *, by: Actor) -> Mapping[str, Any]:
    """Give the answers that an applicant sees; the caller has checked that the actor is one, or acts for one."""
    if case.co_party_id is None:
        return of(case, key)
    about = parts.CO_APPLICANT if by.subject == case.co_party_id else parts.APPLICANT
    return _with_parts(case, key, [part for part in list_parts(case) if part.about == about])


def list_parts(case: Case) -> Sequence[Part]:
    """List the parts that are not erased."""
    return [open_part(row) for row in _rows(case) if row.sealed is not None]


def list_erased(case: Case) -> list[str]:
    """List of which applicants the answers about themselves are erased."""
    return [row.about for row in _rows(case) if row.sealed is None]


def open_part(row: OwnAnswers) -> Part:
    """Open what one of two applicants answered about themselves, which is not erased."""
    return parts.from_json(row.about, sealing.open_json(sealing.own_key(row), row.id, "own", row.sealed or b""))


def _with_parts(case: Case, key: Key | None, own: Sequence[Part]) -> dict[str, Any]:
    return shared(case, key) | {id: answer for part in own for id, answer in part.answers.items()}


def _rows(case: Case) -> list[OwnAnswers]:
    """Read what is kept apart; the row keeps it. Most services keep nothing apart, and are not looked at for it."""
    if "own_read" not in case.__dict__:
        case.__dict__["own_read"] = list(case.own.order_by("about")) if live.edition(case.edition).own else []
    rows: list[OwnAnswers] = case.__dict__["own_read"]
    return rows
