"""The city at work: everything actions need of the outside, as one frozen value installed once per process."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sportello.core import ids, notes, ports
from sportello.core.openid.signing import Issuer
from sportello.core.vault import Vault


class Unwatched(ports.Watcher):
    """Nobody looks: nothing is counted."""

    def wrote(self, outcomes: Mapping[str, int], seconds: float) -> None:
        """Forget it."""

    def worked(self, job: str, end: str, seconds: float) -> None:
        """Forget it."""


class Untraced(ports.Tracer):
    """Nobody follows anything."""

    def span(
        self, name: str, *, causes: Iterable[str] = (), case: UUID | None = None, **numbers: int
    ) -> AbstractContextManager[None]:
        """Time nothing."""
        return _NO_SPAN

    def mark(self, *, case: UUID | None = None) -> str:
        """Give nothing."""
        return ""


_NO_SPAN: AbstractContextManager[None] = nullcontext()
UNWATCHED = Unwatched()
UNTRACED = Untraced()


@dataclass(frozen=True)
class City:
    """Keys, clock, randomness and ports. Built by `site.wiring`; tests install their own.

    Without `payments` nothing is paid on the web: at counters and by transfer only; without `statements` nobody reads
    what the bank says of transfers. Without `issuer` nobody signs in elsewhere with the city's account, without
    `issuers` nobody here by others. Without `whatsapp` nobody can choose it, without `push` no browser is told of
    messages.
    """

    vault: Vault
    signer: notes.Signer
    clock: ports.Clock
    random: Callable[[int], bytes]
    jobs: ports.Jobs
    files: ports.FileStorage
    scanner: ports.VirusScanner
    mailer: ports.Mailer
    texts: ports.TextMessages | None  # None: this city sends none
    typesetter: ports.Typesetter
    pdf_signer: ports.PdfSigner
    base_url: str
    payments: ports.Payments | None = None
    statements: ports.BankStatements | None = None
    issuer: Issuer | None = None
    issuers: ports.Issuers | None = None
    whatsapp: ports.TextMessages | None = None
    watcher: ports.Watcher = UNWATCHED
    tracer: ports.Tracer = UNTRACED
    push: ports.Push | None = None
    outbox: ports.Outbox | None = None  # of a demonstration


_installed: list[City] = []


def install(city: City) -> None:
    """Make this the city of the process. Installing twice is an error: two clocks or keys would mix."""
    if _installed:
        raise RuntimeError("a city is already installed in this process")
    _installed.append(city)


def current() -> City:
    """Get the installed city."""
    if not _installed:
        raise RuntimeError("no city is installed in this process; site.wiring.install() does it")
    return _installed[0]


def now() -> datetime:
    """Give now, aware, in UTC."""
    return current().clock()


def new_id() -> UUID:
    """Make an id of this moment."""
    return ids.uuid7(now(), current().random(ids.RANDOM_BYTES))
