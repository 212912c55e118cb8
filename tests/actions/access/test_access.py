"""Who may do what, as one table (`table.py`): every deed with what it answers to everybody.

A deed that is not in the table fails here, and says what to add.
"""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests import town as towns
from tests.actions.access.inside import INSIDE, WITHOUT
from tests.actions.access.people import GROUPS, WHO, Theirs, build, expand
from tests.actions.access.table import TABLE, Deed
from tests.town import Town

import sportello.actions
from sportello.actions import cases, documents, drafts, files, intake
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.integrations.fakes import FakePayments

CHANNELS = Path(sportello.__file__).parent / "channels"
ADD = "add a line to tests/actions/access/table.py that says what it answers to whom"
EXPLAIN = "let it take `by`, or add it to WITHOUT of tests/actions/access/inside.py, under why it needs to know nobody"


class Undone(Exception):
    """Ends a deed that was allowed, so that the next finds everything as it was."""


def list_functions() -> Iterator[tuple[str, Any]]:
    """List every public function of every action module, below packages too, by `module.function`."""
    path, prefix = sportello.actions.__path__, f"{sportello.actions.__name__}."
    for found in pkgutil.walk_packages(path, prefix):
        for name, function in inspect.getmembers(import_module(found.name), inspect.isfunction):
            if function.__module__ == found.name and not name.startswith("_"):
                yield f"{found.name.removeprefix(prefix)}.{name}", function


def takes_actor(function: Any) -> bool:
    return "by" in inspect.signature(function).parameters


def names(lists: dict[str, str]) -> list[str]:
    return [name for several in lists.values() for name in several.split()]


def short(name: str) -> str:
    """Give a function's name as callers write it: without its package."""
    return ".".join(name.split(".")[-2:])


def read(answers: str) -> dict[str, str]:
    """Read a line's answers: who gets which."""
    otherwise, *named = answers.split("; ")
    told = dict.fromkeys(WHO, otherwise)
    for answer, who in (one.split(": ") for one in named):
        told.update(dict.fromkeys(expand(who), answer))
    return told


def answer_to(deed: Deed, on: Theirs, by: Actor) -> str:
    try:
        with transaction.atomic():
            given = deed(on, by)
            raise Undone
    except Undone:
        return "yes" if given or given is None else "nothing"
    except Refused as refused:
        return refused.code


@pytest.fixture(scope="module")
def theirs(built_town: Town) -> Iterator[Theirs]:
    built_town.clock.at = towns.OPENING
    with towns.with_parts(payments=FakePayments()):
        yield build(built_town)


@pytest.fixture(scope="module")
def everybody(theirs: Theirs) -> dict[str, Actor]:
    return {who: make(theirs) for who, make in WHO.items()}


def test_every_deed_is_in_the_table() -> None:
    deeds = {name for name, function in list_functions() if takes_actor(function)}
    listed = set(TABLE) | set(names(INSIDE))
    assert deeds - listed == set(), f"{ADD}: {', '.join(sorted(deeds - listed))}"
    assert listed - deeds == set(), f"no such deeds any more: {', '.join(sorted(listed - deeds))}"


def test_whatever_takes_no_actor_has_a_reason() -> None:
    found = {name for name, function in list_functions() if not takes_actor(function)}
    listed = set(names(WITHOUT))
    assert found - listed == set(), f"{EXPLAIN}: {', '.join(sorted(found - listed))}"
    assert listed - found == set(), f"no such functions any more: {', '.join(sorted(listed - found))}"


def test_nothing_is_listed_twice_and_everybody_named_exists() -> None:
    listed = [*TABLE, *names(INSIDE), *names(WITHOUT)]
    assert len(listed) == len(set(listed))
    assert {who for _, answers in TABLE.values() for who in read(answers)} == set(WHO)
    assert not set(GROUPS) & set(WHO)


def test_no_channel_calls_what_is_done_within_another_deed() -> None:
    reasons = [(reason, several.split()) for lists in (INSIDE, WITHOUT) for reason, several in lists.items()]
    within = {short(name) for reason, several in reasons if reason.startswith("within") for name in several}
    called = {call for path in CHANNELS.rglob("*.py") for call in re.findall(r"\b(\w+\.\w+)\(", path.read_text())}
    assert within & called == set()


@pytest.mark.parametrize("name", TABLE)
def test_a_deed_answers_everybody_as_the_table_says(
    town: Town, theirs: Theirs, everybody: dict[str, Actor], name: str
) -> None:
    deed, answers = TABLE[name]
    expected = read(answers)
    given = {who: answer_to(deed, theirs, by) for who, by in everybody.items()}
    assert {who: one for who, one in given.items() if one != expected[who]} == {}


def test_another_ones_file_is_sent_with_no_application(town: Town, theirs: Theirs) -> None:
    where = {"line": "1 Open Street", "place": "old-town"}
    answers = {"kind": "pothole", "where": where, "private_land": False, "dangerous": False}
    for by in (towns.stranger(), towns.resident(), theirs.dora):
        code = towns.code_of(
            lambda by=by: intake.submit("street-defect", {**answers, "photo": [str(theirs.free)]}, "en", by=by)  # type: ignore[misc]
        )
        assert code == "application.invalid"


def test_whoever_shows_the_secret_is_the_applicant(town: Town, theirs: Theirs) -> None:
    by = Actor("web", holds=frozenset({theirs.case, theirs.draft, theirs.free}))
    assert cases.get_id(theirs.reference, by=by) == theirs.case
    assert cases.get_status(theirs.case, by=by) and drafts.get(theirs.draft, by=by)
    assert files.read(theirs.paper, by=by) and documents.read(theirs.document, by=by)
