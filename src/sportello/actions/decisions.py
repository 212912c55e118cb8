"""Decisions kept with their whole bundle: what policy said, what people ruled."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from sportello.actions import answers, city, sealing
from sportello.core import canonical, decisions, rulings
from sportello.core.actors import Actor
from sportello.core.policy import Decision
from sportello.core.services import Service
from sportello.core.vault import Key
from sportello.store import cases as tables
from sportello.store.cases import Case
from sportello.store.dossiers import Dossier


@dataclass(frozen=True)
class Made:
    """One decision as staff see it: by whom, at which step (none: the policy), and its bundle."""

    id: UUID
    at: datetime
    by: str
    path: str
    outcome: str
    hash: str
    bundle: Mapping[str, Any]


def base(case: Case, service: Service, key: Key, dossier: Dossier | None = None) -> Decision:
    """Give the decision the steps start from: the policy's, or over it that of a granted appeal.

    The case's decisions are looked up, where neither its dossier nor they have been read.
    """
    decided = of_policy(case, service, key, dossier)[1]
    granted = next(filter(_grants, reversed(_rows(case, dossier))), None)
    if granted is None:
        return decided
    ruling = _bundle(granted, key)
    outputs = {**decided.outputs, **decisions.read_outputs(service.policy, ruling["outputs"])}
    return replace(decided, outcome="approve", reasons=tuple(ruling["reasons"]), outputs=outputs)


def of_policy(
    case: Case, service: Service, key: Key, dossier: Dossier | None = None
) -> tuple[dict[str, Any], Decision]:
    """Give what policy decided from and what it said, as FEEL values, where the bundle has canonical text.

    The row keeps it, since one deed asks for it several times and it never changes. Of answers that are erased there is
    null, and of the decision what was kept.
    """
    known: dict[str, tuple[dict[str, Any], Decision]] = case.__dict__.setdefault("decided_again", {})
    if service.edition not in known:
        bundle = _bundle(_first(case, dossier), key)
        own = answers.list_parts(case) if "own" in bundle else ()
        known[service.edition] = decisions.recall(bundle, service.policy, own)
    return known[service.edition]


def read(cases: Sequence[Case]) -> None:
    """Read the decisions of many cases at once which `of_policy` and `base` look at."""
    rows = tables.Decision.objects.filter(path__in=("", rulings.APPEAL)).order_by("at", "id")
    prefetch_related_objects(cases, Prefetch("decisions", rows, to_attr="decisions_read"))


def keep(case: Case, path: str, ruling: Mapping[str, Any], *, by: Actor) -> tables.Decision:
    """Keep what people ruled at a step, sealed, with its hash."""
    key, now = sealing.case_key(case), city.now()
    bundle = {"kind": "ruling", "edition": case.edition, "path": path, "by": by.name, "at": now, **ruling}
    text = canonical.encode(bundle)
    case.__dict__.pop("decisions_read", None)  # there is one more
    return tables.Decision.objects.create(
        id=city.new_id(),
        case=case,
        at=now,
        by=by.name,
        path=path,
        outcome=ruling["outcome"],
        hash=decisions.hash_of(text),
        sealed=sealing.seal(key, case.id, "decision", text),
    )


def find_dismissal(dossier: Dossier, key: Key) -> Made | None:
    """Find the decision that dismissed an appeal; None when the last word on the case is another."""
    last = dossier.decisions[-1]
    return _made(last, key) if (last.path, last.outcome) == (rulings.APPEAL, "deny") else None


def first(case: Case, key: Key) -> Made:
    """Give what policy decided when the case was taken in."""
    return _made(_first(case), key)


def list_of(dossier: Dossier, key: Key) -> list[Made]:
    """List a case's decisions, oldest first; the caller has checked who looks."""
    return [_made(one, key) for one in dossier.decisions]


def _made(row: tables.Decision, key: Key) -> Made:
    return Made(row.id, row.at, row.by, row.path, row.outcome, row.hash, _bundle(row, key))


def _rows(case: Case, dossier: Dossier | None) -> Sequence[tables.Decision]:
    """Give at least what policy and appeals decided, oldest first; the case's row keeps what was read."""
    if dossier is not None:
        return dossier.decisions
    if "decisions_read" not in case.__dict__:
        read([case])
    rows: list[tables.Decision] = case.__dict__["decisions_read"]
    return rows


def _grants(one: tables.Decision) -> bool:
    return (one.path, one.outcome) == (rulings.APPEAL, "approve")


def _first(case: Case, dossier: Dossier | None = None) -> tables.Decision:
    return next(one for one in _rows(case, dossier) if not one.path)


def _bundle(row: tables.Decision, key: Key) -> dict[str, Any]:
    return dict(json.loads(sealing.open(key, row.case_id, "decision", row.sealed)))
