"""What the city needs of the outside, as protocols. Adapters live in `integrations`, fakes beside them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from sportello.core import pushing, texting
from sportello.core.money.providers import Charge, Movement, Notice, Session
from sportello.core.money.statements import Statement
from sportello.core.openid.trusting import Provider


class Jobs(Protocol):
    """Work to do after the transaction commits, at least once. Arguments are ids only, never personal data."""

    def defer(self, job: str, **ids: str | int) -> None:
        """Note the job in the current transaction; a rollback forgets it."""

    def defer_each(self, job: str, each: Sequence[Mapping[str, str]]) -> None:
        """Note the job for each of these arguments, as `defer` does; some may be done together."""
        for ids in each:
            self.defer(job, **ids)


class FileStorage(Protocol):
    """Sealed bytes by name. Names are made by us (`files/0191…`); content is already encrypted."""

    def write(self, name: str, content: bytes) -> None:
        """Keep the content durably before returning; writing a name again replaces it."""

    def read(self, name: str) -> bytes:
        """Give the content; Refused `storage.missing` when there is none."""

    def delete(self, name: str) -> None:
        """Forget the content; a name that is not there is fine."""

    def list_names(self, kind: str) -> Iterable[str]:
        """List the names of a kind (`files/…` for `files`), in no order; those written meanwhile may be missing."""


class VirusScanner(Protocol):
    """Looks for malware in an upload."""

    def check_clean(self, content: bytes) -> None:
        """Refused `file.infected` when something is found, `file.not_scanned` when the scanner does not answer."""


class Mailer(Protocol):
    """Sends e-mails."""

    def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
        """Hand over to the mail server; Refused `mail.rejected` (for good) or `mail.unavailable` (try again).

        `stop` is an address on the web that, posted to, lets no more come to this reader (RFC 8058).
        """

    def connected(self) -> AbstractContextManager["Mailer"]:
        """Give a mailer for several e-mails, which may keep one connection until the block ends."""
        return nullcontext(self)


class Issuers(Protocol):
    """Others who sign people in for the city, by their ids in the pack and their addresses (OpenID Connect)."""

    def list_ids(self) -> Collection[str]:
        """List those where the city is registered."""

    def find(self, id: str, url: str) -> Provider:
        """Find where it signs people in. Refused `issuer.unavailable`."""

    def redeem(self, id: str, url: str, *, code: str, verifier: str, back: str) -> tuple[str, list[dict[str, Any]]]:
        """Give the ID token for a code, unchecked, with the issuer's keys as JWK.

        Refused `issuer.unavailable`, and `issuer.answer` where it says no.
        """


class TextMessages(Protocol):
    """Sends short texts to phones over one network: SMS, or WhatsApp."""

    def send(self, number: str, text: texting.Text, *, message_id: str) -> str:
        """Hand over to the network; give its own id of the text, which its receipts name ("" where there are none).

        `number` is in E.164. Refused `texts.rejected` where nobody has it, `texts.stopped` where whoever has it told
        the network to stop, `texts.cannot` where this text cannot go this way but others may (not on this network, no
        such template, too late to write freely), `texts.unavailable` (try again).
        """


class Push(Protocol):
    """Tells browsers that asked for it, through the push services of their makers (Web Push, RFC 8030)."""

    @property
    def key(self) -> str:
        """Give the public key that browsers subscribe with (RFC 8292), in base64url."""

    def check(self, endpoint: str) -> None:
        """Refused `push.endpoint` (host) where the city would not post to this address."""

    def send(self, subscription: pushing.Subscription, notice: pushing.Notice) -> None:
        """Hand over to the push service.

        Refused `push.gone` when nobody is subscribed there any more, `push.rejected` (for good; status) or
        `push.unavailable` (try again; in how many seconds, 0 where it does not say).
        """


@dataclass(frozen=True)
class Sent:
    """One e-mail or text as it left: by `email`, `phone` or `whatsapp`, to whom, saying what. A text has no subject.

    `parts` is how many messages a network of SMS would charge for.
    """

    channel: str
    to: str
    subject: str
    body: str
    parts: int = 0


class Outbox(Protocol):
    """What a demonstration sent to nobody's mailbox or phone, for whoever plays the resident to read."""

    def list_newest(self) -> list[Sent]:
        """List the newest, the latest first."""


class Typesetter(Protocol):
    """Makes a tagged PDF of a template and its data."""

    def render_pdf(self, sources: Mapping[str, str], data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Render `main.typ` of the sources with the data.

        Refused `document.template` (reason), or `document.letter_missing` (reason) when no font has a letter of it.
        """


class PdfSigner(Protocol):
    """Signs PDFs in the city's name and checks such signatures (PAdES, ETSI EN 319 142)."""

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the PDF with the city's signature over all of it."""

    def is_ours(self, pdf: bytes) -> bool:
        """Tell whether the city's valid signature covers the whole file, and nothing came after it."""


class Payments(Protocol):
    """Takes money for the city at a payment provider's own page."""

    @property
    def place(self) -> str:
        """Name the provider as the ledger does: `stripe`."""

    def begin(self, charge: Charge) -> Session:
        """Ask for a payment; asking again with the same id gives the same. Refused `payment.unavailable`."""

    def find(self, session: str) -> Session:
        """Look how a payment stands. Refused `payment.unavailable`, `payment.unknown`."""

    def refund(self, payment: str, amount: Decimal, currency: str, *, id: str) -> str:
        """Give money back, once for each id; give the provider's id of it.

        Refused `payment.unavailable` (try again) or `payment.refused` (for good).
        """

    def read_notice(self, body: bytes, signature: str) -> Notice:
        """Read what the provider sent; Refused `payment.forged` where its signature does not fit or is too old."""

    def list_movements(self, since: datetime, until: datetime) -> Iterable[Movement]:
        """List what moved in this time, of the provider's own books. Refused `payment.unavailable`."""


class BankStatements(Protocol):
    """Reads what the city's bank says has moved on its account."""

    def read(self, content: bytes) -> tuple[Statement, ...]:
        """Read a file; Refused `statement.unreadable`, `statement.too_large`, `statement.unsafe`."""


class Watcher(Protocol):
    """Counts and times what the city does, for those who run it. Told kinds and numbers, never whose they are."""

    def wrote(self, outcomes: Mapping[str, int], seconds: float) -> None:
        """Count a batch of applications: how many ended how (`stored`, `repeated` …), and how long its commit took."""

    def worked(self, job: str, end: str, seconds: float) -> None:
        """Count one try of a job of this name: how it ended (`done`, `failed`), and how long it took."""


class Tracer(Protocol):
    """Tells where the time of one request or job goes, for those who run the city. Told kinds, never whose they are."""

    def span(
        self, name: str, *, causes: Iterable[str] = (), case: UUID | None = None, **numbers: int
    ) -> AbstractContextManager[None]:
        """Time what is done within, as a part of what is under way here.

        `causes` are marks of what led to it, where that was elsewhere: it is a part of the first, and linked to the
        others. `case` is told as a keyed hash, the same each time.
        """

    def mark(self, *, case: UUID | None = None) -> str:
        """Give what is under way here as a W3C traceparent, to be a cause elsewhere; empty when it is not traced.

        `case` is told of it, as that of a span.
        """


class Clock(Protocol):
    """Tells the time; the only way to it."""

    def __call__(self) -> datetime:
        """Give now, aware, in UTC."""
