"""Pages as visitors meet them: Django's test client, static files by their plain names."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.channels.visiting import Visitor


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files as they are: the manifest is made only when the city opens."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def newcomer(town: Any) -> "Callable[..., Visitor]":
    """Make a visitor nobody knows, with cookies and an address of their own."""
    from tests.channels.visiting import Visitor

    return Visitor


@pytest.fixture
def visitor(newcomer: "Callable[..., Visitor]") -> "Visitor":
    """Be a visitor nobody knows."""
    return newcomer()
