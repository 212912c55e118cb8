"""Networks of phones without a network: they keep texts, write them into a folder, refuse, or break."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from sportello.core import texting
from sportello.core.errors import Refused


@dataclass(frozen=True)
class SentText:
    """One text as it was handed over, and of which template with which parameters it was made."""

    number: str
    text: str
    message_id: str
    template: str
    language: str
    parameters: Mapping[str, str]
    parts: int


class FakeTexts:
    """Keep every text in memory, in `sent`, the latest last, and give each an id.

    `refuses` says, by number, with which code this network refuses: who is not on it, or has told it to stop.
    """

    def __init__(self) -> None:
        self.sent: list[SentText] = []
        self.refuses: dict[str, str] = {}

    def send(self, number: str, text: texting.Text, *, message_id: str) -> str:
        """Keep the text, unless this number is refused."""
        if number in self.refuses:
            raise Refused(self.refuses[number])
        self.sent.append(_keep(number, text, message_id))
        return uuid4().hex


class FolderTexts:
    """Write every text into a folder as a .json file; for demonstrations. No receipt ever comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, number: str, text: texting.Text, *, message_id: str) -> str:
        """Write the text; one sent again with the same id replaces itself."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.sha256(message_id.encode()).hexdigest()[:16]
        (self._folder / f"{name}.json").write_text(json.dumps(asdict(_keep(number, text, message_id))))
        return ""


class RefusingTexts:
    """Take no text for anybody."""

    def send(self, number: str, text: texting.Text, *, message_id: str) -> str:
        """Refused `texts.rejected`, always."""
        raise Refused("texts.rejected")


class CrashingTexts:
    """Fail in a way nobody foresaw."""

    def send(self, number: str, text: texting.Text, *, message_id: str) -> str:
        """Raise RuntimeError."""
        raise RuntimeError("the library of text messages broke")


def _keep(number: str, text: texting.Text, message_id: str) -> SentText:
    parts = texting.count_parts(text.words)
    return SentText(number, text.words, message_id, text.template, text.language, text.parameters, parts)
