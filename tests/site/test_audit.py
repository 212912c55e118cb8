"""The audit of dependencies says what it found, and what it could not look at: a skip is never silent."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "audit.py"
WEAK = {
    "name": "left-pad",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}],
}


@pytest.fixture
def audit() -> Any:
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_advisory_fails_and_names_what_mends_it(audit: Any, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(audit, "find_obstacle", lambda: "")
    monkeypatch.setattr(audit, "audit", lambda name: [WEAK, {"name": "fine", "version": "1", "vulns": []}])
    assert audit.main(must=False) == 1
    assert "left-pad 1.0: PYSEC-2026-1, mended in 1.1" in capsys.readouterr().out


@pytest.mark.parametrize("must", [False, True])
def test_what_could_not_be_looked_at_is_told_and_may_not_be_for_a_release(
    audit: Any, capsys: Any, monkeypatch: Any, must: bool
) -> None:
    monkeypatch.setattr(audit, "find_obstacle", lambda: "")
    monkeypatch.setattr(audit, "audit", lambda name: [{"name": "mine", "skip_reason": "not found on PyPI"}])
    assert audit.main(must=must) == int(must)
    assert "NOT RUN for 1 packages" in capsys.readouterr().out
    monkeypatch.setattr(audit, "find_obstacle", lambda: "no route")
    assert audit.main(must=must) == int(must)
    assert "NOT RUN, no advisories here (no route)" in capsys.readouterr().out


def test_where_all_was_looked_at_and_nothing_found_it_says_ok(audit: Any, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(audit, "find_obstacle", lambda: "")
    monkeypatch.setattr(audit, "audit", lambda name: [{"name": "fine", "version": "1", "vulns": []}])
    assert audit.main(must=True) == 0 and capsys.readouterr().out == "ok\n"
