"""What every test may ask for: a real PostgreSQL, an environment of its own.

Database: tests marked `django_db` (or using `db`, `transactional_db`) get a migrated database. It belongs to
SPORTELLO_TEST_DATABASE_URL where that is set, else to a PostgreSQL started for this run and thrown away
with it. Under xdist the controlling process starts it, and each worker makes a database of its own in it.

Fixtures:
    programs     folder of PostgreSQL's programs, for tests that start servers
    short_path   an empty folder with a short path (a socket's may have 103 bytes)
    town         the demo city, published; see tests/town.py. Tests share its database and leave what they made
"""

import base64
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import HealthCheck, settings

TEST_KEYS = {
    "SPORTELLO_KEYS": f"test-1:{base64.b64encode(bytes(range(32))).decode()}",
    "SPORTELLO_SIGNING_KEY": f"test-2:{base64.b64encode(bytes(range(32, 64))).decode()}",
    "SPORTELLO_SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
}
MIGRATED = "test_sportello_migrated"  # a database nobody works in
KEPT = ("SPORTELLO_TEST_", "SPORTELLO_PG_BIN")
PROPERTIES = settings(
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""A property is tried with the same examples in each run, however long a busy machine takes over them."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give this run an environment of its own, and set Django up in it."""
    if not hasattr(config, "workerinput"):  # to an xdist worker the environment came with it
        _keep_byte_code(config.rootpath / ".pytest_cache" / "bytecode")
        _make_environment(config)
    settings.register_profile("tests", PROPERTIES)
    settings.load_profile("tests")
    django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Take one process more than there are processors: a third of the time a test waits for a server or a disk."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: many short modules keep all processes busy to the end."""
    items.sort(key=lambda item: not (item.get_closest_marker("begins") or item.get_closest_marker("browser")))


def _keep_byte_code(folder: Path) -> None:
    """Compile once what a hundred processes import, also where byte code must not lie beside its source."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(folder)
        sys.dont_write_bytecode = False


def _make_environment(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("SPORTELLO_") and not name.startswith(KEPT)]:
        del os.environ[name]
    var = Path(tempfile.mkdtemp(prefix="sportello-test-"))
    (var / "static").mkdir()  # where a city that opens gathers its files
    config.add_cleanup(lambda: shutil.rmtree(var, ignore_errors=True))
    os.environ.update(TEST_KEYS, SPORTELLO_VAR=str(var), DJANGO_SETTINGS_MODULE="sportello.site.settings")
    os.environ["DATABASE_URL"] = os.environ.get("SPORTELLO_TEST_DATABASE_URL") or _start_postgres(config, var)


def _start_postgres(config: pytest.Config, var: Path) -> str:
    from sportello.site import environment, postgres

    server = postgres.Server(var / "postgres", programs=environment.get().pg_bin, settings=postgres.FAST_AND_LOSING)
    environment.get.cache_clear()
    config.add_cleanup(server.stop)
    server.start()
    return server.url


@pytest.fixture(scope="session")
def programs() -> Path:
    """Find the PostgreSQL this run uses."""
    from sportello.site import environment, postgres

    return environment.get().pg_bin or postgres.find_programs()


@pytest.fixture
def short_path() -> Iterator[Path]:
    """Make an empty folder whose path leaves room for a socket's name."""
    path = Path(tempfile.mkdtemp(prefix="sp-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any) -> None:
    """Make this process's database anew; the next run does away with it, since threads still hold connections.

    Whichever process comes first migrates its own and keeps a copy, which the others begin with.
    """
    from django.db import connection
    from django.test.utils import setup_databases

    kept = Path(os.environ["SPORTELLO_VAR"]) / "migrated"
    with django_db_blocker.unblock(), kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            connection.settings_dict["TEST"]["TEMPLATE"] = MIGRATED
        setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
        if "PYTEST_XDIST_WORKER" in os.environ and not kept.exists():
            _keep_migrated(connection)
            kept.touch()


def _keep_migrated(connection: Any) -> None:
    own = connection.settings_dict["NAME"]
    connection.close()  # nobody may be in a database that is copied
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{MIGRATED}"')
        cursor.execute(f'CREATE DATABASE "{MIGRATED}" TEMPLATE "{own}"')


@pytest.fixture(scope="session")
def built_town(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Build the demo city once per process and publish it; the database stays open to every test from then on."""
    from sportello.actions import live
    from sportello.core import actors
    from sportello.site import publishing
    from tests import town as towns

    with django_db_blocker.unblock():
        built = towns.build(tmp_path_factory.mktemp("signing") / "identity")
        documents = publishing.read_documents(towns.DEMO)
        publishing.publish(documents, by=actors.system("publish"), effective_from=built.clock().date())
        live.forget()
        yield built


@pytest.fixture
def town(built_town: Any) -> Any:
    """Give the demo city with its clock set back to the opening, and no work left over by other tests."""
    from tests import town as towns

    towns.forget_work()
    built_town.clock.at = towns.OPENING
    built_town.mail.sent.clear()
    for network in (built_town.texts, built_town.whatsapp):
        network.sent.clear()
        network.refuses.clear()
    built_town.push.sent.clear()
    built_town.push.gone.clear()
    return built_town
