"""Fixtures of the desk's pages: people who work here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.channels.desk.people import Desk


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hash passwords quickly: scrypt takes its time on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def at_desk(town: Any) -> "Callable[..., Desk]":
    """Make someone who works here."""
    from tests.channels.desk import people

    return people.make


@pytest.fixture
def nobody(town: Any) -> "Desk":
    """Be somebody who is not signed in."""
    from tests.channels.desk.people import Desk

    return Desk()
