"""Hands e-mails to one server, those of a batch over one connection."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from sportello.core import ports
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


class SmtpMailer(ports.Mailer):
    """Send through the server of a URL: `smtps://name:password@host:465?from=City <noreply@city.example>`.

    `smtp://…?starttls=yes` begins in clear and turns to TLS before anything is said (port 587); plain
    `smtp://` takes a name and password only on the loopback. `from` may be left out where the name is an
    e-mail address. Names and passwords are percent-encoded. ValueError says what is wrong with a URL.
    """

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        self._server = _read_url(url)
        self._seconds = seconds
        self._tls = ssl.create_default_context()

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        """Hand over to the mail server, or refuse.

        Refused `mail.rejected` (reply) when the server answers 5xx to this address or this text: for good
        (RFC 5321, 4.2.1). Refused `mail.unavailable` for all else, our own name or sender not being accepted
        included: somebody mends that, and the e-mail goes out then.
        """
        with self.connected() as line:
            line.send(address, subject, body, message_id=message_id, stop=stop)

    @contextmanager
    def connected(self) -> Iterator[ports.Mailer]:
        """Give a mailer that sends as this one does, all over one connection for as long as that holds."""
        line = _Line(self._server, self._open)
        try:
            yield line
        finally:
            line.close()

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.encrypted:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._seconds, context=self._tls
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._seconds)
        try:
            self._introduce(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _introduce(self, connection: smtplib.SMTP) -> None:
        """Turn to TLS and sign in, as the URL says, or refuse: nothing goes out by a lesser way."""
        try:
            if self._server.starttls:
                connection.starttls(context=self._tls)
            if self._server.name:
                connection.login(self._server.name, self._server.password)
        except smtplib.SMTPNotSupportedError as error:
            raise Refused("mail.unavailable") from error


class _Line(ports.Mailer):
    """E-mails over one connection. Once the server does not answer, the rest is refused without waiting each time."""

    def __init__(self, server: _Server, open: Callable[[], smtplib.SMTP]) -> None:
        self._server = server
        self._open = open
        self._connection: smtplib.SMTP | None = None
        self._away: Refused | None = None

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        now = datetime.now(UTC)
        message = compose(self._server.sender, address, subject, body, message_id=message_id, stop=stop, at=now)
        connection = self._connected()
        try:
            connection.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            refusal = _read_failure(error)
            if refusal.code != "mail.rejected":
                self._drop()
                self._away = None if refusal.facts else refusal
            raise refusal from error

    def close(self) -> None:
        """Say good-bye; a rude one changes nothing, since the e-mails are theirs already."""
        if self._connection:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
        self._drop()

    def _connected(self) -> smtplib.SMTP:
        if self._away:
            raise self._away
        if self._connection is None:
            try:
                self._connection = self._open()
            except (smtplib.SMTPException, OSError, Refused) as error:
                self._away = error if isinstance(error, Refused) else _read_failure(error)
                raise self._away from error
        return self._connection

    def _drop(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def _read_failure(error: Exception) -> Refused:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _refusal(min(code for code, _ in error.recipients.values()))
        case smtplib.SMTPDataError():
            return _refusal(error.smtp_code)
        case smtplib.SMTPNotSupportedError():
            return Refused("mail.rejected", reason="address")
        case smtplib.SMTPResponseException():
            return Refused("mail.unavailable", reply=error.smtp_code)
    return Refused("mail.unavailable")


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
