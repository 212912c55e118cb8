"""The steps of a case: what waits, what follows, how it ends."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import feel, journey, rulings, stages
from sportello.core.actors import Assurance
from sportello.core.errors import Refused
from sportello.core.journey import AskPayment, Close, Issue, StartFulfil, StartReview, Stop, Tell
from sportello.core.policy import Decision, Policy
from sportello.core.services import Promise, Reason, Service, Step, Window

NAMES = {"outcome": feel.STRING, "duplicates": feel.INTEGER, "fee": feel.MONEY}
FACTS = {"outcome": "refer", "duplicates": Decimal(0), "fee": Decimal("12.50")}
DENY = {"outcome": "deny", "reasons": ["late"]}
APPROVE = {"outcome": "approve"}


def read(text: str) -> feel.Expression:
    return feel.read_expression(text, NAMES)


def review(team: str, when: str | None = None, **settings: Any) -> Step:
    return Step("review", read(when) if when else None, {"team": team, **settings})


def pay(when: str | None = None) -> Step:
    return Step("pay", read(when) if when else None, {"amount": read("fee")})


def issue(when: str | None = None) -> Step:
    return Step("issue", read(when) if when else None, {"document": "letter"})


TELL = Step("tell", None, {"message": "decision"})
SIDE_BY_SIDE = Step("together", inside=(review("fire"), review("zoning")))


def service(*steps: Step) -> Service:
    return Service(
        id="permit",
        edition="0",
        names={"en": "Permit"},
        summary={"en": "A permit"},
        department="planning",
        law={"en": "Law 1"},
        promise=Promise(3, "days"),
        assurance=Assurance.NONE,
        decide_on="submitted",
        keep_days=30,
        window=Window(),
        questions=(),
        policy=Policy(),
        reasons={"late": Reason({"en": "Too late"}, "Law 1"), "good": Reason({"en": "All is there"}, "Law 1")},
        outputs={},
        messages={},
        documents={},
        steps=steps,
    )


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=f"^{code}")


def test_a_case_without_steps_closes_at_once_with_the_outcome_of_the_policy():
    _, effects = journey.begin(service(), {**FACTS, "outcome": "approve"})
    assert effects == [Close("approve")]


def test_a_straight_through_case_issues_tells_and_closes_in_order():
    steps = (review("desk", 'outcome = "refer"'), issue('outcome = "approve"'), TELL)
    state, effects = journey.begin(service(*steps), {**FACTS, "outcome": "approve"})
    assert effects == [Issue("2", "letter"), Tell("3", "decision"), Close("approve")]
    assert [step.status for step in state.steps] == ["skipped", "done", "done"]


def test_a_referred_case_waits_for_its_review_and_then_goes_on_with_its_outcome():
    permit = service(review("desk", 'outcome = "refer"', four_eyes=True), issue('outcome = "approve"'), TELL)
    state, effects = journey.begin(permit, FACTS)
    assert effects == [StartReview("1", "desk", four_eyes=True)]
    state, effects = journey.finish(permit, state, "1", APPROVE, FACTS)
    assert effects == [Issue("2", "letter"), Tell("3", "decision"), Close("approve")]


def test_likely_duplicates_can_send_a_case_to_review():
    permit = service(review("desk", "duplicates > 0"), TELL)
    _, effects = journey.begin(permit, {**FACTS, "outcome": "approve", "duplicates": Decimal(2)})
    assert effects == [StartReview("1", "desk")]


def test_steps_side_by_side_all_start_and_the_next_waits_for_all():
    permit = service(SIDE_BY_SIDE, TELL)
    state, effects = journey.begin(permit, FACTS)
    assert effects == [StartReview("1.1", "fire"), StartReview("1.2", "zoning")]
    state, effects = journey.finish(permit, state, "1.2", APPROVE, FACTS)
    assert effects == []
    state, effects = journey.finish(permit, state, "1.1", APPROVE, FACTS)
    assert effects == [Tell("2", "decision"), Close("approve")]


def test_a_together_whose_steps_are_all_skipped_is_over():
    inside = (review("fire", "fee > 100"), review("zoning", "fee > 100"))
    _, effects = journey.begin(service(Step("together", inside=inside), TELL), FACTS)
    assert effects == [Tell("2", "decision"), Close("refer")]


def test_a_together_that_does_not_apply_skips_what_is_inside():
    step = Step("together", read("fee > 100"), {}, (review("fire"),))
    state, _ = journey.begin(service(step, TELL), FACTS)
    assert [one.status for one in state.steps] == ["skipped", "skipped", "done"]


def test_a_payment_asks_for_the_computed_fee_and_waits():
    permit = service(pay(), issue())
    state, effects = journey.begin(permit, FACTS)
    assert effects == [AskPayment("1", Decimal("12.50"))]
    state, effects = journey.finish(permit, state, "1", {"reference": "X"}, FACTS)
    assert effects == [Issue("2", "letter"), Close("refer")]
    assert state.step("1").result == {"amount": Decimal("12.50"), "reference": "X"}


@pytest.mark.parametrize("fee", [Decimal(0), None, Decimal(-1)])
def test_a_fee_of_nothing_passes(fee: Decimal | None):
    state, effects = journey.begin(service(pay()), {**FACTS, "fee": fee})
    assert effects == [Close("refer")]
    assert state.step("1").status == "skipped"


def test_a_fulfilment_names_who_does_it_and_its_proof_is_asked_for():
    due = {"count": 14, "unit": "days"}
    loan = service(Step("fulfil", None, {"partner": "library", "proof": "photo", "due": due}))
    state, effects = journey.begin(loan, FACTS)
    assert effects == [StartFulfil("1", "library", None, "photo", Promise(14, "days"))]
    with refused("step.proof_missing"):
        journey.finish(loan, state, "1", {"note": "done"}, FACTS)
    assert journey.finish(loan, state, "1", {"files": ["7"]}, FACTS)[1] == [Close("refer")]


@pytest.mark.parametrize(
    ("result", "code"),
    [
        ({"outcome": "refer"}, "ruling.outcome"),
        ({}, "ruling.outcome"),
        ({"outcome": "deny"}, "ruling.reason_missing"),
        ({"outcome": "approve", "reasons": ["nice"]}, "ruling.reason_unknown"),
    ],
)
def test_a_review_ends_in_approve_or_deny_with_reasons_the_service_has(result: dict[str, Any], code: str):
    permit = service(review("desk"))
    state, _ = journey.begin(permit, FACTS)
    with refused(code):
        journey.finish(permit, state, "1", result, FACTS)


def test_a_review_may_be_limited_to_some_outcomes():
    permit = service(review("desk", outcomes=["approve"]))
    state, _ = journey.begin(permit, FACTS)
    with refused("ruling.outcome"):
        journey.finish(permit, state, "1", DENY, FACTS)
    assert rulings.list_outcomes(permit, "1") == ("approve",)
    assert rulings.list_outcomes(permit, "appeal") == rulings.OUTCOMES


def test_a_review_sets_no_output_but_those_it_may_and_an_appeal_those_of_any_review():
    permit = service(review("desk"), review("desk", may_set=["fee"]))
    assert [rulings.list_settable(permit, path) for path in ("1", "2", "appeal")] == [(), ("fee",), ("fee",)]
    rulings.check(permit, "2", rulings.Ruling("approve", outputs={"fee": 1}))
    for path, outputs in (("1", ["fee"]), ("2", ["fee", "area"]), ("appeal", ["area"])):
        with refused("ruling.output_not_settable"):
            rulings.check(permit, path, rulings.Ruling("approve", outputs=dict.fromkeys(outputs, 1)))


def test_a_step_not_reached_or_over_cannot_be_finished():
    permit = service(review("desk"), review("board"))
    state, _ = journey.begin(permit, FACTS)
    with refused("step.not_open"):
        journey.finish(permit, state, "2", APPROVE, FACTS)
    state, _ = journey.finish(permit, state, "1", APPROVE, FACTS)
    with refused("step.not_open"):
        journey.finish(permit, state, "1", APPROVE, FACTS)
    with refused("step.unknown"):
        journey.finish(permit, state, "9", APPROVE, FACTS)


def test_a_together_itself_cannot_be_finished():
    permit = service(SIDE_BY_SIDE)
    state, _ = journey.begin(permit, FACTS)
    with refused("step.not_open"):
        journey.finish(permit, state, "1", APPROVE, FACTS)


def test_a_step_that_asks_waits_until_it_is_answered():
    permit = service(review("desk"))
    state = journey.ask(journey.begin(permit, FACTS)[0], "1")
    assert state.step("1").status == "asking"
    state = journey.answered(state, "1")
    assert state.step("1").status == "waiting"
    with refused("step.not_asking"):
        journey.answered(state, "1")


def test_what_a_review_changes_is_seen_by_later_steps():
    permit = service(review("desk"), pay('outcome = "approve"'))
    state, _ = journey.begin(permit, FACTS)
    _, effects = journey.finish(permit, state, "1", {"outcome": "approve", "outputs": {"fee": Decimal(99)}}, FACTS)
    assert effects == [AskPayment("2", Decimal(99))]


def test_a_review_done_by_mistake_is_undone_and_waits_again():
    permit = service(review("desk"), review("board"), TELL)
    state, _ = journey.begin(permit, FACTS)
    state, _ = journey.finish(permit, state, "1", DENY, FACTS)
    state, effects = journey.undo(permit, state, "1")
    assert effects == [Stop("2"), StartReview("1", "desk")]
    assert [step.status for step in state.steps] == ["undone", "pending", "pending"]
    assert journey.outcome(state, "refer") == "refer"
    _, effects = journey.finish(permit, state, "1", APPROVE, FACTS)
    assert effects == [StartReview("2", "board")]


def test_a_review_side_by_side_is_undone_alone():
    permit = service(SIDE_BY_SIDE, pay())
    state, _ = journey.begin(permit, FACTS)
    state, _ = journey.finish(permit, state, "1.1", APPROVE, FACTS)
    state, _ = journey.finish(permit, state, "1.2", APPROVE, FACTS)
    state, effects = journey.undo(permit, state, "1.1")
    assert effects == [Stop("2"), StartReview("1.1", "fire")]
    assert [step.status for step in state.steps] == ["waiting", "undone", "done", "pending"]


@pytest.mark.parametrize("last", [pay(), issue(), TELL])
def test_nothing_is_undone_once_money_paper_or_word_has_gone_out(last: Step):
    permit = service(review("desk"), last, review("board"))
    state, _ = journey.begin(permit, FACTS)
    state, _ = journey.finish(permit, state, "1", APPROVE, FACTS)
    if last.kind == "pay":
        state, _ = journey.finish(permit, state, "2", {}, FACTS)
    with refused("step.irreversible"):
        journey.undo(permit, state, "1")


def test_only_finished_reviews_and_fulfilments_can_be_undone():
    permit = service(pay(), review("desk"))
    state, _ = journey.begin(permit, FACTS)
    with refused("step.not_undoable"):
        journey.undo(permit, state, "1")
    with refused("step.not_done"):
        journey.undo(permit, state, "2")


def test_withdrawing_stops_what_is_open_and_closes_once():
    state, _ = journey.begin(service(SIDE_BY_SIDE, TELL), FACTS)
    state, effects = journey.withdraw(state)
    assert effects == [Stop("1.1"), Stop("1.2"), Close("withdrawn")]
    with refused("case.closed"):
        journey.withdraw(state)


def test_the_ruling_joins_policy_and_reviews():
    permit = service(SIDE_BY_SIDE)
    state, _ = journey.begin(permit, FACTS)
    state, _ = journey.finish(permit, state, "1.2", {**APPROVE, "conditions": ["By day only"]}, FACTS)
    state, _ = journey.finish(permit, state, "1.1", {**DENY, "outputs": {"fee": Decimal(3)}}, FACTS)
    decided = Decision("refer", {"fee": Decimal(9), "months": Decimal(2)}, ("good",), (), {}, date(2026, 7, 1))
    ruling = journey.ruling(state, decided)
    assert (ruling.outcome, ruling.reasons, ruling.conditions) == ("deny", ("late",), ("By day only",))
    assert ruling.outputs == {"fee": Decimal(3), "months": Decimal(2)}


def test_the_applicant_sees_what_is_done_what_is_under_way_and_what_may_come():
    names = {"en": "Check of the plans"}
    permit = service(
        Step("review", None, {"team": "desk", "name": names}),
        Step("fulfil", None, {"partner": "library"}),
        pay(),
        issue('outcome = "approve"'),
    )
    state, _ = journey.begin(permit, FACTS)
    state, _ = journey.finish(permit, state, "1", APPROVE, FACTS)
    seen = [(s.state, s.kind, s.actor, s.who, s.certain) for s in stages.list_stages(permit, state)]
    assert seen == [
        ("done", "review", "team", "desk", True),
        ("now", "fulfil", "partner", "library", True),
        ("next", "pay", "applicant", None, True),
        ("next", "issue", "city", None, False),
    ]
    assert stages.list_stages(permit, state)[0].name == names


def test_a_step_that_asks_is_the_applicants_turn():
    permit = service(review("desk"))
    state = journey.ask(journey.begin(permit, FACTS)[0], "1")
    assert stages.list_stages(permit, state)[0].actor == "applicant"


RESULTS = st.sampled_from([APPROVE, DENY])
LEAVES = st.sampled_from(
    [
        review("fire"),
        review("zoning", 'outcome = "refer"'),
        pay('outcome != "deny"'),
        issue('outcome = "approve"'),
        TELL,
        Step("fulfil", None, {"team": "crew"}),
    ]
)
STEPS = st.lists(
    st.one_of(
        LEAVES, st.lists(LEAVES, min_size=1, max_size=4).map(lambda inside: Step("together", inside=tuple(inside)))
    ),
    max_size=5,
).map(tuple)


@given(STEPS, st.data())
def test_a_journey_whose_open_steps_get_finished_closes_exactly_once(steps: tuple[Step, ...], data: st.DataObject):
    permit = service(*steps)
    state, effects = journey.begin(permit, FACTS)
    while state.open_steps:
        assert not any(isinstance(effect, Close) for effect in effects)
        step = data.draw(st.sampled_from(state.open_steps))
        result = data.draw(RESULTS) if step.kind == "review" else {}
        state, more = journey.finish(permit, state, step.path, result, FACTS)
        effects += more
    assert [effect for effect in effects if isinstance(effect, Close)] == [effects[-1]]
    assert state.is_over


@given(st.lists(RESULTS, min_size=1, max_size=4), st.data())
def test_the_order_in_which_steps_side_by_side_end_does_not_matter(results: list[dict[str, Any]], data: st.DataObject):
    inside = tuple(review(f"team{number}") for number in range(len(results)))
    permit = service(Step("together", inside=inside), issue('outcome = "approve"'))
    ends = []
    for order in (list(range(len(results))), data.draw(st.permutations(range(len(results))))):
        state, effects = journey.begin(permit, FACTS)
        for number in order:
            state, effects = journey.finish(permit, state, f"1.{number + 1}", results[number], FACTS)
        ends.append((state, effects))
    assert ends[0] == ends[1]
    assert journey.outcome(ends[0][0], "refer") == ("deny" if DENY in results else "approve")


@given(STEPS)
def test_a_journey_survives_json(steps: tuple[Step, ...]):
    permit = service(review("desk"), *steps)
    result = {**APPROVE, "outputs": {"fee": Decimal("8.10"), "until": date(2026, 7, 1), "months": [Decimal(3)]}}
    state, _ = journey.finish(permit, journey.begin(permit, FACTS)[0], "1", result, FACTS)
    assert journey.from_json(json.loads(json.dumps(journey.to_json(state)))) == state
