"""Rules that would fill any memory or never end are stopped, and say so; rules that people write are not."""

import time
from datetime import date
from typing import Any

import pytest

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.feel import work
from sportello.core.policy import build_policy

ON = date(2026, 1, 1)
HUNDRED = "[" + ", ".join(["1"] * 100) + "]"


def doubled(first: str, again: str, times: int) -> list[dict[str, str]]:
    """Write facts of which each is made of two of the one before."""
    return [{"f0": first}, *({f"f{n}": again.replace("?", f"f{n - 1}")} for n in range(1, times))]


GREEDY: dict[str, list[dict[str, str]]] = {
    "texts": doubled('"0123456789"', "? + ?", 60),
    "lists": doubled(HUNDRED, "concatenate(?, ?)", 60),
    "members added": doubled(HUNDRED, "append(?" + ", 1" * 100 + ")", 25),
    "loops in loops": [
        {"l": HUNDRED},
        {"n": "for a in l return for b in l return for c in l return some d in l satisfies d > a"},
    ],
    "filters in filters": [
        {"l": HUNDRED},
        {"n": "l[count(l[count(l[count(l[1 > 1]) > 1]) > 1]) > 1]"},
    ],
    "sums in loops": [{"l": HUNDRED}, {"n": "for a in l return for b in l return sum(l)"}],
    "different ones in loops": [
        {"l": HUNDRED},
        {"n": "for a in l return for b in l return list contains(l, 2)"},
    ],
    "texts in loops": [
        {"l": HUNDRED},
        *doubled('"0123456789"', "? + ?", 10),
        {"n": "for a in l return for b in l return f9 + f9"},
    ],
}


@pytest.mark.parametrize("facts", GREEDY.values(), ids=GREEDY)
def test_rules_that_make_too_much_of_little_are_stopped_in_time(facts: Any) -> None:
    policy, began = build_policy({"facts": facts, "tables": []}, {}), time.perf_counter()
    with pytest.raises(Refused) as caught:
        policy.decide({}, ON)
    assert caught.value.code == "policy.too_large" and time.perf_counter() - began < 20


def test_each_loop_begins_anew_and_one_that_was_stopped_stops_no_other() -> None:
    stopped = build_policy({"facts": GREEDY["loops in loops"], "tables": []}, {})
    with pytest.raises(Refused):
        stopped.decide({}, ON)
    text = "count(for p in people return count(people[n > p.n]))"
    usual = feel.read_expression(text, {"people": feel.list_of(feel.context({"n": feel.NUMBER}))})
    people = [{"n": number} for number in range(200)]
    assert [usual({"people": people}) for _ in range(10)] == [200] * 10


def test_what_stands_outside_loops_costs_nothing() -> None:
    sum_of = feel.read_expression("sum(l)", {"l": feel.list_of(feel.NUMBER)})
    assert sum_of({"l": [1] * (work.MOST_STEPS + 1)}) == work.MOST_STEPS + 1
