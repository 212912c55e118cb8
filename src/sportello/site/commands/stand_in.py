"""Stand in for the payment provider of a city on show: a page where everything can be paid, and no money moves.

`sportello run` starts it for a demonstration that has no provider (SPORTELLO_PAYMENTS_URL). It remembers for as long as
it runs; what a city asks it about afterwards counts as not paid.
"""

from argparse import ArgumentParser, Namespace

from sportello.site import environment
from sportello.site.failures import CannotRun

HELP = "stand in for the payment provider, in a demonstration"


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: SPORTELLO_PAYMENTS_URL says where and with which secret."""


def run(arguments: Namespace) -> int:
    """Serve until told to stop; CannotRun where the address is not one of this machine."""
    from sportello.integrations.fakes.stripe import FakeStripe  # saves start-up of the other commands

    here = environment.get()
    payments = here.payments
    if payments is None or not payments.is_stand_in:
        raise CannotRun("SPORTELLO_PAYMENTS_URL names no stand-in on 127.0.0.1. Nothing was started.")
    FakeStripe(payments.secret, f"{here.base_url}/webhooks/stripe", payments.port).serve()
    return 0
