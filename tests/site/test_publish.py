"""What the check refuses is not published either."""

import shutil
from pathlib import Path

import pytest
from tests.town import Town

from sportello.packs import reading
from sportello.site import commands, wiring

DEMO = Path(__file__).resolve().parents[2] / "cities" / "demo"


def test_a_pack_with_an_error_in_a_table_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(DEMO, tmp_path / "demo")
    table = folder / "services" / "street-defect" / "triage.csv"
    table.write_text(table.read_text().replace("accepted", "acceptedd"))
    assert commands.main(["publish", str(folder), "--by", "publisher.one"]) == 1
    told = capsys.readouterr().err
    assert "triage.csv:" in told and "acceptedd" in told and "Nothing was published" in told


def test_a_folder_is_read_once(town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    read, scan = [], reading.scan_folder
    monkeypatch.setattr(reading, "scan_folder", lambda folder: read.append(folder) or scan(folder))
    monkeypatch.setattr(wiring, "install", lambda: None)
    arguments = commands.make_parser(["publish"]).parse_args(["publish", str(DEMO)])
    assert arguments.module.run(arguments) == 0
    assert read == [DEMO] and "nothing was published" in capsys.readouterr().out
