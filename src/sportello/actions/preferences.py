"""How residents want to be told: by which way, in which language, and when nothing may ring. One's own alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import transaction

from sportello.actions import access, accounts, city, homes, live, pushing, record
from sportello.core.actors import Actor
from sportello.core.delivery import ASKED, ORDER, Channel, Preferences
from sportello.core.errors import Refused
from sportello.store import accounts as store
from sportello.store.accounts import Account
from sportello.store.messages import Preference

NOT_SILENCED = ""


@dataclass(frozen=True)
class Seen:
    """What somebody prefers, and by which ways they can be reached."""

    language: str
    preferences: Preferences
    reachable: tuple[Channel, ...]
    silenced: Mapping[Channel, str]  # ways that no longer reach them, with nothing in their place, and why


def get_own(*, by: Actor) -> Seen:
    """Get what the resident prefers. Refused `folder.sign_in`, `folder.own_only`."""
    account = _own(by)
    assert account.party_id is not None
    ways = list_ways(account)
    lost = store.Contact.objects.filter(account=account).exclude(silenced=NOT_SILENCED).values_list("kind", "silenced")
    silenced = {Channel(kind): why for kind, why in lost if Channel(kind) not in ways}
    if no_letters := homes.find_silence(account):
        silenced[Channel.LETTER] = no_letters
    reachable = tuple(way for way in (*ORDER, *ASKED) if way in ways)
    return Seen(account.language, of(account.party_id), reachable, silenced)


def set_own(channel: Channel | None, language: str, quiet: tuple[time, time] | None, *, by: Actor) -> None:
    """Change what the resident prefers; None leaves the way to the city, and no hours quiet.

    Refused as `get_own` says, `preference.language`, and `preference.no_way` for a way by which nobody reaches them.
    """
    if language not in live.profile().languages:
        raise Refused("preference.language")
    with transaction.atomic():
        account = _own(by, lock=True)
        assert account.party_id is not None
        if channel not in (None, Channel.PAGE, *list_ways(account)):
            raise Refused("preference.no_way")
        account.language = language
        account.save(update_fields=["language"])
        begin, end = quiet or (None, None)
        Preference.objects.update_or_create(
            party_id=account.party_id,
            defaults={"channel": channel or "", "quiet_from": begin, "quiet_to": end},
        )
        record.append("preferences.changed", by=by, facts={"account": str(account.id)})


def of(party: UUID) -> Preferences:
    """Give what a party prefers; the caller has checked who asks."""
    row = Preference.objects.filter(party=party).first()
    if row is None:
        return Preferences()
    quiet = (row.quiet_from, row.quiet_to) if row.quiet_from is not None and row.quiet_to is not None else None
    return Preferences(Channel(row.channel) if row.channel else None, quiet)


def list_ways(account: Account) -> set[Channel]:
    """List the ways by which an account is reached: contacts, and a letter to where a register says they live."""
    return list_contact_ways(account) | ({Channel.LETTER} if homes.is_reached(account) else set())


def list_contact_ways(account: Account) -> set[Channel]:
    """List the ways by which contacts of an account are reached, but those that were silenced; and its devices."""
    kinds = set(account.contacts.filter(silenced=NOT_SILENCED).values_list("kind", flat=True))
    ways = {Channel.EMAIL} if "email" in kinds else set()
    if "phone" in kinds:
        networks = {Channel.PHONE: city.current().texts, Channel.WHATSAPP: city.current().whatsapp}
        ways |= {way for way, network in networks.items() if network is not None}
    return ways | ({Channel.PUSH} if account.party_id and pushing.is_reached(account.party_id) else set())


def _own(by: Actor, *, lock: bool = False) -> Account:
    access.check_own(by)
    return accounts.get_own(by, lock=lock)
