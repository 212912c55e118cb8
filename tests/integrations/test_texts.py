"""Text messages: what the stand-ins keep, refuse and break; and what a demonstration reads back."""

from pathlib import Path

import pytest
from tests.town import code_of

from sportello.core.ports import Sent
from sportello.core.texting import Text
from sportello.integrations import fakes

NUMBER = "+12145550142"
TEXT = Text("account-text-code-short", "es", {"code": "123456"}, "123456 es su código")


def test_a_text_message_is_kept_in_memory() -> None:
    texts = fakes.FakeTexts()
    assert texts.send(NUMBER, TEXT, message_id="1") != texts.send(NUMBER, TEXT, message_id="2")
    kept = texts.sent[0]
    assert (kept.number, kept.text, kept.template, kept.parameters) == (
        NUMBER,
        TEXT.words,
        TEXT.template,
        TEXT.parameters,
    )


def test_a_network_may_refuse_one_number() -> None:
    texts = fakes.FakeTexts()
    texts.refuses[NUMBER] = "texts.cannot"
    assert code_of(lambda: texts.send(NUMBER, TEXT, message_id="1")) == "texts.cannot"
    assert texts.send("+12145550143", TEXT, message_id="2")


def test_a_demonstration_reads_what_was_sent_the_latest_first(tmp_path: Path) -> None:
    mail, texts, whatsapp = tmp_path / "mail", tmp_path / "texts", tmp_path / "whatsapp"
    outbox = fakes.FolderOutbox(mail, texts, whatsapp)
    assert outbox.list_newest() == []
    fakes.FolderMailer(mail).send("ana@example.org", "¿Qué?", "Line one\nLine two\n", message_id="1")
    for _ in range(2):
        fakes.FolderTexts(texts).send(NUMBER, TEXT, message_id="2")
    fakes.FolderTexts(whatsapp).send(NUMBER, TEXT, message_id="3")
    assert outbox.list_newest() == [
        Sent("whatsapp", NUMBER, "", TEXT.words),
        Sent("phone", NUMBER, "", TEXT.words, 1),
        Sent("email", "ana@example.org", "¿Qué?", "Line one\nLine two\n"),
    ]


def test_some_networks_refuse_and_some_break() -> None:
    assert code_of(lambda: fakes.RefusingTexts().send(NUMBER, TEXT, message_id="1")) == "texts.rejected"
    with pytest.raises(RuntimeError):
        fakes.CrashingTexts().send(NUMBER, TEXT, message_id="1")
