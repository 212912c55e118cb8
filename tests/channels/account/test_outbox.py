"""What a demonstration sent: whoever plays the resident reads it, and answers as the phone would."""

from pathlib import Path
from typing import Any

from tests import town as towns
from tests.channels.account import people
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import contacts
from sportello.core.delivery import STOPPED
from sportello.integrations import fakes


def test_a_text_shows_what_it_costs_and_stop_answered_there_is_heard(
    town: Town, visitor: Visitor, settings: Any, tmp_path: Path
) -> None:
    number = people.new_phone()
    account = people.join(visitor, town, number)
    settings.DEMO = True
    texts, outbox = fakes.FolderTexts(tmp_path / "texts"), fakes.FolderOutbox(tmp_path / "mail", tmp_path / "texts")
    with towns.with_parts(texts=texts, outbox=outbox):
        visitor.post("/sign-in", contact=number)
        towns.run_jobs()
        visitor.get("/outbox")
        assert number in visitor.text and "One text message." in visitor.text
        visitor.post("/outbox", number=number, text="stop")
        towns.run_jobs()
        visitor.get("/outbox")
        assert "you get no more messages on this phone" in visitor.text
    assert [one.silenced for one in contacts.list_of(account)] == [STOPPED]
