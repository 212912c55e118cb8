"""From a pack's folder to editions: what would change, and proposing it. Knows no command line."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sportello.actions import city, editions
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.packs import building, reading
from sportello.store.editions import Edition


def read_documents(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Read a pack as documents by subject, as `resolve` gives them; BrokenPack with all that is wrong."""
    return resolve(reading.read_folder(folder))


def resolve(pack: reading.Pack) -> dict[str, Mapping[str, Any]]:
    """Give a pack's documents by subject, the city's first, with dates counted from each one's first publication."""
    today = local_today(pack.city)
    documents = {"city": pack.city, **pack.services}
    return {
        subject: reading.resolve(document, editions.find_first_day(subject) or today)
        for subject, document in documents.items()
    }


def local_today(city_document: Mapping[str, Any]) -> date:
    """Give today's date where the city is, before anything of it is published."""
    return city.now().astimezone(building.build_profile(city_document).zone).date()


def publish(documents: Mapping[str, Mapping[str, Any]], *, by: Actor, effective_from: date) -> list[Edition]:
    """Propose every document that differs from what is live, against what is live now.

    What is proposed already is not proposed again: the edition that waits is given, with the day it has.
    """
    changes = editions.compare(documents)
    return [_propose(change, documents[change.subject], by, effective_from) for change in changes]


def _propose(change: editions.Change, document: Mapping[str, Any], by: Actor, effective_from: date) -> Edition:
    try:
        return editions.propose(
            change.subject, document, by=by, effective_from=effective_from, based_on=change.based_on
        )
    except Refused as refused:
        waits = editions.find_waiting(change) if refused.code == "edition.already_proposed" else None
        if waits is None:
            raise
        return waits
