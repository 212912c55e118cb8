"""Second factors of an account: authenticator app, passkeys, recovery codes. allauth keeps and checks them.

What is here: sealing their secrets, and that each change leaves a line in the record and a warning at every contact.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from sportello.actions import record, sealing, warnings
from sportello.core.actors import Actor
from sportello.core.assurance import Means
from sportello.core.errors import Refused
from sportello.store.accounts import Account

MEANS = {"totp": Means.APP, "webauthn": Means.PASSKEY, "recovery_codes": Means.RECOVERY}
STRONG = ("totp", "webauthn")


@dataclass(frozen=True)
class Factor:
    """A second factor: by which means, what its owner calls it (a passkey's name), since when."""

    id: int
    means: Means
    name: str
    added_at: datetime


def list_of(account: Account) -> list[Factor]:
    """List the second factors of an account, the oldest first; the caller has checked who looks."""
    rows = Authenticator.objects.filter(user=account).order_by("created_at", "id")
    return [Factor(row.id, MEANS[row.type], row.data.get("name", ""), row.created_at) for row in rows]


def has_second(account: Account) -> bool:
    """Tell whether signing in asks for a second factor: recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=account, type__in=STRONG).exists())


def note_changes(account: Account, before: Sequence[Factor], *, by: Actor) -> list[str]:
    """Note what changed since, inside the transaction that changed it; give `added-app`, `removed-passkey` and so on.

    New recovery codes in place of old ones are one change.
    """
    after = list_of(account)
    added = [one.means for one in after if one.id not in {old.id for old in before}]
    removed = [one.means for one in before if one.id not in {new.id for new in after}]
    changes = [("added", means) for means in added]
    changes += [("removed", means) for means in removed if means not in added or means != Means.RECOVERY]
    for change, means in changes:
        note(account, change, means, by=by)
    return [f"{change}-{means.value}" for change, means in changes]


def note(account: Account, change: str, means: Means, *, by: Actor) -> None:
    """Note one change (`added`, `changed`, `removed`): a line in the record, a warning at every contact."""
    record.append(f"account.factor_{change}", by=by, facts={"account": str(account.id), "factor": means.value})
    warnings.send(account, f"factor-{change}", factor=means.value)


def drop_all(account: Account) -> None:
    """Drop every second factor of an account, inside a transaction; the caller notes why."""
    Authenticator.objects.filter(user=account).delete()


def seal(account: Account, text: str) -> str:
    """Seal the secret of a factor under the account's key; what comes of it names the account."""
    sealed = sealing.seal(sealing.account_key(account), account.id, "factor", text.encode())
    return f"{account.id}.{b64encode(sealed).decode()}"


def open(sealed: str) -> str:
    """Open what `seal` gave. Refused `account.not_found`, `vault.…`."""
    id, _, rest = sealed.partition(".")
    account = Account.objects.filter(id=UUID(id)).first()
    if account is None:
        raise Refused("account.not_found")
    return sealing.open(sealing.account_key(account), account.id, "factor", b64decode(rest)).decode()
