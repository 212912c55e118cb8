"""Fixtures of the desk's pages: static files by their plain names, people who work here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.channels.desk.people import Desk


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files as they are: the manifest is made only when the city opens."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # scrypt takes its time on purpose


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
