"""The examples of `tests.yaml`: answers typed by their questions, and what is expected. Runs none of them."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sportello.packs.errors import name_unknown
from sportello.packs.shapes import (
    Reading,
    Shape,
    iso_date,
    kind_of,
    known,
    list_of,
    one_of,
    plain,
    record,
    word,
)
from sportello.packs.yamlfile import Node

OUTCOMES = ("approve", "deny", "refer")
ASSURANCES = ("none", "low", "substantial", "high")
Questions = Sequence[Mapping[str, Any] | None]


def read_examples(node: Node, questions: Questions, reading: Reading) -> list[dict[str, Any]]:
    """Read the examples; each also lists the `files` its answers name, which lie beside tests.yaml."""

    def read_answers(answers: Node, reading: Reading) -> dict[str, Any]:
        return _answers(answers, questions, reading)

    shape = record(
        {"name": word, "on": iso_date, "answers": read_answers, "expect": _expectation(questions)},
        {
            "language": one_of("language", *reading.languages),
            "assurance": one_of("assurance", *ASSURANCES),
            "confirmed": list_of(known("question")),
        },
    )

    def read_example(entry: Node, reading: Reading) -> dict[str, Any]:
        example: dict[str, Any] = shape(entry, reading) or {}
        example["files"] = _list_files(example.get("answers") or {}, questions)
        _check_files(entry, example["files"], reading)
        return example

    return list_of(read_example)(node, reading) or []


def _expectation(questions: Questions) -> Shape:
    shape = record(
        {},
        {
            "outcome": one_of("outcome", *OUTCOMES),
            "reasons": list_of(known("reason")),
            "outputs": lambda node, reading: {key: plain(inner) for key, inner in node.members.items()},
            "problems": lambda node, reading: _problems(node, questions, reading),
        },
    )

    def read(node: Node, reading: Reading) -> Any:
        if ("outcome" in node.members) == ("problems" in node.members):
            reading.add(node, "an example expects either an 'outcome' or 'problems'")
        return shape(node, reading)

    return read


def _problems(node: Node, questions: Questions, reading: Reading) -> dict[str, Any]:
    ids = [question["id"] for question in questions if question]
    for path, inner in node.members.items():
        if path.partition(".")[0] not in ids and None not in questions:
            reading.add(inner, name_unknown("question", path.partition(".")[0], ids))
    return {path: word(inner, reading) for path, inner in node.members.items()}


def _answers(node: Node, questions: Questions, reading: Reading) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        reading.add(node, f"expected answers by question, found {kind_of(node)}")
        return {}
    by_id = {question["id"]: question for question in questions if question and question.get("id")}
    answers = {}
    for id_, inner in node.members.items():
        if id_ in by_id:
            answers[id_] = read_answer(inner, by_id[id_], reading)
        elif None not in questions:
            reading.add(inner, name_unknown("question", id_, by_id))
    return answers


def read_answer(node: Node, question: Mapping[str, Any], reading: Reading) -> Any:
    """Read an answer in the API's form; what its type does not take stays text: examples may be wrong."""
    text = node.text
    match question["type"]:
        case "integer" if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
            return int(text)
        case "yes_no" if text in ("true", "false"):
            return text == "true"
        case "group":
            return [_answers(row, question.get("questions") or [], reading) for row in node.entries]
        case "address":
            return _address(node)
    return plain(node)


def _address(node: Node) -> Any:
    address = plain(node)
    if isinstance(address, dict):
        if address.get("fixed") in ("true", "false"):
            address["fixed"] = address["fixed"] == "true"
        if isinstance(address.get("point"), list):
            address["point"] = [float(part) if _is_number(part) else part for part in address["point"]]
    return address


def _list_files(answers: Mapping[str, Any], questions: Questions) -> list[str]:
    files: list[str] = []
    for question in questions:
        answer = answers.get(question["id"]) if question and question.get("id") else None
        if question and answer and question["type"] == "file":
            files += answer if isinstance(answer, list) else [answer]
        elif question and answer and question["type"] == "group":
            for row in answer:
                files += _list_files(row, question.get("questions") or [])
    return sorted(set(files))


def _check_files(entry: Node, files: list[str], reading: Reading) -> None:
    folder = Path(entry.file).parent
    beside = [path.name for path in folder.iterdir() if path.is_file()]
    for name in files:
        if name not in beside:
            reading.add(entry.find(["answers"]), name_unknown("file", name, beside))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
