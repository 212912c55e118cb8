"""One e-mail as MIME. Knows no server."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from sportello.core.errors import Refused


def compose(sender: str, address: str, subject: str, body: str, *, message_id: str, at: datetime) -> EmailMessage:
    """Write an e-mail in plain UTF-8 text, marked as sent by a machine (RFC 3834: no vacation replies to it).

    `sender` is `Name <address>` or an address. Refused `mail.rejected` (reason `address` or `header`) when
    the address is not exactly one, or when a line break would let a header's text pass for another header.
    """
    message = EmailMessage(policy=SMTP)
    if any(sign in text for text in (address, subject, message_id) for sign in "\r\n\0"):
        raise Refused("mail.rejected", reason="header")
    message["From"] = sender
    message["To"] = _read_address(address)
    message["Subject"] = subject
    message["Date"] = at
    message["Message-ID"] = message_id if message_id.startswith("<") else f"<{message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body, cte="quoted-printable")
    return message


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
