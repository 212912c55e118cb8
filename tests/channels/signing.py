"""Being signed in, in a test: with what was shown put into the session, as allauth notes it."""

import time
from typing import Any
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from sportello.core.assurance import Means
from sportello.store.accounts import Account

OF = f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"
FACTORS = {Means.APP: "totp", Means.PASSKEY: "webauthn", Means.RECOVERY: "recovery_codes"}


def sign_in(client: Client, account: Account | UUID | None, *means: Means, ago: float = 0) -> None:
    """Sign a client in to an account: from the demonstration's list, or by these means so many seconds ago."""
    known = account if isinstance(account, Account) else Account.objects.get(id=account)
    client.force_login(known)
    session: Any = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [_record(each, time.time() - ago) for each in means or (Means.DEMO,)]
    session[OF] = str(known.id)
    session.save()


def _record(means: Means, at: float) -> dict[str, Any]:
    if means in FACTORS:
        return {"method": "mfa", "type": FACTORS[means], "at": at}
    return {"method": means.value, "at": at}
