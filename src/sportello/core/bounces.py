"""What mail servers report back of an e-mail: delivery status notifications (RFC 3464, in a report of RFC 6522).

Which e-mail it was is told by the Message-ID of what they send back with it: Postfix, Exchange and Gmail all do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import Message

LARGEST = 1024 * 1024
GONE = ("5.1.", "5.2.1", "5.4.4", "5.4.310")
"""Status codes (RFC 3463) by which the address will not do for anything else either: there is no such address or
domain, or it is closed. A full mailbox (5.2.2) or a text refused as spam (5.7.1) says nothing of the next message.
"""


@dataclass(frozen=True)
class Report:
    """What became of one e-mail: `action` is `failed`, `delayed`, `delivered`, `relayed` or `expanded`."""

    message_id: str
    action: str
    status: str

    @property
    def is_gone(self) -> bool:
        """Tell whether nothing else need be sent to that address."""
        return self.action == "failed" and self.status.startswith(GONE)


def read(mail: bytes) -> list[Report]:
    """Read the reports in an e-mail; none in what is something else, such as an answer of somebody who is away."""
    message = message_from_bytes(mail[:LARGEST], policy=policy.compat32)
    if message.get_content_type() != "multipart/report":
        return []
    message_id = next(filter(None, map(_find_id, message.walk())), "")
    return [Report(message_id, *told) for part in message.walk() for told in _read_status(part)] if message_id else []


def _find_id(part: Message) -> str:
    """Find the Message-ID of the e-mail that is sent back, whole or only its headers."""
    sent_back: Message | None = None
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        sent_back = part.get_payload(0)  # type: ignore[assignment]  # compat32 gives a Message
    elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
        sent_back = message_from_string(_text(part))
    return str(sent_back.get("Message-ID", "")).strip().strip("<>") if sent_back else ""


def _read_status(part: Message) -> Iterator[tuple[str, str]]:
    """Read action and status for each recipient: blocks of fields, after one about the whole e-mail."""
    if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
        return
    for fields in part.get_payload() if part.is_multipart() else ():
        if isinstance(fields, Message) and "Action" in fields:
            action, status = str(fields["Action"]).split(), str(fields.get("Status", "")).split()
            yield (action[0].lower() if action else "", status[0][:20] if status else "")


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
