"""Parity: an example of a service, through every door, becomes the same case.

Every example of every tests.yaml of the demo city whose day the test city is open on. A new door is one line in DOORS.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import town as towns
from tests.channels import signing, talking
from tests.channels.api.conftest import APPLY, Program
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import beginnings, cases, decisions, intake, live, sealing
from sportello.core.actors import Actor
from sportello.store.cases import Case
from sportello.store.files import File

Example = Mapping[str, Any]
Files = Mapping[str, bytes]


def _web(town: Town, service: str, example: Example, by: Actor, files: Files, folder: Path) -> str:
    visitor = Visitor(example.get("language", "en"))
    if by.account:
        signing.sign_in(visitor.client, by.account)
    draft = visitor.begin(service)
    visitor.answer_all(town, service, example)
    visitor.post(f"/drafts/{draft}/send")
    return visitor.read_codes()[0]


def _api(town: Town, service: str, example: Example, by: Actor, files: Files, folder: Path) -> str:
    """Over HTTP where nobody has to sign in; the API has no sign-in of residents yet, so else behind its door."""
    if by.account:
        answers = towns.answers_of(town, service, example, by)
        return intake.submit(service, answers, example.get("language", "en"), by=replace(by, channel="api")).reference
    program, text = Program(), json.dumps(example["answers"])
    for name, content in files.items():
        text = text.replace(json.dumps(name), json.dumps(program.upload(name, content).json()["id"]))
    body = {"answers": json.loads(text), "language": example.get("language", "en")}
    return str(program.post(APPLY.format(service), body).json()["reference"])


def _talk(town: Town, service: str, example: Example, by: Actor, files: Files, folder: Path) -> str:
    paths = talking.put_down(files, folder)
    text = json.dumps(example["answers"])
    for name, path in paths.items():
        text = text.replace(json.dumps(name), json.dumps(path))
    by = replace(by, channel="talk")
    holder, said = talking.apply(service, json.loads(text), example.get("language", "en"), by)
    case = Case.objects.filter(id__in=holder.holds).first()
    assert case is not None, said
    return case.reference


DOORS: Mapping[str, Callable[..., str]] = {"web": _web, "api": _api, "talk": _talk}

EXAMPLES = [
    (service, number)
    for service, document in towns.read_demo().services.items()
    for number, example in enumerate(document["tests"])
    if "outcome" in example["expect"] and example["on"] == towns.OPENING.date().isoformat()
]


@pytest.mark.parametrize(("service", "number"), EXAMPLES, ids=[f"{service}-{number}" for service, number in EXAMPLES])
def test_an_example_becomes_the_same_case_through_every_door(
    town: Town, service: str, number: int, tmp_path: Path
) -> None:
    example = town.example(service, number)
    contents = town.pack.services[service]["files"]
    files = {name: base64.b64decode(contents[name]) for name in example["files"]}
    made = {}
    for door, apply in DOORS.items():
        by = towns.applicant(service, example, channel=door)
        case = Case.objects.get(reference=apply(town, service, example, by, files, tmp_path))
        made[door] = _described(case)
        _take_back(case)
    assert made["web"]["outcome"] == example["expect"]["outcome"]
    assert made["web"] == made["api"] == made["talk"]


def _take_back(case: Case) -> None:
    """Withdraw the case, lest the next door's be its duplicate."""
    case.refresh_from_db()
    if case.status != "closed":
        cases.withdraw(case.id, by=Actor(channel="test", holds=frozenset({case.id})))


def _described(case: Case) -> dict[str, Any]:
    """Say all that must not depend on the door; files by what they are, since their ids differ."""
    key = sealing.case_key(case)
    answers = json.dumps(sealing.open_json(key, case.id, "answers", case.sealed), sort_keys=True)
    for file in File.objects.filter(case=case):
        answers = answers.replace(str(file.id), file.sha256)
    decided = decisions.base(case, live.edition(case.edition), key)
    beginnings.begin(case.id)
    return {
        "answers": answers,
        "outcome": case.outcome,
        "language": case.language,
        "edition": case.edition,
        "district": case.district,
        "reasons": decided.reasons,
        "outputs": decided.outputs,
        "rows": decided.rows,
        "steps": sorted(case.tasks.values_list("path", "kind", "team", "partner")),
    }
