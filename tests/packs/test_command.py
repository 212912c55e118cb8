"""`sportello check FOLDER`: what it prints, and its exit code."""

import json
from pathlib import Path

import pytest
from tests.packs.small import SmallPack

from sportello.site import commands

SUMMARY = "grant: 5 questions, 2 of 2 examples passed, eligibility (3 rows, exact)"


def test_a_good_pack_is_summed_up_by_service(pack: SmallPack, capsys: pytest.CaptureFixture[str]):
    assert commands.main(["check", str(pack.folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [SUMMARY, "nothing wrong"]


def test_a_broken_pack_is_told_with_file_and_line_and_fails(pack: SmallPack, capsys: pytest.CaptureFixture[str]):
    pack.replace("city.yaml", "currency: USD", "currency: dollars")
    assert commands.main(["check", str(pack.folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{pack.folder}/city.yaml:4: unknown currency 'dollars'",
        "1 error, 0 warnings",
    ]


def test_json_says_the_same(pack: SmallPack, capsys: pytest.CaptureFixture[str]):
    pack.replace("services/grant/tests.yaml", "outcome: approve", "outcome: deny")
    assert commands.main(["check", str(pack.folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["good"], found["errors"][0]["line"], found["errors"][0]["level"]) == (False, 6, "error")
    assert found["services"][0] | {"tables": []} == {
        "id": "grant",
        "questions": 5,
        "examples": 2,
        "passed": 1,
        "tables": [],
    }


def test_a_folder_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert commands.main(["check", str(tmp_path / "nowhere")]) == 1
    assert "the file is missing; a pack is a folder with a city.yaml" in capsys.readouterr().out
