"""Each bench in a tiny form, over one city that is open: it runs, and prints lines a program can read."""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace

import psycopg
import pytest
from bench.city_day import __main__ as city_day
from bench.city_day import wire
from bench.city_day.adapters import Standing
from bench.city_day.adapters.sportello import Sportello
from bench.city_day.clients import Line
from bench.city_day.population import Population
from bench.visitor import Visitor
from tests.bench import days

from bench import city, decide, documents, figures, folder, growth, intake, load, pages
from sportello.site import commands

pytestmark = pytest.mark.begins


def _lines(found: Iterable[figures.Figure], capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    figures.show(found, as_json=True)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_intake_takes_applications_in_and_compares_them_with_pgbench(
    opened: city.City, capsys: pytest.CaptureFixture[str]
) -> None:
    rate, *_ = _lines(intake.of_city("intake", opened, 0.3, 1), capsys)
    assert (rate["bench"], rate["unit"]) == ("intake", "applications/s")
    assert rate["figure"] > 0 and rate["floor"] > 0
    assert rate["ratio"] == round(rate["figure"] / rate["floor"], 3)


def test_a_worker_makes_documents_and_is_compared_with_making_them_alone(
    opened: city.City, capsys: pytest.CaptureFixture[str]
) -> None:
    (rate,) = _lines([documents.of_city(opened, "documents", "unsigned", 48, 1.0)], capsys)
    assert (rate["bench"], rate["unit"]) == ("documents, unsigned", "documents/s")
    assert rate["figure"] > 0 and rate["floor"] > 0


def test_pages_are_reached_as_people_reach_them(opened: city.City, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _lines(pages.of_city(opened, 0.1), capsys)
    rated = {str(line["bench"]) for line in lines if line["ratio"] is not None}
    assert rated == {f"page {name}" for name in ("start", "service", "question", "case", "case by API", "queue")}
    assert all(line["figure"] < 100 for line in lines if line["unit"] == "KB")


def test_a_folder_is_read_among_many_and_a_certificate_comes(
    opened: city.City, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.fill(opened, 30, 2)
    lines = _lines([*folder.of_pages(opened, 2, "30 residents"), *folder.of_certificates(opened, 1)], capsys)
    assert len(lines) == 2 * len(folder.PAGES) + 2 and all(line["figure"] > 0 for line in lines)
    documents.ask(opened, "certificates", 2)
    with psycopg.connect(opened.database) as connection:
        counted = connection.execute("SELECT count(*) FROM store_case GROUP BY party_id HAVING party_id IS NOT NULL")
        assert sorted(counted) == [(1,)] * 32 + [(2,)] * 2  # the original has its certificate besides


SCHEMA = """
SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'store%'
UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
FROM pg_constraint WHERE conrelid::regclass::text LIKE 'store%' ORDER BY 1
"""


def test_a_city_grows_by_copies_that_open_are_found_and_stand_in_the_record(opened: city.City) -> None:
    with growth.grown(1, 300, played=40) as (grown, known):
        assert _schema(grown) == _schema(opened)
        told = subprocess.run(
            [sys.executable, "-m", "sportello.site.commands", "record", "verify"],
            env=grown.variables,
            capture_output=True,
            check=False,
        )
        assert told.returncode == 0 and b"good" in told.stdout
        worked = next(one for one in known if one["team"] and one["name"])
        staff, resident = Visitor(grown.port), Visitor(grown.port)
        staff.send("/sign-in", {"account": f"lead.{worked['team']}", "next": "/desk/"})
        for kind in ("reference", "name"):
            assert worked["reference"] in staff.send("/desk/find", {"kind": kind, "text": worked[kind]}).text
        assert worked["name"] in staff.open(f"/desk/cases/{worked['case']}?purpose=work").text
        assert "/desk/cases/" in staff.open("/desk/").text
        for one in known:
            assert one["reference"] in resident.open(f"/track/{one['reference']}/{one['secret']}").text


def _schema(of: city.City) -> list[tuple[str]]:
    with psycopg.connect(of.database) as connection:
        return connection.execute(SCHEMA).fetchall()


def test_decide_measures_one_case_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "ROWS", 2_000)
    found = decide.figures()
    assert {"bench", "figure", "unit", "floor", "ratio"} <= found[0].keys()
    assert all(line["figure"] > 0 for line in found)


def test_the_record_is_sealed_verified_and_replayed_beside_the_computing_alone() -> None:
    command = [sys.executable, "-m", "bench.record", "--json", "--cases", "20"]
    told = subprocess.run(command, cwd=city.ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["bench"] for line in lines] == ["record seal", "record verify", "replay"]
    assert all(line["figure"] > 0 and line["floor"] > 0 for line in lines)


def test_a_bench_nobody_wrote_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["bench", "nothing"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "decide, documents, intake" in told


def test_a_day_in_a_real_city_holds(opened: city.City) -> None:
    day = days.make(clerks={"count": 1, "minutes": 15})
    target = city_day.Target(f"http://127.0.0.1:{opened.port}", opened.tokens, opened.database)
    told = days.finish(city_day.replay(day, target, city_day.Plan(speed=None, connections=8)))
    assert told["errors"] == {}
    assert told["good"] and told["accepted"] == 60
    assert told["lost"]["asked"] == 60 and told["database"] == {"compared": True, "not_told_to_anyone": 0}
    assert told["duplicates"]["repeated"] > 40
    assert told["decisions"]["at_once"] > 0 and told["decisions"]["waiting"] > 0


def test_papers_sent_along_are_decided_at_once_and_the_others_by_a_clerk_at_the_desk(opened: city.City) -> None:
    async def run(adapter: Sportello) -> str:
        await adapter.prepare(1)
        people = days.make().people.model_copy(update={"ineligible": 0.0, "papers": 1.0, "incomplete": 0.0})
        someone = Population(people, 1, f"clerk-{time.time_ns()}").get(1)
        receipt = await adapter.apply(someone)
        assert receipt.outcome == "approve" and receipt.amount > 0
        later = await adapter.apply(replace(someone, key=f"{someone.key}-later", has_papers=False))
        assert later.outcome == "" and await adapter.status(later) == Standing()
        deadline = time.monotonic() + 30
        while (decided := await adapter.work(0)) is None:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)
        return decided

    async def at_desk() -> str:
        async with wire.Pool(wire.read_site(f"http://127.0.0.1:{opened.port}"), 4) as pool:
            return await run(Sportello(Line(pool, random.Random(1)), opened.tokens, random.Random(1)))

    decided = days.finish(at_desk())
    with psycopg.connect(opened.database) as connection:
        found = connection.execute("SELECT outcome FROM store_case WHERE reference = %s", [decided]).fetchone()
    assert found in [("approve",), ("deny",)]


def test_a_token_the_city_does_not_know_is_explained(opened: city.City) -> None:
    target = city_day.Target(f"http://127.0.0.1:{opened.port}", ("sportello_wrong",))
    with pytest.raises(SystemExit, match=r"access\.token.*sportello client add"):
        days.finish(city_day.replay(days.make(), target, city_day.Plan()))


@pytest.mark.parametrize(
    ("came", "read"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", ("200", 3)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", None),
        (b"HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n", ("304", 0)),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n", ("200", 4)),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n", None),
        (b"HTTP/1.1 200 OK\r\ncontent-le", None),
    ],
)
def test_the_benches_client_knows_when_an_answer_is_whole(came: bytes, read: object) -> None:
    assert load.read_answer(came) == read
