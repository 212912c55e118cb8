"""The few parts of allauth that it calls internal, in one place: whoever upgrades it looks here."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest

from sportello.core.assurance import Means
from sportello.store.accounts import Account

FACTORS = {Means.APP: "totp", Means.PASSKEY: "webauthn", Means.RECOVERY: "recovery_codes"}


def note_shown(request: HttpRequest, account: Account, means: Means) -> None:
    """Note in the session that this was shown just now."""
    if means in FACTORS:
        record_authentication(request, account, "mfa", type=FACTORS[means])
    else:
        record_authentication(request, account, means.value)


def ask_for_passkey(account: Account | None = None) -> dict[str, Any]:
    """Give what the browser needs to ask for a passkey, of this account or any; the session keeps the challenge."""
    return dict(begin_authentication(account))
