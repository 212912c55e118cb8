"""Stand in for the outside of a city on show: a page where everything can be paid, and an issuer that signs in anybody.

`sportello run` starts it for a demonstration that has no provider (SPORTELLO_PAYMENTS_URL) or no issuer
(SPORTELLO_ISSUERS). It remembers for as long as it runs; what a city asks it about afterwards counts as not paid.
"""

import threading
from argparse import ArgumentParser, Namespace
from base64 import b64decode
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime

from sportello.site import demo_keys, environment
from sportello.site.failures import CannotRun

HELP = "stand in for the payment provider and an issuer, in a demonstration"


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: SPORTELLO_PAYMENTS_URL and SPORTELLO_ISSUERS say where and with which secrets."""


def run(arguments: Namespace) -> int:
    """Serve until told to stop; CannotRun outside a demonstration, or where no address is one of this machine."""
    here = environment.get()
    if not here.demo:
        raise CannotRun("Stand-ins are for demonstrations: SPORTELLO_DEMO is off. Nothing was started.")
    with ExitStack() as stack:
        parts = [*_payments(here), *_issuers(here)]
        if not parts:
            raise CannotRun("SPORTELLO_PAYMENTS_URL and SPORTELLO_ISSUERS name no stand-in. Nothing was started.")
        for part in parts:
            stack.enter_context(part)
        threading.Event().wait()
    return 0


def _payments(here: environment.Environment) -> list[AbstractContextManager[object]]:
    from sportello.integrations.fakes.stripe import FakeStripe  # saves start-up of the other commands

    payments = here.payments
    if payments is None or not payments.is_stand_in:
        return []
    return [FakeStripe(payments.secret, f"{here.base_url}/webhooks/stripe", payments.port)]


def _issuers(here: environment.Environment) -> list[AbstractContextManager[object]]:
    from sportello.integrations.fakes.openid import Desk, StandInIssuer
    from sportello.packs import building, reading

    if not here.stand_in_issuers:
        return []
    known = building.build_profile(reading.read_city(here.city)).issuers
    key = b64decode(demo_keys.make_identity_key().partition(":")[2])
    parts: list[AbstractContextManager[object]] = []
    for id in here.stand_in_issuers.keys() & known.keys():
        back, port = f"{here.base_url}/sign-in/with/{id}/back", int(here.stand_in_issuers[id].rpartition(":")[2])
        parts.append(StandInIssuer(Desk(known[id], here.issuers[id], back, key, lambda: datetime.now(UTC)), port))
    return parts
