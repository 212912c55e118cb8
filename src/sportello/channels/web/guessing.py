"""How often a visitor may guess at secrets: by session, and by network address."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from sportello.channels.pages import tries, visitors
from sportello.core.errors import Refused

MOST = 10

_tries = tries.Tries(MOST)


@contextmanager
def limited(request: HttpRequest, *wrong: str) -> Iterator[None]:
    """Count what is refused with one of these codes as a failed guess; Refused `tries.too_many` after ten."""
    keys = [f"address {visitors.address(request)}"]
    if request.session.session_key:
        keys.append(f"session {request.session.session_key}")
    _tries.check(*keys)
    try:
        yield
    except Refused as refused:
        if refused.code in wrong:
            _tries.fail(*keys)
        raise
