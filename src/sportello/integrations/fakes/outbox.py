"""What a demonstration sent, read back from the folders it was written to; no mailbox or phone is involved."""

import json
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

from sportello.core.ports import Sent

MOST = 30


class FolderOutbox:
    """Read what `FolderMailer` and `FolderTexts` wrote."""

    def __init__(self, mail: Path, texts: Path, whatsapp: Path | None = None) -> None:
        self._mail, self._texts, self._whatsapp = mail, texts, whatsapp

    def list_newest(self) -> list[Sent]:
        """List the newest e-mails and text messages, the latest first."""
        written = [(path, "email") for path in self._mail.glob("*.eml")]
        written += [(path, "phone") for path in self._texts.glob("*.json")]
        if self._whatsapp:
            written += [(path, "whatsapp") for path in self._whatsapp.glob("*.json")]
        newest = sorted(((path.stat().st_mtime_ns, path, way) for path, way in written), reverse=True)[:MOST]
        return list(_read((path, way) for _, path, way in newest))


def _read(found: Iterable[tuple[Path, str]]) -> Iterator[Sent]:
    for path, way in found:
        if path.suffix == ".json":
            said = json.loads(path.read_text())
            parts = said.get("parts", 1) if way == "phone" else 0
            yield Sent(way, said["number"], "", said["text"], parts)
        else:
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = message.get_body()
            yield Sent("email", str(message["To"]), str(message["Subject"]), _lines(body.get_content()) if body else "")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
