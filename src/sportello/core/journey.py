"""The steps of a case after its decision: what waits, what follows, how it ends. Knows no case, clock or queue.

A step that waits is resumed by `finish`. It calls nothing: what the city then has to do comes back as effects, in
order. Issuing and telling do not hold the case up: their jobs are tried until they succeed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sportello.core import rulings
from sportello.core.errors import Refused
from sportello.core.policy import Decision
from sportello.core.rulings import Ruling
from sportello.core.services import Promise, Service, Step
from sportello.core.steps import (
    AskPayment,
    Close,
    Effect,
    Issue,
    Journey,
    Moved,
    StartFulfil,
    StartReview,
    StepState,
    Stop,
    Tell,
    from_json,
    list_steps,
    to_json,
)

__all__ = [
    "COMMON",
    "KINDS",
    "NEEDED",
    "AskPayment",
    "Close",
    "Effect",
    "Issue",
    "Journey",
    "Moved",
    "StartFulfil",
    "StartReview",
    "StepState",
    "Stop",
    "Tell",
    "answered",
    "ask",
    "begin",
    "finish",
    "from_json",
    "outcome",
    "ruling",
    "to_json",
    "undo",
    "withdraw",
]

COMMON = {"when": "condition", "name": "texts"}
KINDS: Mapping[str, Mapping[str, str]] = {
    "review": {"team": "team", "four_eyes": "flag", "outcomes": "outcomes", "may_set": "settable"},
    "together": {},
    "pay": {"amount": "amount", "team": "team"},
    "fulfil": {"partner": "partner", "team": "team", "proof": "proof", "due": "promise", "shows": "shows"},
    "issue": {"document": "document"},
    "tell": {"message": "message"},
}
"""The kinds of step, and of what sort each of their settings is; all take COMMON as well."""
NEEDED = {"review": ("team",), "pay": ("amount",), "issue": ("document",), "tell": ("message",)}
UNDOABLE = ("review", "fulfil")
IRREVERSIBLE = ("pay", "issue", "tell")


def begin(service: Service, facts: Mapping[str, Any]) -> Moved:
    """Start a case's steps.

    `facts` are the names conditions may use, with their values: answers, facts and outputs of the policy,
    `outcome` (of the policy) and `duplicates` (number of likely duplicates).
    """
    journey = Journey(tuple(StepState(path, step.kind, settings=_kept(step)) for path, step in list_steps(service)))
    return _advance(service, journey, facts)


def finish(service: Service, journey: Journey, path: str, result: Mapping[str, Any], facts: Mapping[str, Any]) -> Moved:
    """End an open step with its result, and go on.

    A review's result has `outcome` (approve or deny) and may have `reasons`, `outputs` (FEEL values by name) and
    `conditions` (texts); a denial needs reasons. A fulfilment's has the proof asked for: `note`, or `files`.
    Refused `step.not_open` when it is over or not reached, `step.proof_missing`, and as `rulings.check`
    says.
    """
    state = _get_open(journey, path)
    _check_result(service, state, result)
    journey = _put(journey, replace(state, status="done", result={**_asked(state), **result}))
    return _advance(service, _close_together(journey, path), facts)


def ask(journey: Journey, path: str) -> Journey:
    """Let an open step wait for an answer of the applicant."""
    return _put(journey, replace(_get_open(journey, path), status="asking"))


def answered(journey: Journey, path: str) -> Journey:
    """Resume a step that asked; Refused `step.not_asking`."""
    state = journey.step(path)
    if state.status != "asking":
        raise Refused("step.not_asking", path=path, status=state.status)
    return _put(journey, replace(state, status="waiting"))


def undo(service: Service, journey: Journey, path: str) -> Moved:
    """Take back a step's result, so that it is done again; later steps are taken back with it.

    Refused `step.not_done`, `step.not_undoable` (only reviews and fulfilments are) and `step.irreversible` when a
    later step has taken money, issued a document or told the applicant.
    """
    state = journey.step(path)
    if state.kind not in UNDOABLE:
        raise Refused("step.not_undoable", path=path, kind=state.kind)
    if state.status != "done":
        raise Refused("step.not_done", path=path, status=state.status)
    later = [s for s in journey.steps if _top(s.path) > _top(path)]
    for other in later:
        if other.status == "done" and other.kind in IRREVERSIBLE:
            raise Refused("step.irreversible", path=other.path, kind=other.kind)
    effects: list[Effect] = [Stop(s.path) for s in later if s.is_open or (s.status == "done" and s.kind in UNDOABLE)]
    for other in later:
        journey = _put(journey, replace(other, status="pending", result={}))
    journey = _put(journey, replace(state, status="undone"))
    if "." in path:
        journey = _put(journey, replace(journey.step(path.partition(".")[0]), status="waiting"))
    return journey, [*effects, _effect_of(state)]


def withdraw(journey: Journey) -> Moved:
    """End the journey because the applicant withdraws; Refused `case.closed` when it is over."""
    if journey.is_over:
        raise Refused("case.closed")
    effects: list[Effect] = [Stop(state.path) for state in journey.open_steps]
    steps = tuple(s if s.is_over else replace(s, status="skipped") for s in journey.steps)
    return Journey(steps), [*effects, Close("withdrawn")]


def outcome(journey: Journey, decided: str) -> str:
    """Give the outcome that holds: the last review's, or the policy's. Side by side, one `deny` denies."""
    for group in _reviews(journey):
        decided = "deny" if any(s.result["outcome"] == "deny" for s in group) else "approve"
    return decided


def ruling(journey: Journey, decided: Decision) -> Ruling:
    """Give what holds after the reviews: their reasons stand for the policy's, their outputs over it."""
    holds = Ruling(decided.outcome, decided.reasons, decided.outputs)
    for group in _reviews(journey):
        denied = [s for s in group if s.result["outcome"] == "deny"]
        speaking = denied or group
        holds = Ruling(
            outcome="deny" if denied else "approve",
            reasons=tuple(dict.fromkeys(r for s in speaking for r in s.result.get("reasons", ()))),
            outputs={**holds.outputs, **_outputs(group)},
            conditions=(*holds.conditions, *(c for s in group for c in s.result.get("conditions", ()))),
        )
    return holds


