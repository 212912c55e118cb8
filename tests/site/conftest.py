"""What tests of the site share."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.site.living import City

from sportello.integrations.pyhanko import make_demo_identity
from sportello.site import postgres


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, programs: Path) -> Path:
    """Make a PostgreSQL folder once, to copy: making one takes ten times as long as starting it."""
    folder = tmp_path_factory.mktemp("cluster")
    with postgres.serving(folder, programs=programs, settings=postgres.FAST_AND_LOSING):
        pass
    shutil.rmtree(folder / "socket", ignore_errors=True)
    return folder


@pytest.fixture(scope="session")
def prepared(programs: Path, cluster: Path) -> Iterator[Path]:
    """Make a city once, to copy: with its pack published, and nothing done yet."""
    folder = Path(tempfile.mkdtemp(prefix="sp-"))
    made = City(folder, programs)
    shutil.copytree(cluster, made.var / "postgres")
    make_demo_identity(made.var / "signing", "Test city", datetime.now(UTC) - timedelta(days=1))
    with postgres.serving(made.var / "postgres", programs=programs):
        made.do("prepare")
    shutil.rmtree(made.var / "postgres" / "socket", ignore_errors=True)
    yield made.var
    shutil.rmtree(folder)


@pytest.fixture
def city(short_path: Path, programs: Path, prepared: Path) -> City:
    shutil.copytree(prepared, short_path / "var")
    return City(short_path, programs)
