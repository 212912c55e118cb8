"""The house's own messages to a party: in its inbox at once, and sent on. They belong to no case."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from babel import numbers
from django.db.models import Q

from sportello import words
from sportello.actions import city, deliveries, live, parties, sealing
from sportello.actions.rows import Rows
from sportello.core import mandates, showing
from sportello.core.texts import say
from sportello.store.accounts import Account, Party
from sportello.store.mandates import Mandate
from sportello.store.messages import Message

Fact = str | date | datetime | tuple[Decimal, str]
"""A text, a day, an instant, or an amount with its currency."""


def tell(party: UUID, kind: str, /, **facts: Fact) -> None:
    """Write a message into a party's inbox, inside a transaction, and have it sent on.

    It is worded by `notice-KIND-subject` and `notice-KIND-body` in the reader's language; besides the facts, both may
    name `$city` and `$link`, where it can be read. Whoever acts for the party by the register, as a company's
    representatives do and a child's parents, is told as well, and for whom.
    """
    _write(party, kind, facts)
    others = _list_acting(party)
    called = parties.name_of(party) if others else ""
    for other in others:
        _write(other, kind, facts, acting_for=called)


def _write(party: UUID, kind: str, facts: Mapping[str, Fact], *, acting_for: str = "") -> None:
    row = Party.objects.get(id=party)
    language = _language_of(Account.objects.filter(party=party, is_active=True).first())
    message = Message(id=city.new_id(), party=row, kind=kind, language=language, written_at=city.now())
    content = _word(kind, language, message.id, facts, acting_for)
    with Rows() as rows:
        deliveries.write(message, sealing.party_key(row), content, deliveries.choose(party, kind), rows)


def _word(kind: str, language: str, id: UUID, facts: Mapping[str, Fact], acting_for: str) -> dict[str, str]:
    said: dict[str, Any] = {name: _say(language, value) for name, value in facts.items()}
    said |= {"city": say(live.profile().name, language), "link": f"{city.current().base_url}/my/inbox/{id}"}
    texts = {part: words.say(language, f"notice-{words.name(kind)}-{part}", **said) for part in ("subject", "body")}
    if acting_for:
        texts["body"] = f"{words.say(language, 'notice-acting-for', name=acting_for)}\n\n{texts['body']}"
    return texts


def _say(language: str, value: Fact) -> str | date:
    if isinstance(value, datetime):
        return showing.show_instant(language, live.local(value))
    if isinstance(value, tuple):
        return str(numbers.format_currency(value[0], value[1], locale=language))
    return value


def _list_acting(party: UUID) -> list[UUID]:
    """List who acts for a party by the register today: a company's representatives, a child's parents."""
    today = live.today()
    rows = Mandate.objects.filter(
        Q(ends=None) | Q(ends__gte=today),
        giver=party,
        kind__in=mandates.BY_REGISTER,
        starts__lte=today,
        revoked_at=None,
        holder__isnull=False,
        accepted_at__isnull=False,
    )
    return [holder for holder in rows.order_by("accepted_at").values_list("holder", flat=True) if holder]


def _language_of(account: Account | None) -> str:
    spoken = live.profile().languages
    return account.language if account and account.language in spoken else spoken[0]
