"""The pack that docs/pack.md shows is a good pack, and what the page lists is what there is."""

import csv
import re
from pathlib import Path

import pytest

from sportello.core import feel, journey, questions
from sportello.packs import checking, schema

PAGE = (Path(__file__).parents[2] / "docs/pack.md").read_text("utf-8")
FILE = re.compile(r"^`([\w/.-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


FORM = re.compile(r"^\| ([\w ]+) \| `(.+)` \| `(.+)` \| ([\w ]+) \|$", re.MULTILINE)


def test_each_form_of_a_text_in_a_table_is_as_the_page_says():
    tenure = feel.optional(feel.choice("rent", "own", "a car", "no home"))
    forms = FORM.findall(PAGE)
    assert len(forms) == 7
    for says, cell, written, holds in forms:
        assert next(csv.reader([written])) == [cell]
        test = feel.read_unary(cell, tenure, {})
        assert test(holds) is True
        assert (test(None) is True) == ("no answer" in says)


def test_the_pack_shown_from_nothing_to_live_has_nothing_wrong(tmp_path: Path):
    files = FILE.findall(PAGE)
    assert len(files) == 5
    for name, text in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    checked = checking.examine(tmp_path)
    assert [str(error) for error in checked.errors] == []
    assert [(service.id, service.passed) for service in checked.services] == [("library-card", 5)]


def test_the_schema_knows_every_question_type_with_its_settings():
    assert {kind: set(settings) for kind, settings in schema.QUESTION_TYPES.items()} == {
        kind: set(found.settings) for kind, found in questions.KINDS.items()
    }


@pytest.mark.parametrize("name", [*schema.QUESTION_TYPES, *journey.KINDS])
def test_the_page_lists_every_question_type_and_kind_of_step(name: str):
    assert f"\n| {name} |" in PAGE
