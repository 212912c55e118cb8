"""What the check refuses is not published either."""

import shutil
from pathlib import Path

import pytest

from sportello.site import commands

DEMO = Path(__file__).resolve().parents[2] / "cities" / "demo"


def test_a_pack_with_an_error_in_a_table_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(DEMO, tmp_path / "demo")
    table = folder / "services" / "street-defect" / "triage.csv"
    table.write_text(table.read_text().replace("accepted", "acceptedd"))
    assert commands.main(["publish", str(folder), "--by", "publisher.one"]) == 1
    told = capsys.readouterr().err
    assert "triage.csv:" in told and "acceptedd" in told and "Nothing was published" in told
