"""A case's way as its applicant sees it: what was done, what is under way, what may come. Knows no case, no clock."""

from dataclasses import dataclass
from typing import Literal

from sportello.core.services import Service, Step
from sportello.core.steps import Journey, StepState, list_steps
from sportello.core.texts import Text


@dataclass(frozen=True)
class Stage:
    """A step as its applicant sees it: `actor` acts in it, `who` is the team's or partner's id."""

    path: str
    kind: str
    state: Literal["done", "now", "next"]
    name: Text | None
    actor: Literal["applicant", "team", "partner", "city"]
    who: str | None = None
    certain: bool = True  # False: it depends on what comes before


def list_stages(service: Service, journey: Journey) -> list[Stage]:
    """List what was done, what is under way and what may come, for the applicant; no step that was skipped."""
    return [
        _stage(step, state)
        for (path, step) in list_steps(service)
        if step.kind != "together" and (state := journey.step(path)).status != "skipped"
    ]


def _stage(step: Step, state: StepState) -> Stage:
    actor, who = _actor(state)
    return Stage(
        path=state.path,
        kind=state.kind,
        state="done" if state.status == "done" else "now" if state.is_open else "next",
        name=step.settings.get("name"),
        actor=actor,
        who=who,
        certain=state.status != "pending" or step.when is None,
    )


def _actor(state: StepState) -> tuple[Literal["applicant", "team", "partner", "city"], str | None]:
    if state.status == "asking" or state.kind == "pay":
        return "applicant", None
    if state.settings.get("partner"):
        return "partner", state.settings["partner"]
    if state.settings.get("team"):
        return "team", state.settings["team"]
    return "city", None
