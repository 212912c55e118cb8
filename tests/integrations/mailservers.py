"""A mail server for tests: enough of ESMTP (RFC 5321, 3207, 4954) to take an e-mail, or not, at any step."""

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """Takes e-mails into `taken`; `replies` overrides the answer to a verb (`DOT` is the end of the text)."""

    replies: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ("SMTPUTF8", "8BITMIME")
    tls: ssl.SSLContext | None = None
    encrypted: bool = False
    said: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)

    def __call__(self, connection: socket.socket) -> None:
        with ExitStack() as opened:
            self._talk(connection, opened)

    def _talk(self, connection: socket.socket, opened: ExitStack) -> None:
        if self.encrypted and self.tls:
            connection = opened.enter_context(self.tls.wrap_socket(connection, server_side=True))
        lines = opened.enter_context(connection.makefile("rwb"))
        self._answer(lines, "GREETING", "220 mail.test ESMTP")
        while line := lines.readline().decode().rstrip("\r\n"):
            self.said.append(line.lower())
            verb = line.split()[0].upper()
            if verb == "EHLO":
                self._answer(lines, verb, "\r\n".join(self._greeting()))
            elif verb == "STARTTLS" and self.tls:
                self._answer(lines, verb, "220 go ahead")
                connection = opened.enter_context(self.tls.wrap_socket(connection, server_side=True))
                lines = opened.enter_context(connection.makefile("rwb"))
            elif verb == "DATA":
                self._take(lines)
            else:
                usual = {"AUTH": "235 welcome", "QUIT": "221 bye"}.get(verb, "250 OK")
                self._answer(lines, verb, usual)

    def _greeting(self) -> list[str]:
        words = ["mail.test", *self.extensions]
        return [f"250-{word}" for word in words[:-1]] + [f"250 {words[-1]}"]

    def _answer(self, lines, verb: str, usual: str) -> None:
        answer = self.replies.get(verb, usual)
        if answer == "hang up":
            raise OSError(answer)
        lines.write(answer.encode() + b"\r\n")
        lines.flush()

    def _take(self, lines) -> None:
        self._answer(lines, "DATA", "354 go on")
        text = b""
        while (line := lines.readline()) != b".\r\n":
            text += line.removeprefix(b".") if line.startswith(b"..") else line
        if self.replies.get("DOT", "250").startswith("250"):
            self.taken.append(text)
        self._answer(lines, "DOT", "250 queued")


def make_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for 127.0.0.1 and mail.test that signs itself; give the server's side and what to trust."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("mail.test")]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), False)
        .sign(key, hashes.SHA256())
    )
    trusted, both = folder / "mail.pem", folder / "mail-key.pem"
    trusted.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both.write_bytes(private + trusted.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, trusted
