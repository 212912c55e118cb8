"""Warnings to a person that something about their account changed: at every contact, whatever they prefer."""

from datetime import datetime

from sportello import words
from sportello.actions import city, contacts, dispatches, live
from sportello.core import showing
from sportello.core.texts import say
from sportello.store.accounts import Account


def send(account: Account, kind: str, /, **facts: str | datetime) -> None:
    """Write a warning to every contact of the account and to these, in its language, inside a transaction."""
    profile = live.profile()
    language = account.language if account.language in profile.languages else profile.languages[0]
    told = {
        "name": account.name,
        "city": say(profile.name, language),
        "link": f"{city.current().base_url}/account",
        "phone": str(profile.contact.get("phone", "")),
        **{name: _say(language, value) for name, value in facts.items()},
    }
    if "factor" in facts:
        told["factor"] = words.say(language, f"account-factor-{facts['factor']}")
    for held in contacts.list_of(account):
        dispatches.post(held.contact, language, kind, **told)


def _say(language: str, value: str | datetime) -> str:
    return showing.show_instant(language, live.local(value)) if isinstance(value, datetime) else value
