"""Text messages: what the stand-ins keep, refuse and break; and what a demonstration reads back."""

from pathlib import Path

import pytest
from tests.town import code_of

from sportello.core.ports import Sent
from sportello.integrations import fakes

NUMBER, TEXT = "+12145550142", "123456 es su código"


def test_a_text_message_is_kept_in_memory() -> None:
    texts = fakes.FakeTexts()
    texts.send(NUMBER, TEXT, message_id="1")
    assert [(one.number, one.text) for one in texts.sent] == [(NUMBER, TEXT)]


def test_a_demonstration_reads_what_was_sent_the_latest_first(tmp_path: Path) -> None:
    mail, texts = tmp_path / "mail", tmp_path / "texts"
    outbox = fakes.FolderOutbox(mail, texts)
    assert outbox.list_newest() == []
    fakes.FolderMailer(mail).send("ana@example.org", "¿Qué?", "Line one\nLine two\n", message_id="1")
    for _ in range(2):
        fakes.FolderTexts(texts).send(NUMBER, TEXT, message_id="2")
    assert outbox.list_newest() == [
        Sent("phone", NUMBER, "", TEXT),
        Sent("email", "ana@example.org", "¿Qué?", "Line one\nLine two\n"),
    ]


def test_some_networks_refuse_and_some_break() -> None:
    assert code_of(lambda: fakes.RefusingTexts().send(NUMBER, TEXT, message_id="1")) == "texts.rejected"
    with pytest.raises(RuntimeError):
        fakes.CrashingTexts().send(NUMBER, TEXT, message_id="1")
