"""The few parts of allauth that it calls internal, in one place: whoever upgrades it looks here."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse

from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.core.errors import Refused
from sportello.store.accounts import Account

FACTORS = {Means.APP: "totp", Means.PASSKEY: "webauthn", Means.RECOVERY: "recovery_codes"}


def note_shown(
    request: HttpRequest,
    account: Account,
    means: Means,
    *,
    kind: str | None = None,
    level: Assurance = Assurance.NONE,
) -> None:
    """Note in the session that this was shown just now.

    Of a code, to which `kind` of contact it went; of an issuer elsewhere, which `level` it said.
    """
    if means in FACTORS:
        record_authentication(request, account, "mfa", type=FACTORS[means])
    else:
        record_authentication(request, account, means.value, kind=kind, level=int(level))


def ask_for_passkey(account: Account | None = None) -> dict[str, Any]:
    """Give what the browser needs to ask for a passkey, of this account or any; the session keeps the challenge."""
    return dict(begin_authentication(account))


def find_at_second_step(request: HttpRequest) -> Account | None:
    """Find the account of which one factor was shown, and a second is waited for."""
    stage = _find_stage(request)
    account = stage.login.user if stage else None
    return account if isinstance(account, Account) else None


def list_kinds_shown(request: HttpRequest, account: Account) -> set[str]:
    """List what was shown of the account at the first step and since: `email`, `phone`, `password`."""
    records = get_authentication_records(request, account)
    return {record.get("kind", record["method"]) for record in records}


def leave_second_step(request: HttpRequest) -> HttpResponse:
    """Sign in without the second factor, which is gone."""
    stage = _find_stage(request)
    if stage is None:
        raise Refused("recovery.none")
    stage.login.user.refresh_from_db()
    response: HttpResponse = stage.exit()
    return response


def _find_stage(request: HttpRequest) -> LoginStage | None:
    if request.user.is_authenticated:
        return None
    return LoginStageController.enter(request, AuthenticateStage.key)
