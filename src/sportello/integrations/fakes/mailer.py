"""Mailers without a server: they keep, write into a folder, are refused, or break."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.policy import SMTPUTF8
from pathlib import Path

from sportello.core import ports
from sportello.core.errors import Refused
from sportello.integrations.smtp import compose

SENDER = "no-reply@sportello.invalid"


@dataclass(frozen=True)
class Sent:
    """One e-mail as it was handed over."""

    address: str
    subject: str
    body: str
    message_id: str
    stop: str = ""


class FakeMailer(ports.Mailer):
    """Keep every e-mail in memory, in `sent`, the latest last."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        """Keep the e-mail; Refused `mail.rejected` for what no server would take."""
        compose(SENDER, address, subject, body, message_id=message_id, stop=stop, at=datetime.now(UTC))
        self.sent.append(Sent(address, subject, body, message_id, stop))


class FolderMailer(ports.Mailer):
    """Write every e-mail into a folder as an .eml file, which any mail program opens; for demonstrations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        """Write the e-mail; one sent again with the same id replaces itself, as it does in a mailbox."""
        message = compose(SENDER, address, subject, body, message_id=message_id, stop=stop, at=datetime.now(UTC))
        path = self._folder / f"{hashlib.sha256(message_id.encode()).hexdigest()[:16]}.eml"
        content = message.as_bytes(policy=SMTPUTF8)
        try:
            path.write_bytes(content)
        except FileNotFoundError:  # the first one
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(content)


class RefusingMailer(ports.Mailer):
    """Take no e-mail for anybody."""

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        """Refused `mail.rejected`, always."""
        raise Refused("mail.rejected", reply=550)


class CrashingMailer(ports.Mailer):
    """Fail in a way nobody foresaw."""

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        """Raise RuntimeError."""
        raise RuntimeError("the mailer's library broke")
