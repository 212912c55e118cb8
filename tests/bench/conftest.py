"""A city for benches, opened once for all that use it."""

from collections.abc import Iterator

import pytest

from bench import city


@pytest.fixture(scope="session")
def opened() -> Iterator[city.City]:
    """Give a city that is open, with its worker and two clients."""
    with city.published(2, "web", "worker") as made:
        yield made
