"""Deciding again what was decided, from what was kept of it: any number of decisions, in batches. Changes nothing.

What policy decided is computed again. What people ruled cannot be, but all of it that follows from rules is checked.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sportello.actions import live, sealing
from sportello.core import canonical, decisions, ids, intake, rulings
from sportello.core.errors import Refused
from sportello.core.record import Event
from sportello.store import record
from sportello.store.cases import Decision

BATCH = 500
TELLING = (intake.EVENT, rulings.DECIDED, rulings.PROPOSED, rulings.CHECKED)
UNKNOWABLE = ("decision.feel", "edition.unknown", "vault.unknown_key")
"""Refusals that say nothing against a decision: this code, or this city's keys, cannot read it."""
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

    Three queries a batch; what is kept in memory is one batch.
    """
    found = Decision.objects.order_by("id")
    if references is not None:
        found = found.filter(case__reference__in=references)
    rows, after = found.values_list(*COLUMNS, named=True), ids.NEVER
    while batch := list(rows.filter(id__gt=after)[:BATCH]):
        cases = {row.case_id for row in batch}
        wrapped, deeds = sealing.list_wrapped(cases), _list_deeds(cases)
        yield from (_replay(row, wrapped.get(row.case_id), deeds.get(row.case_id, [])) for row in batch)
        after = batch[-1].id


def _list_deeds(cases: Collection[UUID]) -> Mapping[UUID | None, list[Event]]:
    """List, by case and in order, the events that tell of decisions."""
    found = record.Event.objects.filter(case_id__in=cases, kind__in=TELLING).order_by("at", "id")
    deeds: dict[UUID | None, list[Event]] = {}
    for row in found.values_list("case_id", "id", "at", "kind", "actor", "case_id", "facts"):
        deeds.setdefault(row[0], []).append(Event(*row[1:]))
    return deeds


def _replay(row: Any, wrapped: Wrapped | None, deeds: Sequence[Event]) -> Replayed:
    try:
        problems = list(_problems(row, wrapped, deeds))
    except Refused as refused:
        verdict = Verdict.NOT_RECOMPUTABLE if refused.code in UNKNOWABLE else Verdict.DIFFERENT
        return Replayed(row.case__reference, row.path, verdict, (str(refused),))
    verdict = Verdict.DIFFERENT if problems else Verdict.EQUAL
    return Replayed(row.case__reference, row.path, verdict, tuple(problems))


def _problems(row: Any, wrapped: Wrapped | None, deeds: Sequence[Event]) -> Iterator[str]:
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
        yield from decisions.replay(text, service.policy)


def _beside(row: Any, kept: Mapping[str, Any]) -> Iterator[str]:
    """Hold what stands in clear beside a bundle against the bundle."""
    beside = {"outcome": row.outcome}
    if row.path:
        beside |= {"path": row.path, "by": row.by, "at": canonical.render_instant(row.at)}
    for name, value in beside.items():
        if kept[name] != value:
            yield f"{name}: in the bundle {kept[name]!r}, beside it {value!r}"
