"""The demo city's past, played for real in a database of its own."""

import os
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from sportello.site import demo_keys

PLAY = """
import django
django.setup()
from sportello.site import prepare
prepare.prepare(cases=14)
"""


@pytest.fixture
def own_database() -> str:
    """Make an empty database beside those of the run."""
    url, name = os.environ["DATABASE_URL"], f"own_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def test_a_seeded_city_has_staff_residents_and_cases_whose_record_is_sealed(own_database: str, tmp_path: Path) -> None:
    variables = {**os.environ, "SPORTELLO_VAR": str(tmp_path), "SPORTELLO_DEMO": "yes", "DATABASE_URL": own_database}
    demo_keys.make({}, tmp_path)
    told = subprocess.run([sys.executable, "-c", PLAY], env=variables, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    with psycopg.connect(own_database) as connection:
        cases, decided, closed = connection.execute(
            "SELECT count(*), count(journey), count(closed_at) FROM store_case"
        ).fetchone()
        events, sealed = connection.execute(
            "SELECT count(*), (SELECT max(size) FROM store_checkpoint) FROM store_event"
        ).fetchone()
        people = connection.execute("SELECT count(*) FROM store_account").fetchone()[0]
    assert cases >= 12 and decided == cases and 0 < closed < cases
    assert events == sealed > cases
    assert people > 20
    assert "14 of 14" in told.stderr
