"""A decision's bundle is the same bytes for the same decision, and deciding it again shows every difference."""

import dataclasses
import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
import rfc8785

from sportello.core import decisions, feel, parts, policy
from sportello.core.errors import Refused

TYPES = {
    "rent": feel.MONEY,
    "since": feel.DATE,
    "household": feel.list_of(feel.context({"age": feel.INTEGER})),
    "note": feel.STRING,
}
INPUTS = {"rent": Decimal("900.50"), "since": date(2020, 3, 1), "household": [{"age": Decimal(40)}], "note": "12"}
ON = date(2020, 5, 4)


def rules(limit="1000"):
    values = [{"from": "2020-01-01", "source": "law", "value": limit}]
    table = "rent,since,|F,outcome,reason,amount\n< cap,-,|,approve,low,rent / 3\n-,-,|,deny,high,0\n"
    document = {"parameters": {"cap": {"values": values}}, "facts": [{"people": "count(household)"}]}
    return policy.build_policy({**document, "tables": [{"name": "t", "csv": table}]}, TYPES)


def kept():
    return decisions.bundle(rules().decide(INPUTS, ON), "e" * 64, INPUTS, ON)


def test_a_bundle_is_canonical_json_with_every_number_as_text():
    bundle = kept()
    document = json.loads(bundle.json)
    assert bundle.json == rfc8785.dumps(document)
    assert document["inputs"] == {"rent": "900.5", "since": "2020-03-01", "household": [{"age": "40"}], "note": "12"}
    assert document["outputs"] == {"amount": "300.1666666666666666666666666666667"}
    assert (document["rows"], document["feel"], document["edition"]) == (["t:2"], "feel/v1", "e" * 64)
    assert bundle.hash == hashlib.sha256(bundle.json).hexdigest()


def test_equal_inputs_give_equal_bytes_however_they_are_written():
    same = {**dict(reversed(INPUTS.items())), "rent": Decimal("900.5000")}
    again = decisions.bundle(rules().decide(same, ON), "e" * 64, same, ON)
    assert again == kept()


def test_a_decision_replayed_under_its_policy_shows_no_difference():
    assert decisions.replay(kept().json, rules()) == []


def test_another_policy_shows_each_difference():
    differences = decisions.replay(kept().json, rules(limit="500"))
    assert 'outcome: kept "approve", now "deny"' in differences
    assert any(each.startswith("outputs.amount: ") for each in differences)


def test_an_altered_input_shows():
    altered = kept().json.replace(b'"900.5"', b'"1900.5"')
    assert any(each.startswith("rows: ") for each in decisions.replay(altered, rules()))


def test_a_version_of_feel_we_do_not_speak_is_refused():
    with pytest.raises(Refused) as refused:
        decisions.replay(kept().json.replace(b"feel/v1", b"feel/v9"), rules())
    assert refused.value.code == "decision.feel"


def apart():
    """Keep the decision with what was said of `since` and `note` apart; the fact `late` tells of the first."""
    part = parts.Part("co_applicant", {}, {"since": "2020-03-01", "note": "12"}, "ab" * 32)
    policy_ = dataclasses.replace(rules(), facts=(*rules().facts, ("late", feel.read_expression("since", TYPES))))
    return decisions.bundle_apart(policy_.decide(INPUTS, ON), "e" * 64, INPUTS, ON, policy_, (part,)), policy_, part


def test_a_bundle_says_nothing_of_what_is_kept_apart_but_commits_to_it():
    bundle, policy_, part = apart()
    document = json.loads(bundle.json)
    assert document["own"] == {"co_applicant": part.commitment} and document["facts"] == {"people": "1"}
    assert document["inputs"].keys() == {"rent", "household"} and b"2020-03-01" not in bundle.json
    assert decisions.replay(bundle.json, policy_, (part,)) == []


def test_what_is_kept_apart_is_proven_while_it_is_there_and_missed_once_it_is_not():
    bundle, policy_, part = apart()
    altered = dataclasses.replace(part, inputs={**part.inputs, "note": "13"})
    assert [one[:16] for one in decisions.replay(bundle.json, policy_, (altered,))] == ["own.co_applicant"]
    with pytest.raises(Refused, match=r"decision\.erased"):
        decisions.replay(bundle.json, policy_)


def test_a_decision_of_which_a_part_is_erased_is_recalled_as_it_was_made():
    bundle, policy_, part = apart()
    kept_whole, kept_without = (decisions.recall(json.loads(bundle.json), policy_, one) for one in ((part,), ()))
    assert kept_whole == (INPUTS, policy_.decide(INPUTS, ON))
    inputs, decision = kept_without
    assert inputs == {**INPUTS, "since": None, "note": None}
    assert decision == dataclasses.replace(kept_whole[1], facts={"people": Decimal(1), "late": None})
