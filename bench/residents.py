"""Residents whom the city's register knows, so that one press is enough for their certificate."""

from typing import Any

REGISTER = {
    "person": {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1988-05-03"},
    "home": {"line": "48 Kiln Road", "postcode": "00117", "place": "brickfields", "fixed": True},
    "resident_since": "2011-05-03",
}
CERTIFICATE = "residence-certificate"


def add(login: str, channel: str) -> Any:
    """Add a resident with an account; give them as an actor of this channel. Needs Django."""
    from sportello.actions import accounts, parties
    from sportello.core.actors import Actor, Assurance

    party = parties.add(told=REGISTER, source="register")
    account = accounts.add(login, "Ana Ruiz", party=party, assurance=Assurance.SUBSTANTIAL)
    return Actor(channel, party=party, account=account.id, assurance=Assurance.SUBSTANTIAL)
