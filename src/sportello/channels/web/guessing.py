"""How often a visitor may guess at secrets, by session and by address. What limits for certain is their 54 bits."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from sportello.actions import limits
from sportello.channels.pages import visitors
from sportello.core.errors import Refused

GUESSES = limits.Limit("guess", 10, 600)


@contextmanager
def limited(request: HttpRequest, *wrong: str) -> Iterator[None]:
    """Count what is refused with one of these codes as a failed guess; Refused `tries.too_many` after ten."""
    guessers = [f"address {visitors.address(request)}"]
    if request.session.session_key:
        guessers.append(f"session {request.session.session_key}")
    if any(limits.is_reached(GUESSES, guesser) for guesser in guessers):
        raise Refused("tries.too_many", minutes=GUESSES.seconds // 60)
    try:
        yield
    except Refused as refused:
        if refused.code in wrong:
            for guesser in guessers:
                limits.take(GUESSES, guesser)
        raise
