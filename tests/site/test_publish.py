"""Publishing by command: what the check refuses is not published, and what waits is not proposed again."""

import shutil
from pathlib import Path

import pytest
from tests import town as towns
from tests.town import Town

from sportello.core.actors import Role
from sportello.packs import reading
from sportello.site import commands, publishing, wiring
from sportello.store.accounts import Account
from sportello.store.editions import Edition

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


def test_what_is_proposed_already_is_told_with_its_number_and_left(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(DEMO, tmp_path / "demo")
    service = folder / "services" / "street-defect" / "service.yaml"
    service.write_text(service.read_text().replace("promise: 15 working days", "promise: 14 working days"))
    monkeypatch.setattr(wiring, "install", lambda: None)
    login = Account.objects.get(id=towns.staff("*", Role.PUBLISHER).account).login
    today = publishing.local_today(town.pack.city)
    for told in ("waits: ", f"is proposed already, to count from {today}, and waits: "):
        arguments = commands.make_parser(["publish"]).parse_args(["publish", str(folder), "--by", login])
        assert arguments.module.run(arguments) == 0
        waits = Edition.objects.get(subject="street-defect", approved_at=None)
        line = f"street-defect  {waits.hash[:12]}  {told}sportello approve {waits.id} --by LOGIN"
        assert line in capsys.readouterr().out
    waits.delete()
