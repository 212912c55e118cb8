"""A stand-in for Stripe, over HTTP and with a memory: Checkout sessions, refunds, the balance, signed notices.

It speaks as much of Stripe's API as the adapter and its official client need, keeps no money and no card number, and
serves demonstrations and tests. Its payment page has a button for each end a payment may come to.
"""

from sportello.integrations.fakes.stripe.books import Books
from sportello.integrations.fakes.stripe.server import FakeStripe

__all__ = ["Books", "FakeStripe"]
