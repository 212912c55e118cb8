"""What lanes of the API share: a request's headers, an answer's, threads that know the database. Knows no subject."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import cache
from typing import Any, TypeVar

from django.db import close_old_connections

from sportello.channels.pages import security, visitors

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Result = TypeVar("Result")

FORWARDED = b"x-forwarded-for"
WHERE = frozenset({b"host", FORWARDED, b"x-forwarded-proto"})


def read_headers(scope: Scope, names: frozenset[bytes]) -> dict[bytes, str] | None:
    """Read the headers of these names, and WHERE; None where Django has to answer: one is given twice, or the request
    did not come well.
    """
    found = [(name, value.decode("latin-1")) for name, value in scope["headers"] if name in names or name in WHERE]
    given = dict(found)
    came_well = security.came_well(given.get(b"host", ""), given.get(b"x-forwarded-proto"))
    return given if came_well and len(given) == len(found) else None


def find_address(scope: Scope, given: Mapping[bytes, str]) -> str:
    """Find the network address that a request with these headers comes from."""
    client = scope.get("client")
    return visitors.choose_address(given.get(FORWARDED, ""), client[0] if client else "")


def with_database(deed: Callable[..., Result], *given: Any) -> Result:
    """Do something in a thread of ours, whose connection to the database is kept from one time to the next."""
    close_old_connections()
    try:
        return deed(*given)
    finally:
        close_old_connections()


async def answer(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Send an answer whole, with what Django's middleware says in each."""
    written = [*_everywhere(), *_encode(headers), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": written})
    await send({"type": "http.response.body", "body": body})


@cache
def _everywhere() -> list[tuple[bytes, bytes]]:
    return _encode({**security.list_headers(), "Vary": "Accept-Language"})


def _encode(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
