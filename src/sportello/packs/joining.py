"""What must hold where two people may apply together: who, and which answers are whose. Knows no YAML."""

from collections.abc import Iterator, Mapping
from typing import Any

from sportello.core.parts import CO_APPLICANT
from sportello.packs.reading import Document
from sportello.packs.rules import Finding, Path


def check(document: Document) -> Iterator[Finding]:
    """Check which questions ask of one of two applicants alone."""
    written = document["service"]
    may_join = bool(written.get("co_applicant"))
    if may_join and "at_once" in written:
        yield Finding(("co_applicant",), "what one press applies for ('at_once') is nobody's to join")
    for number, question in enumerate(written["questions"]):
        at: Path = ("questions", number)
        if "about" in question:
            yield from _check_about(question, at, may_join=may_join)
        for inner, one in enumerate(question.get("questions", ())):
            if "about" in one:
                message = "'about' is said of a whole group, not of a question in it"
                yield Finding((*at, "questions", inner, "about"), message)


def _check_about(question: Mapping[str, Any], at: Path, *, may_join: bool) -> Iterator[Finding]:
    id_, about = question["id"], question["about"]
    if not may_join:
        yield Finding((*at, "about"), "nobody may join this service: say under 'co_applicant' who may")
    if question["type"] == "file" or any(one["type"] == "file" for one in question.get("questions", ())):
        yield Finding((*at, "about"), f"'{id_}' takes files, which belong to both: it cannot be about one")
    if about == CO_APPLICANT and question.get("once"):
        yield Finding((*at, "once"), f"'{id_}' is about somebody else: it cannot be offered to the applicant again")
    if about == CO_APPLICANT and "when" not in question and not question.get("optional"):
        yield Finding(at, f"'{id_}' is asked of who applies alone too: give it a 'when', or make it optional")
