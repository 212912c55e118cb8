"""The pack that docs/pack.md shows is a good pack, and what the page lists is what there is."""

import re
from pathlib import Path

import pytest

from sportello.core import journey, questions
from sportello.packs import checking, schema

PAGE = (Path(__file__).parents[2] / "docs/pack.md").read_text("utf-8")
FILE = re.compile(r"^`([\w/.-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


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
