"""What tests of the site share."""

import shutil
from pathlib import Path

import pytest

from sportello.site import postgres


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, programs: Path) -> Path:
    """Make a PostgreSQL folder once, to copy: making one takes ten times as long as starting it."""
    folder = tmp_path_factory.mktemp("cluster")
    with postgres.serving(folder, programs=programs, settings=postgres.FAST_AND_LOSING):
        pass
    shutil.rmtree(folder / "socket", ignore_errors=True)
    return folder
