"""Fixtures of those who attack."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hash passwords quickly: scrypt takes its time on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module", autouse=True)
def _limits_of_others(built_town: Any) -> Iterator[None]:
    """Forget what was tried, lest the next from this machine be refused."""
    from sportello.store.limits import Tally

    yield
    Tally.objects.all().delete()