def _advance(service: Service, journey: Journey, facts: Mapping[str, Any]) -> Moved:
    """Start steps in order until one waits; close when none is left."""
    effects: list[Effect] = []
    for number, step in enumerate(service.steps, 1):
        path = str(number)
        if journey.step(path).status == "pending":
            journey, more = _start(journey, path, step, _seen(service, journey, facts))
            effects += more
        if not journey.step(path).is_over:
            return journey, effects
    return journey, [*effects, Close(outcome(journey, str(facts["outcome"])))]


def _start(journey: Journey, path: str, step: Step, names: Mapping[str, Any]) -> Moved:
    state = journey.step(path)
    if step.when is not None and step.when(names) is not True:
        skipped = (replace(s, status="skipped") for s in (state, *journey.inside(path)))
        return _put(journey, *skipped), []
    if step.kind != "together":
        state, effect = _start_one(state, step, names)
        return _put(journey, state), [effect] if effect else []
    effects: list[Effect] = []
    for number, inner in enumerate(step.inside, 1):
        journey, more = _start(journey, f"{path}.{number}", inner, names)
        effects += more
    over = all(s.is_over for s in journey.inside(path))
    return _put(journey, replace(state, status="done" if over else "waiting")), effects


def _start_one(state: StepState, step: Step, names: Mapping[str, Any]) -> tuple[StepState, Effect | None]:
    if state.kind in ("issue", "tell"):
        return replace(state, status="done"), _effect_of(state)
    if state.kind == "pay":
        amount = step.settings["amount"](names)
        if amount is None or amount <= 0:
            return replace(state, status="skipped"), None
        state = replace(state, result={"amount": amount})
    return replace(state, status="waiting"), _effect_of(state)


def _effect_of(state: StepState) -> Effect:
    settings = state.settings
    match state.kind:
        case "review":
            return StartReview(state.path, settings["team"], settings.get("four_eyes", False))
        case "pay":
            return AskPayment(state.path, state.result["amount"], settings.get("team"))
        case "fulfil":
            due = Promise(**settings["due"]) if "due" in settings else None
            proof = settings.get("proof", "none")
            return StartFulfil(state.path, settings.get("partner"), settings.get("team"), proof, due)
        case "issue":
            return Issue(state.path, settings["document"])
        case _:
            return Tell(state.path, settings["message"])


def _kept(step: Step) -> dict[str, Any]:
    """Give the settings a case keeps with its step: not its name nor what FEEL computes."""
    return {name: value for name, value in step.settings.items() if name not in ("name", "amount")}


def _asked(state: StepState) -> dict[str, Any]:
    """Give what was asked for when a payment started; the result of a step done before is forgotten."""
    return {"amount": state.result["amount"]} if state.kind == "pay" else {}


def _check_result(service: Service, state: StepState, result: Mapping[str, Any]) -> None:
    proof = {"note": "note", "photo": "files"}.get(state.settings.get("proof", "none"))
    if state.kind == "fulfil" and proof and not result.get(proof):
        raise Refused("step.proof_missing", path=state.path, proof=state.settings["proof"])
    if state.kind == "review":
        rulings.check(service, state.path, Ruling(result.get("outcome", ""), tuple(result.get("reasons", ()))))


def _close_together(journey: Journey, path: str) -> Journey:
    around, _, inner = path.partition(".")
    if inner and all(state.is_over for state in journey.inside(around)):
        return _put(journey, replace(journey.step(around), status="done"))
    return journey


def _get_open(journey: Journey, path: str) -> StepState:
    state = journey.step(path)
    if not state.is_open:
        raise Refused("step.not_open", path=path, status=state.status)
    return state


def _put(journey: Journey, *states: StepState) -> Journey:
    by_path = {state.path: state for state in states}
    return Journey(tuple(by_path.get(state.path, state) for state in journey.steps))


def _reviews(journey: Journey) -> Iterator[list[StepState]]:
    """Give the reviews done, in order; those side by side as one group."""
    done = [s for s in journey.steps if s.kind == "review" and s.status == "done"]
    for top in dict.fromkeys(_top(s.path) for s in done):
        yield [s for s in done if _top(s.path) == top]


def _seen(service: Service, journey: Journey, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give the names a condition sees now: what reviews said stands over what policy said."""
    done = [state for group in _reviews(journey) for state in group]
    return {**facts, **_outputs(done), "outcome": outcome(journey, str(facts["outcome"]))}


def _outputs(states: list[StepState]) -> dict[str, Any]:
    return {name: value for state in states for name, value in state.result.get("outputs", {}).items()}


def _top(path: str) -> int:
    return int(path.partition(".")[0])
