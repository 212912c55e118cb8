"""Warnings to a person that something about their account changed: at every contact, whatever they prefer."""

from collections.abc import Iterable

from sportello import words
from sportello.actions import city, contacts, dispatches, live
from sportello.core.contacts import Contact
from sportello.core.texts import say
from sportello.store.accounts import Account


def send(account: Account, kind: str, /, *, also: Iterable[Contact] = (), **facts: str) -> None:
    """Write a warning to every contact of the account and to these, in its language, inside a transaction."""
    profile = live.profile()
    language = account.language if account.language in profile.languages else profile.languages[0]
    told = {
        "name": account.name,
        "city": say(profile.name, language),
        "link": f"{city.current().base_url}/account",
        "phone": str(profile.contact.get("phone", "")),
        **facts,
    }
    if "factor" in facts:
        told["factor"] = words.say(language, f"account-factor-{facts['factor']}")
    for contact in {*(held.contact for held in contacts.list_of(account)), *also}:
        dispatches.post(contact, language, kind, **told)
