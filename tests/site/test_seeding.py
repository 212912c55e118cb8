"""The demo city's past, played for real in a database of its own, and held against its record by the commands."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.site import commanding

from sportello.site import demo_keys

pytestmark = pytest.mark.begins

PLAY = """
import django
django.setup()
from sportello.site import prepare
prepare.prepare(cases=14)
"""


@dataclass(frozen=True)
class Seeded:
    """A seeded city: the environment of its processes, and what was said while it was made."""

    variables: dict[str, str]
    told: str

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(self.variables["DATABASE_URL"])

    def run(self, *command: str) -> tuple[int, str]:
        """Run a `sportello` command; give its exit code and what it said."""
        return commanding.run(*command, variables=self.variables)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """Seed a city in a database beside those of the run, thrown away afterwards."""
    var, url, name = tmp_path_factory.mktemp("var"), os.environ["DATABASE_URL"], f"own_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    own = urlsplit(url)._replace(path=f"/{name}").geturl()
    variables = {**os.environ, "SPORTELLO_VAR": str(var), "SPORTELLO_DEMO": "yes", "DATABASE_URL": own}
    demo_keys.make({}, Path(var))
    told = subprocess.run([sys.executable, "-c", PLAY], env=variables, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    yield Seeded(variables, told.stderr)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_seeded_city_has_staff_residents_and_cases_whose_record_is_sealed(city: Seeded) -> None:
    with city.connect() as connection:
        cases, decided, closed = connection.execute(
            "SELECT count(*), count(journey), count(closed_at) FROM store_case"
        ).fetchone()
        events, sealed = connection.execute(
            "SELECT count(*), (SELECT max(size) FROM store_checkpoint) FROM store_event"
        ).fetchone()
        people = connection.execute("SELECT count(*) FROM store_account").fetchone()[0]
    assert cases == decided == 15 and 0 < closed < cases
    assert events == sealed > cases
    assert people > 20
    assert "14 of 14" in city.told


def test_two_residents_have_applied_together(city: Seeded) -> None:
    with city.connect() as connection:
        found = connection.execute(
            "SELECT a.login, b.login, (SELECT count(*) FROM store_casekey k WHERE k.case_id = c.id) FROM store_case c"
            " JOIN store_account a ON a.party_id = c.party_id JOIN store_account b ON b.party_id = c.co_party_id"
        ).fetchall()
    assert found == [("resident.1", "resident.2", 2)]


def test_a_seeded_message_is_sent_after_it_was_written(city: Seeded) -> None:
    with city.connect() as connection:
        sent, early = connection.execute(
            "SELECT count(sent_at), count(*) FILTER (WHERE sent_at < written_at) FROM store_message"
        ).fetchone()
    assert sent and not early


def test_what_was_promised_to_those_of_the_past_was_kept(city: Seeded) -> None:
    code, told = city.run("record", "verify")
    assert code == 0 and told.endswith(" checkpoints: good\n"), told
    with city.connect() as connection:
        moments = [at for (at,) in connection.execute("SELECT at FROM store_checkpoint ORDER BY size")]
        [(first,)] = connection.execute("SELECT min(submitted_at) FROM store_case").fetchall()
    assert moments == sorted(moments) and len(moments) > 10
    assert moments[0] - first < timedelta(minutes=1)


def test_every_seeded_decision_is_recomputed_and_an_unknown_reference_is_told(city: Seeded) -> None:
    with city.connect() as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM store_decision").fetchall()
    told = f"{count} decisions: {count} equal, 0 different, 0 not recomputable\n"
    assert city.run("replay", "--all") == (0, told)
    assert city.run("replay", "AAA-AAA-AAA")[0] == 1


def test_one_event_altered_by_hand_is_named_by_the_verification(city: Seeded) -> None:
    with city.connect() as connection:
        [(event, actor)] = connection.execute("SELECT id, actor FROM store_event ORDER BY id LIMIT 1").fetchall()
        connection.execute("UPDATE store_event SET actor = 'staff:somebody' WHERE id = %s", [event])
    code, told = city.run("record", "verify")
    with city.connect() as connection:
        connection.execute("UPDATE store_event SET actor = %s WHERE id = %s", [actor, event])
    assert code == 1 and "1 PROBLEMS" in told
    assert f"event {event}" in told and "altered" in told


def test_whoever_is_outside_verifies_what_the_city_exports_from_a_checkpoint_of_before(
    city: Seeded, tmp_path: Path
) -> None:
    _, note = city.run("record", "checkpoint")
    (tmp_path / "kept").write_text(note)
    assert city.run("record", "export", str(tmp_path / "extract"))[0] == 0
    theirs = {name: value for name, value in city.variables.items() if not name.startswith(("SPORTELLO_", "DATABASE"))}
    outside = Seeded(theirs, "")
    code, told = outside.run("record", "verify", str(tmp_path / "extract"), "--checkpoint", str(tmp_path / "kept"))
    assert code == 0 and told.endswith("127.0.0.1/record: good\n"), told
    origin, size, *rest = note.split("\n")
    (tmp_path / "kept").write_text("\n".join((origin, str(int(size) + 1), *rest)))
    assert outside.run("record", "verify", str(tmp_path / "extract"), "--checkpoint", str(tmp_path / "kept"))[0] == 1
