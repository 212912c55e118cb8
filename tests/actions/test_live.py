"""What counts now: by date, by approval, and to the second after publishing."""

import copy
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import editions, live
from sportello.core import actors
from sportello.core.actors import Role
from sportello.store.editions import Edition

SUBJECT = "today-and-tomorrow"


def document(**changed: Any) -> dict[str, Any]:
    edition = Edition.objects.filter(subject="street-defect", approved_at__isnull=False).latest("id")
    document = copy.deepcopy(editions.get_document(edition.hash)) | {"id": SUBJECT}
    document["service"].update(changed)
    return document


@pytest.fixture
def service(town: Town) -> Iterator[str]:
    """Publish a service of this test's own from today, and take it away again."""
    editions.propose(SUBJECT, document(), by=actors.system(), effective_from=live.today())
    yield SUBJECT
    Edition.objects.filter(subject=SUBJECT).delete()
    live.forget()


def test_what_was_just_published_counts_at_once(town: Town, service: str) -> None:
    assert live.service(service).promise.count == 15 and service in [one.id for one in live.services()]


def test_a_coming_edition_counts_from_midnight_in_the_city(town: Town, service: str) -> None:
    author, tomorrow = towns.staff("*", Role.PUBLISHER), live.today() + timedelta(days=1)
    edition = editions.propose(service, document(promise="9 days"), by=author, effective_from=tomorrow)
    editions.approve(edition.id, by=towns.staff("*", Role.PUBLISHER))
    midnight = live.local(town.clock.at).replace(hour=23, minute=59, second=59)
    for seconds, days in ((0, 15), (2, 9)):
        town.clock.at = midnight + timedelta(seconds=seconds)
        live.forget()
        assert live.service(service).promise.count == days


def test_what_nobody_approved_never_counts(town: Town, service: str) -> None:
    author = towns.staff("*", Role.PUBLISHER)
    editions.propose(service, document(promise="9 days"), by=author, effective_from=live.today())
    live.forget()
    assert live.service(service).promise.count == 15


def test_an_earlier_edition_is_still_read_as_it_was(town: Town, service: str) -> None:
    before = live.service(service)
    author = towns.staff("*", Role.PUBLISHER)
    edition = editions.propose(service, document(promise="9 days"), by=author, effective_from=live.today())
    editions.approve(edition.id, by=towns.staff("*", Role.PUBLISHER))
    assert (live.service(service).promise.count, live.edition(before.edition).promise.count) == (9, 15)


def test_a_service_or_edition_the_city_never_had_is_told_so(town: Town) -> None:
    assert code_of(lambda: live.service("no-such")) == "service.unknown"
    assert code_of(lambda: live.edition("0" * 64)) == "edition.unknown"
