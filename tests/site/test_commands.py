"""The `sportello` command: every module of the folder is one, and keeps the contract."""

import importlib
import subprocess
import sys

import pytest

from sportello.core.errors import Refused
from sportello.site import commands


@pytest.mark.parametrize("name", commands.list_names())
def test_every_command_keeps_the_contract(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(f"{commands.__name__}.{name.replace('-', '_')}")
    assert module.HELP[0].islower()
    assert not module.HELP.endswith(".")
    with pytest.raises(SystemExit) as end:
        commands.main([name, "--help"])
    assert end.value.code == 0
    assert module.__doc__.splitlines()[0] in capsys.readouterr().out


def test_help_lists_every_command_without_waiting_for_what_they_bring() -> None:
    heavy = {"cryptography", "django", "granian", "lark", "numpy", "psycopg", "yaml"}
    code = "import sys; from sportello.site.commands import main\ntry: main(['--help'])\n"
    code += "finally: print(*sys.modules, file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert not heavy & set(told.stderr.split())
    assert all(f"    {name}" in told.stdout for name in commands.list_names())


def test_a_failure_is_one_line_and_exit_code_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sportello.site import environment

    monkeypatch.setenv("SPORTELLO_PORT", "none")
    environment.get.cache_clear()
    assert commands.main(["run"]) == 1
    monkeypatch.undo()
    environment.get.cache_clear()
    told = capsys.readouterr().err
    assert told.startswith("sportello: SPORTELLO_PORT is 'none'")
    assert told.count("\n") == 1


def test_a_refusal_is_told_in_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise Refused("edition.already_approved", subject="library-card")

    monkeypatch.setattr(commands, "_run", refuse)
    assert commands.main(["check", "."]) == 1
    told = "sportello: This edition of library-card has been approved already. Nothing was changed.\n"
    assert capsys.readouterr().err.replace("\u2068", "").replace("\u2069", "") == told
