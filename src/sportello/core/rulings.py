"""What people decide at a step, the rules it keeps, and checking them again later. Knows no case and no store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sportello.core import decisions
from sportello.core.actors import Role
from sportello.core.errors import Refused
from sportello.core.record import Event
from sportello.core.services import Service
from sportello.core.steps import list_steps

APPEAL = "appeal"
"""The path of a ruling on an appeal: no step of the service, but a review by a lead."""
OUTCOMES = ("approve", "deny")
DECIDED, PROPOSED, CHECKED = "case.decided", "ruling.proposed", "ruling.checked"
"""The kinds of event that tell of a ruling: that it holds, that it waits for a colleague, what the colleague said."""


@dataclass(frozen=True)
class Ruling:
    """An outcome, reason codes of the service, outputs over those of the policy, conditions in words.

    `corrected` is what approving a report puts in the place of what is known (`replaced`), in the normal form of its
    question; it takes two pairs of eyes, whatever the step asks for.
    """

    outcome: str
    reasons: tuple[str, ...] = ()
    outputs: Mapping[str, Any] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    corrected: Any = None
    replaced: Any = None

    def plain(self) -> dict[str, Any]:
        """Give the ruling as plain JSON values."""
        plain = {
            "outcome": self.outcome,
            "reasons": list(self.reasons),
            "outputs": dict(self.outputs),
            "conditions": list(self.conditions),
        }
        if self.corrected is None:
            return plain
        return {**plain, "corrected": self.corrected, "replaced": self.replaced}


def list_outcomes(service: Service, path: str) -> tuple[str, ...]:
    """List what a review at this path may decide; all there is where the service names none, as for an appeal."""
    steps = dict(list_steps(service))
    return tuple(steps[path].settings.get("outcomes", OUTCOMES)) if path in steps else OUTCOMES


def list_settable(service: Service, path: str) -> tuple[str, ...]:
    """List the outputs that a review at this path may set: those its step names; for an appeal, those of any review."""
    steps = dict(list_steps(service))
    asked = [steps[path]] if path in steps else steps.values()
    return tuple(dict.fromkeys(name for step in asked for name in step.settings.get("may_set", ())))


def check(service: Service, path: str, ruling: Ruling) -> None:
    """Check a ruling, whose outputs `decisions.read_outputs` has read, against the service.

    Refused `ruling.outcome`, `ruling.reason_missing` (a denial says why), `ruling.reason_unknown`,
    `ruling.output_not_settable`, `ruling.nothing_to_correct` (what is corrected is what a report was approved for).
    """
    allowed = list_outcomes(service, path)
    if ruling.outcome not in allowed:
        raise Refused("ruling.outcome", outcome=ruling.outcome, allowed=", ".join(allowed))
    if ruling.outcome == "deny" and not ruling.reasons:
        raise Refused("ruling.reason_missing")
    for reason in ruling.reasons:
        if reason not in service.reasons:
            raise Refused("ruling.reason_unknown", reason=reason)
    settable = list_settable(service, path)
    for name in ruling.outputs:
        if name not in settable:
            raise Refused("ruling.output_not_settable", output=name)
    if ruling.corrected is not None and (not service.corrects or ruling.outcome != "approve" or path == APPEAL):
        raise Refused("ruling.nothing_to_correct")


def read(kept: Mapping[str, Any], service: Service) -> Ruling:
    """Read a ruling that was kept as plain JSON, its outputs as FEEL values. Refused as `read_outputs` says."""
    outputs = decisions.read_outputs(service.policy, kept["outputs"])
    return Ruling(
        outcome=kept["outcome"],
        reasons=tuple(kept["reasons"]),
        outputs=outputs,
        conditions=tuple(kept["conditions"]),
        corrected=kept.get("corrected"),
        replaced=kept.get("replaced"),
    )


def replay(kept: Mapping[str, Any], service: Service, deeds: Sequence[Event]) -> list[str]:
    """Check again all of a kept ruling that follows from rules, and list what does not hold.

    A person's judgement cannot be computed again; whether they might give it can. `deeds` are the record's events of
    the case, in order, the last of them the one that tells of this ruling.
    """
    problems: list[str] = []
    try:
        check(service, kept["path"], read(kept, service))
    except Refused as refused:
        problems.append(f"against the edition's rules: {refused}")
    problems += _differences(kept, deeds[-1])
    problems += _check_right(service, deeds[-1])
    problems += _check_eyes(service, deeds, corrects="corrected" in kept)
    return problems


def _differences(kept: Mapping[str, Any], told: Event) -> Iterator[str]:
    recorded = {"by": told.actor, "path": told.facts.get("path"), "outcome": told.facts.get("outcome")}
    for name, value in recorded.items():
        if kept[name] != value:
            yield f"{name}: kept {kept[name]!r}, the record says {value!r}"


def _check_right(service: Service, told: Event) -> Iterator[str]:
    """Check that whoever ruled did so in a role that may, for the team whose step it was, as the record says."""
    path, role, team = (told.facts.get(name) for name in ("path", "role", "team"))
    steps = {path: step for path, step in list_steps(service) if step.kind == "review"}
    if path == APPEAL:
        if role != Role.LEAD:
            yield f"an appeal is decided by a lead, the record says {role!r}"
    elif path not in steps:
        yield f"the edition has no review at step {path!r}"
    elif role not in (Role.CLERK, Role.LEAD) or team != steps[path].settings["team"]:
        yield f"the step is of team {steps[path].settings['team']!r}, the record says {role!r} of {team!r}"


def _check_eyes(service: Service, deeds: Sequence[Event], *, corrects: bool) -> Iterator[str]:
    """Check that two pairs of eyes saw it where it takes them, and others than before on an appeal."""
    *before, told = deeds
    path = told.facts.get("path")
    if path == APPEAL and told.actor in _list_deciders(before):
        yield f"the appeal was decided by {told.actor}, who had decided before"
    step = dict(list_steps(service)).get(str(path))
    if step is None or not (corrects or step.settings.get("four_eyes")):
        return
    at_step = [one for one in before if one.facts.get("path") == path]
    proposed = next((one for one in reversed(at_step) if one.kind == PROPOSED), None)
    checked = next((one for one in reversed(at_step) if one.kind == CHECKED), None)
    if proposed is None or checked is None or not checked.facts.get("agreed") or checked.actor != told.actor:
        yield "it takes two pairs of eyes, the record shows one"
    elif proposed.actor == told.actor:
        yield f"both pairs of eyes were those of {told.actor}"
    elif proposed.facts.get("outcome") != told.facts.get("outcome"):
        yield f"a colleague agreed to {proposed.facts.get('outcome')!r}, decided was {told.facts.get('outcome')!r}"


def _list_deciders(deeds: Sequence[Event]) -> set[str]:
    """List who decided: alone, or as the first or the second of four eyes."""
    agreed = {str(one.facts.get("first")) for one in deeds if one.kind == CHECKED and one.facts.get("agreed")}
    return agreed | {one.actor for one in deeds if one.kind == DECIDED}
