"""Puts the city of this process together: keys from the environment, adapters behind the ports."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from procrastinate.contrib.django import app

from sportello.actions import city
from sportello.core import notes, ports, pushing, vault
from sportello.core.errors import Refused
from sportello.core.openid import signing
from sportello.integrations.camt import CamtStatements
from sportello.integrations.clamav import ClamAv
from sportello.integrations.fakes import FakeScanner, FolderMailer, FolderOutbox, FolderTexts
from sportello.integrations.folder import FolderStorage
from sportello.integrations.openid import OpenIdIssuers
from sportello.integrations.pyhanko import PdfSigner
from sportello.integrations.smtp import SmtpMailer
from sportello.integrations.stripe import StripePayments
from sportello.integrations.typst import TypstTypesetter
from sportello.integrations.webpush import WebPush
from sportello.site import environment
from sportello.site.failures import CannotRun
from sportello.site.job_watching import CAUSE

TOGETHER = {"issue_document": ("issue_documents", 16), "send_message": ("send_messages", 20)}
"""The job that does many of a kind, and how many at most: about a third of a second's work."""


def install(**other: Any) -> None:
    """Install the city as the environment says, with `other` parts of it in place of the usual."""
    city.install(replace(build(environment.get()), **other))


def build(here: environment.Environment) -> city.City:
    """Build the city; CannotRun when a key is missing.

    Without SPORTELLO_EMAIL_URL mail goes into a folder, as text messages of a demonstration do; without
    SPORTELLO_CLAMAV only a test virus is found.
    """
    if here.signing_key is None:
        raise CannotRun("SPORTELLO_SIGNING_KEY is not set; `sportello keys make` makes one. Nothing was started.")
    return city.City(
        vault=vault.make_vault(here.keys),
        signer=notes.make_signer(f"{urlsplit(here.base_url).hostname}/record", [here.signing_key[1]]),
        clock=lambda: datetime.now(UTC),
        random=secrets.token_bytes,
        jobs=Procrastinate(),
        files=_storage(here),
        scanner=ClamAv(here.clamav) if here.clamav else FakeScanner(),
        mailer=SmtpMailer(here.email_url) if here.email_url else FolderMailer(here.var / "mail"),
        texts=FolderTexts(here.var / "texts") if here.demo else None,
        whatsapp=FolderTexts(here.var / "whatsapp") if here.demo else None,
        typesetter=TypstTypesetter([here.fonts] if here.fonts else ()),
        pdf_signer=PdfSigner.load(here.signing),
        base_url=here.base_url,
        payments=_payments(here),
        statements=CamtStatements(),
        issuer=_issuer(here),
        issuers=OpenIdIssuers(here.issuers, here.stand_in_issuers) if here.issuers else None,
        push=_push(here),
        outbox=FolderOutbox(here.var / "mail", here.var / "texts", here.var / "whatsapp") if here.demo else None,
    )


def _storage(here: environment.Environment) -> ports.FileStorage:
    if here.storage_url is None:
        return FolderStorage(here.var / "storage")
    if here.storage_url.startswith("file:"):
        return FolderStorage(Path(unquote(urlsplit(here.storage_url).path)))
    try:
        from sportello.integrations.s3 import S3Storage  # its library is set up only where it is asked for
    except ModuleNotFoundError as error:
        raise CannotRun("STORAGE_URL needs what `make extras` sets up. Nothing was started.") from error
    return S3Storage(here.storage_url)


def _payments(here: environment.Environment) -> ports.Payments | None:
    if here.payments is None:
        return None
    return StripePayments(here.payments.key, here.payments.secret, here.payments.api)


def _push(here: environment.Environment) -> ports.Push | None:
    try:
        services = (*pushing.SERVICES, *here.push_services)
        return WebPush(here.push_key, here.base_url, services) if here.push_key else None
    except ValueError as error:
        raise CannotRun("SPORTELLO_PUSH_KEY is no key of the curve P-256. Nothing was started.") from error


def _issuer(here: environment.Environment) -> signing.Issuer | None:
    try:
        return signing.make(here.base_url, here.identity_keys) if here.identity_keys else None
    except Refused as refused:
        raise CannotRun("SPORTELLO_IDENTITY_KEYS has a key that is no RSA key. Nothing was started.") from refused


class Procrastinate(ports.Jobs):
    """Jobs kept by procrastinate in the same database, and in the same transaction as what asked for them."""

    def defer(self, job: str, **ids: str | int) -> None:
        """Note the job, and what it is traced as a part of; a rollback forgets it."""
        app.configure_task(job).defer(**ids, **_cause())

    def defer_each(self, job: str, each: Sequence[Mapping[str, str]]) -> None:
        """Note the jobs, many as one where that is known: to fetch and finish a job costs as much as to write a letter.

        One alone, and any of a kind that is not done together, is noted as `defer` does.
        """
        name, most = TOGETHER.get(job, (job, 1))
        if len(each) == 1 or most == 1:
            super().defer_each(job, each)
            return
        parts = (each[start : start + most] for start in range(0, len(each), most))
        arguments: list[Any] = [{"each": [*map(dict, part)], **_cause()} for part in parts]
        app.configure_task(name).batch_defer(*arguments)


def _cause() -> dict[str, str]:
    """Give the mark of what is under way here, for the job to be traced as a part of it."""
    mark = city.current().tracer.mark()
    return {CAUSE: mark} if mark else {}
