"""What tests of the site share, made once a run by whichever of its processes comes first."""

import fcntl
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.site.living import City

from sportello.integrations.pyhanko import make_demo_identity
from sportello.site import postgres


@pytest.fixture(scope="session")
def cluster(programs: Path) -> Path:
    """Make a PostgreSQL folder once, to copy: making one takes ten times as long as starting it."""

    def make(folder: Path) -> None:
        with postgres.serving(folder, programs=programs, settings=postgres.FAST_AND_LOSING):
            pass
        shutil.rmtree(folder / "socket", ignore_errors=True)

    return make_once("cluster", make)


@pytest.fixture(scope="session")
def prepared(programs: Path, cluster: Path) -> Path:
    """Make a city once, to copy: with its pack published, and nothing done yet."""

    def make(folder: Path) -> None:
        made = City(folder, programs)
        shutil.copytree(cluster, made.var / "postgres")
        make_demo_identity(made.var / "signing", "Test city", datetime.now(UTC) - timedelta(days=1))
        with postgres.serving(made.var / "postgres", programs=programs, settings=postgres.FAST_AND_LOSING):
            made.do("prepare")
        shutil.rmtree(made.var / "postgres" / "socket", ignore_errors=True)

    return make_once("city", make) / "var"


def make_once(name: str, make: Callable[[Path], None]) -> Path:
    """Have a folder of the run's made, unless another of its processes has."""
    folder = Path(os.environ["SPORTELLO_VAR"]) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make(folder)
    return folder


@pytest.fixture
def city(short_path: Path, programs: Path, prepared: Path) -> City:
    shutil.copytree(prepared, short_path / "var")
    return City(short_path, programs)
