"""Hands e-mails to one server, each over a connection of its own."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from sportello.core.errors import Refused
from sportello.integrations.smtp.message import compose

SECONDS = 20.0
_LOOPBACK = frozenset(["localhost", "127.0.0.1", "::1"])


@dataclass(frozen=True)
class _Server:
    host: str
    port: int
    encrypted: bool  # TLS from the first byte
    starttls: bool
    name: str
    password: str
    sender: str


class SmtpMailer:
    """Send through the server of a URL: `smtps://name:password@host:465?from=City <noreply@city.example>`.

    `smtp://…?starttls=yes` begins in clear and turns to TLS before anything is said (port 587); plain
    `smtp://` takes a name and password only on the loopback. `from` may be left out where the name is an
    e-mail address. Names and passwords are percent-encoded. ValueError says what is wrong with a URL.
    """

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        self._server = _read_url(url)
        self._seconds = seconds
        self._tls = ssl.create_default_context()

    def send(self, address: str, subject: str, body: str, *, message_id: str) -> None:
        """Hand over to the mail server, or refuse.

        Refused `mail.rejected` (reply) when the server answers 5xx to this address or this text: for good
        (RFC 5321, 4.2.1). Refused `mail.unavailable` for all else, our own name or sender not being accepted
        included: somebody mends that, and the e-mail goes out then.
        """
        now = datetime.now(UTC)
        message = compose(self._server.sender, address, subject, body, message_id=message_id, at=now)
        try:
            with self._connected() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(min(code for code, _ in error.recipients.values())) from error
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused("mail.rejected", reason="address") from error
        except smtplib.SMTPResponseException as error:
            raise Refused("mail.unavailable", reply=error.smtp_code) from error
        except OSError as error:
            raise Refused("mail.unavailable") from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        if server.encrypted:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._seconds, context=self._tls
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._seconds)
        try:
            self._introduce(connection)
            yield connection
            with suppress(smtplib.SMTPException):  # the e-mail is theirs already: a rude good-bye changes nothing
                connection.quit()
        finally:
            connection.close()

    def _introduce(self, connection: smtplib.SMTP) -> None:
        """Turn to TLS and sign in, as the URL says, or refuse: nothing goes out by a lesser way."""
        try:
            if self._server.starttls:
                connection.starttls(context=self._tls)
            if self._server.name:
                connection.login(self._server.name, self._server.password)
        except smtplib.SMTPNotSupportedError as error:
            raise Refused("mail.unavailable") from error


def _refusal(reply: int) -> Refused:
    """Sort an answer about this e-mail; 530 asks us to sign in and says nothing about it (RFC 4954, 6)."""
    kind = "mail.rejected" if reply >= 500 and reply != 530 else "mail.unavailable"
    return Refused(kind, reply=reply)


def _read_url(url: str) -> _Server:
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("the mail server's URL must look like smtps://name:password@host:465")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    encrypted, starttls = parts.scheme == "smtps", options.get("starttls") == "yes"
    name = unquote(parts.username or "")
    if name and not (encrypted or starttls or parts.hostname in _LOOPBACK):
        raise ValueError("a password may not travel in clear: use smtps:// or add ?starttls=yes to the URL")
    sender = options.get("from") or (name if "@" in name else "")
    if "@" not in sender:
        raise ValueError("the mail server's URL must say who sends: add ?from=noreply@city.example")
    port = parts.port or (465 if encrypted else 587 if starttls else 25)
    return _Server(parts.hostname, port, encrypted, starttls, name, unquote(parts.password or ""), sender)
