"""Text messages without a network: they are kept, written into a folder, refused, or break."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sportello.core.errors import Refused


@dataclass(frozen=True)
class SentText:
    """One text message as it was handed over."""

    number: str
    text: str
    message_id: str


class FakeTexts:
    """Keep every text message in memory, in `sent`, the latest last."""

    def __init__(self) -> None:
        self.sent: list[SentText] = []

    def send(self, number: str, text: str, *, message_id: str) -> None:
        """Keep the text message."""
        self.sent.append(SentText(number, text, message_id))


class FolderTexts:
    """Write every text message into a folder as a .json file; for demonstrations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, number: str, text: str, *, message_id: str) -> None:
        """Write the text message; one sent again with the same id replaces itself."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.sha256(message_id.encode()).hexdigest()[:16]
        (self._folder / f"{name}.json").write_text(json.dumps(asdict(SentText(number, text, message_id))))


class RefusingTexts:
    """Take no text message for anybody."""

    def send(self, number: str, text: str, *, message_id: str) -> None:
        """Refused `texts.rejected`, always."""
        raise Refused("texts.rejected")


class CrashingTexts:
    """Fail in a way nobody foresaw."""

    def send(self, number: str, text: str, *, message_id: str) -> None:
        """Raise RuntimeError."""
        raise RuntimeError("the library of text messages broke")
