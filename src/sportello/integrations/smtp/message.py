"""One e-mail as MIME. Knows no server."""

from binascii import b2a_qp
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any, Self

from sportello.core.errors import Refused

LONGEST_LINE = 76  # characters, with a colon and a space besides (RFC 5322, 2.1.1)
ALIKE = {
    "Auto-Submitted": "auto-generated",
    "Content-Type": 'text/plain; charset="utf-8"',
    "Content-Transfer-Encoding": "quoted-printable",
    "MIME-Version": "1.0",
}


def compose(
    sender: str, address: str, subject: str, body: str, *, message_id: str, at: datetime, stop: str = ""
) -> EmailMessage:
    """Write an e-mail in plain UTF-8 text, marked as sent by a machine (RFC 3834: no vacation replies to it).

    `sender` is `Name <address>` or an address. Refused `mail.rejected` (reason `address` or `header`) when
    the address is not exactly one, or when a line break would let a header's text pass for another header.
    `stop` is where one click lets no more come (RFC 8058).
    """
    message = EmailMessage(policy=SMTP)
    if any(len(f"{text}-".splitlines()) > 1 or "\0" in text for text in (address, subject, message_id, stop)):
        raise Refused("mail.rejected", reason="header")
    message["From"] = _header("From", sender)
    message["To"] = _header("To", _read_address(address))
    message["Subject"] = _header("Subject", subject)
    message["Date"] = _header("Date", format_datetime(at))
    message["Message-ID"] = _header("Message-ID", message_id if message_id.startswith("<") else f"<{message_id}>")
    if stop:
        message["List-Unsubscribe"] = _Plain("List-Unsubscribe", f"<{stop}>")  # folded or coded nobody would read it
        message["List-Unsubscribe-Post"] = _header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    for name, value in ALIKE.items():
        message[name] = _header(name, value)
    message.set_payload(_quote(body))
    return message


class _Plain(str):
    """A header's text, written as it stands: reading and folding it took longer than all the rest of an e-mail."""

    name: str

    def __new__(cls, name: str, text: str) -> Self:
        """Make the header of this name."""
        plain = super().__new__(cls, text)
        plain.name = name
        return plain

    def fold(self, *, policy: "Policy[Any]") -> str:
        """Write the header's line, as headers of the library do."""
        return f"{self.name}: {self}{policy.linesep}"


def _header(name: str, value: str | Address) -> Any:
    """Give a header ready to be written where nothing in it must be coded or folded, else what the library reads."""
    text = str(value)
    is_plain = text.isascii() and text.isprintable() and len(name) + len(text) < LONGEST_LINE
    return _Plain(name, text) if is_plain else value


def _quote(body: str) -> str:
    lines = body.encode().splitlines()
    return b2a_qp(b"\n".join([*lines, b""])).decode("ascii")


def _read_address(address: str) -> Address:
    """Read one address; a domain outside ASCII goes as DNS has it (RFC 5891), a name stays (RFC 6531)."""
    name, _, domain = address.rpartition("@")
    try:
        ascii_name = name.encode("ascii", "replace").decode()
        read = Address(addr_spec=f"{ascii_name}@{domain.encode('idna').decode()}")
    except (ValueError, IndexError, MessageError) as error:
        raise Refused("mail.rejected", reason="address") from error
    if not read.username or not read.domain:
        raise Refused("mail.rejected", reason="address")
    return read if name.isascii() else Address(username=name, domain=read.domain)
