"""What happened to a case, what happens now, what comes next: who acts, by when. In words, for pages."""

from dataclasses import dataclass
from datetime import datetime

from sportello import words
from sportello.actions.cases import Status
from sportello.channels.pages.steps import say_acts, say_city, say_step
from sportello.core.services import Service, Step
from sportello.core.stages import Stage


@dataclass(frozen=True)
class Point:
    """One point of the timeline."""

    state: str  # done | now | next | stopped
    title: str
    who: str = ""
    at: datetime | None = None
    by: datetime | None = None
    is_certain: bool = True


def list_stages(status: Status, language: str) -> list[Point]:
    """List the points of a case's timeline, from being received to being closed."""
    points = [Point("done", words.say(language, "web-received"), say_city(language), at=status.submitted_at)]
    if not status.stages and status.status != "closed":
        points.append(Point("now", words.say(language, "web-starting"), say_city(language), by=status.due_at))
    shown = (stage for stage in status.stages if (stage.kind, stage.state) != ("tell", "next"))
    points += [_point(stage, status, language) for stage in shown]
    over = all(stage.state == "done" or stage.kind == "issue" for stage in status.stages)  # issuing holds nothing up
    if status.status != "closed" and status.stages and over:
        points.append(Point("now", words.say(language, "step-appeal"), say_city(language)))
    return [*points, _end(status, language)]


def is_decided(status: Status) -> bool:
    """Tell whether nobody has to decide any more."""
    undone = (stage for stage in status.stages if stage.state != "done")
    return status.status == "closed" or not any(stage.kind == "review" for stage in undone)


def is_final(service: Service, outcome: str) -> bool:
    """Tell whether the policy's outcome holds: no review can follow it, whatever else is known of the case."""
    reviews = [step for top in service.steps for step in (top, *top.inside) if step.kind == "review"]
    return outcome in ("approve", "deny") and all(_is_ruled_out(step, outcome) for step in reviews)


def _is_ruled_out(step: Step, outcome: str) -> bool:
    """Tell whether a step's condition is false by the outcome alone; what is not known counts as null."""
    return step.when is not None and step.when({**dict.fromkeys(step.when.names), "outcome": outcome}) is False


def _point(stage: Stage, status: Status, language: str) -> Point:
    is_waited_for = stage.state == "now" and stage.actor != "applicant" and status.status != "closed"
    by = status.due_at if is_waited_for else None
    return Point(stage.state, say_step(stage, language), say_acts(stage, language), by=by, is_certain=stage.certain)


def _end(status: Status, language: str) -> Point:
    if status.status != "closed":
        return Point("next", words.say(language, "web-closing"))
    state = "stopped" if status.outcome in ("deny", "withdrawn") else "done"
    return Point(state, words.say(language, "web-closed"), at=status.closed_at)
