"""The examples of tests.yaml, run on interview and policy. Knows no channel; every channel runs the same examples."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sportello.core import applications, feel, intake
from sportello.core.errors import Refused
from sportello.core.policy import Decision
from sportello.core.services import Service


def try_example(service: Service, example: Mapping[str, Any]) -> list[str]:
    """Run one example; list what came out otherwise than expected. Files are named, not sent."""
    try:
        return _try(service, example)
    except Refused as refused:
        return [f"expected the outcome {example['expect'].get('outcome', 'none')}, got {_say(refused)}"]


def _try(service: Service, example: Mapping[str, Any]) -> list[str]:
    today, expect = date.fromisoformat(example["on"]), example["expect"]
    problems = applications.problems(service, example["answers"], today)
    found = {problem.path: problem.code for problem in problems}
    if "problems" in expect:
        return [] if found == expect["problems"] else [_differ("problems", expect["problems"], found)]
    if found:
        return [f"expected the outcome {expect['outcome']}, got problems {_show(found)}"]
    decision = decide(service, example["answers"], today, example.get("confirmed", ()))
    return list(_compare(expect, decision))


def decide(service: Service, answers: Mapping[str, Any], today: date, confirmed: Iterable[str] = ()) -> Decision:
    """Decide complete answers as an application of that day. Invalid when they are not complete."""
    facts = applications.facts(applications.check(service, answers, today), confirmed)
    return service.policy.decide(facts, intake.decision_date(service, facts, today))


def _say(refused: Refused) -> str:
    facts = refused.facts
    if refused.code == "parameter.missing":
        return f"no value of the parameter '{facts['name']}' on {facts['on']}: the first is from {facts['starts']}"
    if refused.code == "policy.too_large":
        return f"rules that make more of the answers than a decision may (at most {facts['most']}); see docs/feel.md"
    return str(refused)


def _compare(expect: Mapping[str, Any], decision: Decision) -> Iterator[str]:
    why = ", ".join([*decision.reasons, *(f"{table} line {line}" for table, line in decision.rows)])
    if decision.outcome != expect["outcome"]:
        yield f"{_differ('outcome', expect['outcome'], decision.outcome)} ({why or 'no row holds'})"
    if "reasons" in expect and sorted(expect["reasons"]) != sorted(decision.reasons):
        yield _differ("reasons", expect["reasons"], list(decision.reasons))
    for name, expected in expect.get("outputs", {}).items():
        if not _is_same(expected, decision.outputs.get(name)):
            yield _differ(name, expected, feel.canonical(decision.outputs.get(name)))


def _is_same(expected: Any, found: Any) -> bool:
    """Compare a value as an example writes it with one of FEEL: `3600.00` is 3600."""
    if isinstance(found, list):
        pairs = isinstance(expected, list) and len(expected) == len(found)
        return pairs and all(map(_is_same, expected, found))
    if isinstance(found, Decimal):
        try:
            return Decimal(str(expected)) == found
        except InvalidOperation:
            return False
    if found is None:
        return expected in ("", "null")
    return bool(expected == (str(found).lower() if isinstance(found, bool) else feel.canonical(found)))


def _differ(what: str, expected: Any, found: Any) -> str:
    return f"expected {what} {_show(expected)}, got {_show(found)}"


def _show(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {inner}" for name, inner in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "null" if value is None else str(value)
