"""How much may be put into the city from one network, signed in or not: what nobody ever sends fills a disk."""

from django.http import HttpRequest

from sportello.actions import limits
from sportello.channels.pages import visitors

DRAFTS = limits.Limit("drafts from", 300, 3600)  # phones of one carrier share an address
FILES = limits.Limit("files from", 60, 600)
FILES_A_DAY = limits.Limit("files from, a day", 1000, 24 * 3600)  # of 10 MB each: 10 GB


def count_draft(request: HttpRequest) -> None:
    """Count a draft that is begun. Refused `limit.reached`."""
    limits.take(DRAFTS, _network(request))


def count_file(request: HttpRequest) -> None:
    """Count a file that is taken in. Refused `limit.reached`."""
    for limit in (FILES, FILES_A_DAY):
        limits.take(limit, _network(request))


def _network(request: HttpRequest) -> str:
    return visitors.network(visitors.address(request))
