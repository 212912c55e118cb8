"""Deciding again what was decided, from what was kept of it: any number of decisions, in batches. Changes nothing.

What policy decided is computed again. What people ruled cannot be, but all of it that follows from rules is checked.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sportello.actions import answers, live, sealing
from sportello.core import canonical, decisions, ids, intake, rulings
from sportello.core.errors import Refused
from sportello.core.record import Event
from sportello.store import record
from sportello.store.cases import Decision, OwnAnswers

BATCH = 500
TELLING = (intake.EVENT, rulings.DECIDED, rulings.PROPOSED, rulings.CHECKED)
UNKNOWABLE = ("decision.erased", "decision.feel", "edition.unknown", "vault.unknown_key")
"""Refusals that say nothing against a decision: this code or this city's keys cannot read it, or part is erased."""
COLUMNS = ("id", "case_id", "case__reference", "at", "by", "path", "outcome", "hash", "sealed")
Wrapped = tuple[bytes, UUID | None]
"""A wrapped key, and the party it is wrapped for."""


class Verdict(StrEnum):
    """What came of deciding again."""

    EQUAL = "equal"
    DIFFERENT = "different"
    NOT_RECOMPUTABLE = "not recomputable"


@dataclass(frozen=True)
class Replayed:
    """One decision held against what was kept of it: `path` is the step people ruled at, empty for the policy's."""

    reference: str
    path: str
    verdict: Verdict
    why: tuple[str, ...] = ()


def replay(references: Collection[str] | None = None) -> Iterator[Replayed]:
    """Replay the decisions of the cases with these references, or all there are, in the order they were made.

    Four queries a batch; what is kept in memory is one batch.
    """
    found = Decision.objects.order_by("id")
    if references is not None:
        found = found.filter(case__reference__in=references)
    rows, after = found.values_list(*COLUMNS, named=True), ids.NEVER
    while batch := list(rows.filter(id__gt=after)[:BATCH]):
        cases = {row.case_id for row in batch}
        wrapped, deeds, own = sealing.list_wrapped(cases), _list_deeds(cases), _list_own(cases)
        for row in batch:
            yield _replay(row, wrapped.get(row.case_id), deeds.get(row.case_id, []), own.get(row.case_id, []))
        after = batch[-1].id


def _list_deeds(cases: Collection[UUID]) -> Mapping[UUID | None, list[Event]]:
    """List, by case and in order, the events that tell of decisions."""
    found = record.Event.objects.filter(case_id__in=cases, kind__in=TELLING).order_by("at", "id")
    deeds: dict[UUID | None, list[Event]] = {}
    for row in found.values_list("case_id", "id", "at", "kind", "actor", "case_id", "facts"):
        deeds.setdefault(row[0], []).append(Event(*row[1:]))
    return deeds


def _list_own(cases: Collection[UUID]) -> Mapping[UUID, list[OwnAnswers]]:
    """List, by case, what applicants answered about themselves, where it is not erased."""
    own: dict[UUID, list[OwnAnswers]] = {}
    for row in OwnAnswers.objects.filter(case_id__in=cases, sealed__isnull=False):
        own.setdefault(row.case_id, []).append(row)
    return own


def _replay(row: Any, wrapped: Wrapped | None, deeds: Sequence[Event], own: Sequence[OwnAnswers]) -> Replayed:
    problems: list[str] = []
    try:
        problems += _problems(row, wrapped, deeds, own)
    except Refused as refused:  # what was found before still stands
        verdict = Verdict.NOT_RECOMPUTABLE if refused.code in UNKNOWABLE and not problems else Verdict.DIFFERENT
        return Replayed(row.case__reference, row.path, verdict, (*problems, str(refused)))
    verdict = Verdict.DIFFERENT if problems else Verdict.EQUAL
    return Replayed(row.case__reference, row.path, verdict, tuple(problems))


def _problems(row: Any, wrapped: Wrapped | None, deeds: Sequence[Event], own: Sequence[OwnAnswers]) -> Iterator[str]:
    if wrapped is None:
        raise Refused("vault.unknown_key", key="of a case that has none")
    text = sealing.open(sealing.unwrap(row.case_id, *wrapped), row.case_id, "decision", row.sealed)
    kept = json.loads(text)
    service = live.edition(kept["edition"])
    if (hash := decisions.hash_of(text)) != row.hash:
        yield f"the bundle's hash is {hash}, kept beside it is {row.hash}"
    yield from _beside(row, kept)
    upto = next((n for n, deed in enumerate(deeds, 1) if deed.facts.get("decision") == row.hash), None)
    if upto is None:
        yield f"the record does not tell of {row.hash}"
    elif row.path:
        yield from rulings.replay(kept, service, deeds[:upto])
    elif (told := deeds[upto - 1].facts.get("outcome")) != row.outcome:
        yield f"the record says outcome {told!r}, kept is {row.outcome!r}"
    if not row.path:
        yield from decisions.replay(text, service.policy, [answers.open_part(one) for one in own])


def _beside(row: Any, kept: Mapping[str, Any]) -> Iterator[str]:
    """Hold what stands in clear beside a bundle against the bundle."""
    beside = {"outcome": row.outcome}
    if row.path:
        beside |= {"path": row.path, "by": row.by, "at": canonical.render_instant(row.at)}
    for name, value in beside.items():
        if kept[name] != value:
            yield f"{name}: in the bundle {kept[name]!r}, beside it {value!r}"
