"""A line for whoever sits at a terminal, and nothing for anybody else."""

import sys

import pytest

from sportello.site.progress import CLEAR, Progress


def work() -> None:
    with Progress() as progress:
        progress.tell("10 leaves")
        progress.tell("11 leaves")
        progress.print("leaf 3: missing")


def test_where_nobody_sits_at_a_terminal_only_what_was_found_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    work()
    assert tuple(capsys.readouterr()) == ("leaf 3: missing\n", "")


def test_at_a_terminal_the_line_is_shown_now_and_then_and_taken_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    work()
    found, line = capsys.readouterr()
    assert found == "leaf 3: missing\n"
    assert line.count("10 leaves") == 1 and "11 leaves" not in line and line.endswith(CLEAR)
