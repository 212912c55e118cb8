"""What a demonstration sent, read back from the folders it was written to; no mailbox or phone is involved."""

import json
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

from sportello.core.ports import Sent

MOST = 30


class FolderOutbox:
    """Read what `FolderMailer` and `FolderTexts` wrote."""

    def __init__(self, mail: Path, texts: Path) -> None:
        self._mail, self._texts = mail, texts

    def list_newest(self) -> list[Sent]:
        """List the newest e-mails and text messages, the latest first."""
        written = [*self._mail.glob("*.eml"), *self._texts.glob("*.json")]
        newest = sorted(((path.stat().st_mtime_ns, path) for path in written), reverse=True)[:MOST]
        return list(_read(path for _, path in newest))


def _read(paths: Iterable[Path]) -> Iterator[Sent]:
    for path in paths:
        if path.suffix == ".json":
            said = json.loads(path.read_text())
            yield Sent("phone", said["number"], "", said["text"])
        else:
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = message.get_body()
            yield Sent("email", str(message["To"]), str(message["Subject"]), _lines(body.get_content()) if body else "")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
