"""What plays the outside in a demonstration is there in a demonstration alone."""

from pathlib import Path

import pytest

from sportello.site import commands, environment, supervisor


@pytest.mark.parametrize(("demo", "said"), [("no", "SPORTELLO_DEMO is off"), ("yes", "name no stand-in")])
def test_nothing_is_played_where_nothing_should_be(
    demo: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = environment.read({"SPORTELLO_VAR": str(tmp_path), "SPORTELLO_DEMO": demo})
    monkeypatch.setattr(environment, "get", lambda: here)
    assert commands.main(["stand-in"]) == 1 and said in capsys.readouterr().err


def test_a_demonstration_is_given_what_it_has_not(tmp_path: Path) -> None:
    def choose(**given: str) -> dict[str, str]:
        return supervisor._choose_stand_ins(environment.read({"SPORTELLO_VAR": str(tmp_path), **given}))

    chosen = choose(SPORTELLO_DEMO="yes")
    assert set(chosen) == {"SPORTELLO_PAYMENTS_URL", "SPORTELLO_ISSUERS"}
    assert choose(SPORTELLO_DEMO="yes", **chosen) == {} == choose(SPORTELLO_DEMO="no")
