"""The city day: arrivals as the file says, clients that try again, and nothing lost or doubled that is not noticed."""

import itertools
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from bench.city_day import __main__ as city_day
from bench.city_day import checks, clients, scenario, wire
from bench.city_day.population import Population
from tests.bench import days
from tests.bench.fake_city import FakeCity

from sportello.site import commands


def replay(fake: FakeCity, day: scenario.Scenario, **plan: Any) -> dict[str, Any]:
    """Let a day happen to a fake city; give the figures."""

    async def run() -> dict[str, Any]:
        async with fake.serve() as address:
            return await city_day.replay(day, city_day.Target(address, ("token",)), city_day.Plan(**plan))

    return days.finish(run())


@pytest.mark.parametrize("times", [1, 10])
def test_at_every_point_of_the_day_exactly_its_total_has_come(times: int) -> None:
    day = scenario.read(city_day.DALLAS)
    arrivals = list(day.list_arrivals(times, seed=1))
    assert arrivals == sorted(arrivals)
    for point in day.arrivals:
        assert sum(1 for at in arrivals if at < point.at) == point.total * times
    assert [one.total for one in day.arrivals if one.at in (33_300, 36_000, 54_000, 64_800)] == [
        936,
        1560,
        13139,
        16862,
    ]


def test_the_same_seed_brings_the_same_people_at_the_same_times() -> None:
    day = scenario.read(city_day.DALLAS)
    assert list(day.list_arrivals(1, seed=1)) == list(day.list_arrivals(1, seed=1))
    assert list(day.list_arrivals(1, seed=1)) != list(day.list_arrivals(1, seed=2))
    one, other, later = (Population(day.people, seed, run) for seed, run in ((1, "a"), (2, "a"), (1, "b")))
    assert one.get(7) == one.get(7)
    assert one.get(7).answers == later.get(7).answers and one.get(7).key != later.get(7).key
    assert one.get(7).answers != other.get(7).answers


def test_people_are_as_various_as_the_scenario_says() -> None:
    population = Population(scenario.read(city_day.DALLAS).people, 1, "a")
    people = [population.get(number) for number in range(3000)]
    assert 0.03 < sum(1 for one in people if one.missing) / len(people) < 0.07
    assert 0.10 < sum(1 for one in people if one.has_papers) / len(people) < 0.14
    assert 0.02 < sum(1 for one in people if not one.answers["home"].get("fixed", True)) / len(people) < 0.04
    assert {one.answers["household_size"] for one in people} == set(range(1, 8))
    assert all(one.missing not in one.said and not one.mended.missing for one in people)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('at: "10:00", total: 1560', 'at: "10:00", total: 15'), "total no smaller"),
        (('at: "18:00"', 'at: "six"'), "'six' is no time of day"),
        (("share: 0.35", "share: 35"), "returns.share"),
        (("hasty: 0.02", "hasti: 0.02"), "people.h"),
    ],
)
def test_what_is_wrong_with_a_scenario_is_told_with_file_and_line(
    change: tuple[str, str], told: str, tmp_path: Path
) -> None:
    text = city_day.DALLAS.read_text()
    assert change[0] in text
    (path := tmp_path / "day.yaml").write_text(text.replace(*change))
    with pytest.raises(SystemExit, match=re.escape(told)) as ended:
        scenario.read(path)
    assert re.match(rf"city-day: {re.escape(str(path))}:\d+: ", str(ended.value))


@pytest.mark.parametrize("address", ["http://example.org", "http://192.168.0.1:8000", "https://127.0.0.1", "127.0.0.1"])
def test_no_other_machine_is_put_under_load(address: str) -> None:
    with pytest.raises(SystemExit, match="not of this machine"):
        wire.read_site(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_this_machine_may_be_used_by_any_of_its_names(address: str) -> None:
    assert wire.read_site(address).port == 8000


def test_a_day_without_faults_is_told_as_good() -> None:
    told = replay(FakeCity(), days.make(), speed=None)
    assert told["good"]
    assert told["arrivals"] == told["accepted"] == 60
    assert told["lost"] == {"count": 0, "asked": 60, "references": []}
    assert told["duplicates"]["count"] == 0 and told["duplicates"]["repeated"] > 40
    assert told["tries"]["422"] == told["waits_ms"]["told what is missing"]["count"] > 0
    assert told["money"]["committed"] == str(60 * 1500)
    assert told["quarters"][0]["arrivals"] == 30


def test_a_case_that_is_gone_is_found_lost_and_one_made_twice_is_found_doubled() -> None:
    fake = FakeCity(loses={3}, doubles={5})
    told = replay(fake, days.make(people=days.make().people.model_copy(update={"papers": 0.0})), speed=None)
    assert not told["good"]
    assert told["lost"]["count"] == 1
    assert told["duplicates"]["count"] == 1 and told["duplicates"]["keys"] == [fake.came[4]]


def test_an_answer_without_sense_is_an_error_and_all_the_rest_is_told() -> None:
    calm = {"total": 0, "begins": "09:00", "ends": "10:00"}
    told = replay(FakeCity(garbles={3}), days.make(calls=calm), speed=None)
    assert told["errors"] == {"check: KeyError: 'decision'": 1} and not told["good"]
    assert told["accepted"] == 60 and told["lost"] == {"count": 0, "asked": 59, "references": []}


def test_whoever_is_cut_off_or_told_to_wait_tries_again_with_the_same_key() -> None:
    fake = FakeCity(tears={2, 9}, busy={4})
    told = replay(fake, days.make(), speed=None)
    assert told["good"] and told["accepted"] == fake.made == 60
    assert told["tries"]["torn"] == 2 and told["tries"]["503"] == 1
    assert told["sent_again"] == 3


def test_a_city_that_stalls_makes_those_wait_who_come_meanwhile() -> None:
    nobody = {"ineligible": 0, "papers": 0, "incomplete": 0, "unfixed": 0, "hasty": 0}
    calm = {"total": 0, "begins": "09:00", "ends": "10:00"}
    day = days.make(100, people=nobody, calls=calm, reads=calm)
    waits = replay(FakeCity(stalls={1: 0.4}), day, speed=7200, connections=1)["waits_ms"]["apply"]
    assert waits["p50"] > 100, "half of them came while the city stalled, and they waited since they came"


def test_people_who_cannot_even_connect_give_up_and_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "PATIENCE", 0.1)
    told = replay(FakeCity(stalls={1: 0.5}), days.make(), speed=7200, connections=1)
    assert told["unserved"] > 20 and not told["good"]
    assert told["accepted"] + told["unserved"] == 60


def test_a_day_can_be_played_as_far_as_a_time() -> None:
    day = scenario.read(city_day.DALLAS).cut(scenario.read_clock("09:15"))
    assert len(list(day.list_arrivals(10, seed=1))) == 9360 and not list(day.list_calls(10, seed=1))
    told = replay(FakeCity(), days.make().cut(scenario.read_clock("09:30")), speed=None)
    assert told["good"] and told["arrivals"] == 40
    assert [one["to"] for one in told["quarters"]] == ["09:15", "09:30"]
    assert [one["at"] for one in told["scenario"]["points"]] == ["09:00", "09:15"]
    assert told["scenario"]["name"] == "An hour, until 09:30"


@pytest.mark.parametrize("until", ["09:00", "18:01"])
def test_a_time_outside_the_day_is_refused(until: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["bench", "city-day", "--until", until]) == 1
    assert f"{until} is not within the day" in capfd.readouterr().err


def test_a_day_that_takes_too_long_ends_and_says_what_was_left() -> None:
    told = replay(FakeCity(), days.make(), speed=60, most_seconds=0.2)
    assert told["not_begun"] > 50 and not told["good"]


def test_the_database_tells_what_no_client_was_told() -> None:
    found = checks.Found()
    checks.compare(told=["A", "B", "C"], stored=["A", "B", "D", "E"], unanswered=1, found=found)
    assert found.lost == {"C"}
    assert (found.extra, found.duplicates) == (1, 1)


def test_without_a_token_nothing_is_sent(capfd: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["bench", "city-day", "--address", "http://127.0.0.1:9"]) == 1
    assert "sportello client add" in capfd.readouterr().err


DOCS = Path(__file__).resolve().parents[2] / "docs" / "city-day.md"
MAPPING = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.DOTALL)[0]


@pytest.fixture
def form() -> Iterator[ThreadingHTTPServer]:
    """Serve a plain form of another make: HTTP/1.0, a redirect to the page with the reference."""
    kept: dict[str, dict[str, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reference = self.path.rpartition("=")[2]
            if self.path.startswith("/status") and reference not in [one["reference"] for one in kept.values()]:
                return self.send_error(404)
            return self._page(f"<form action=/send method=post> Reference: <b>{reference}</b>")

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            fields = {name: values[0] for name, values in sent.items()}
            if not fields.get("owed_to"):
                return self._page("<form>Who is owed?</form>")
            key = fields["submission"]
            kept.setdefault(key, fields | {"reference": f"F-{len(kept) + 1}"})
            self.send_response(303)
            self.send_header("Location", f"/thanks?reference={kept[key]['reference']}")
            return self.end_headers()

        def _page(self, text: str) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.kept = kept
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_plain_form_of_another_system_has_its_day_too(form: Any, tmp_path: Path) -> None:
    (mapping := tmp_path / "form.yaml").write_text(MAPPING)
    target = city_day.Target(f"http://127.0.0.1:{form.server_port}", mapping=mapping)
    told = days.finish(city_day.replay(days.make(40), target, city_day.Plan(speed=None, connections=4)))
    assert told["errors"] == {}
    assert told["good"] and told["accepted"] == len(form.kept) == 40
    assert told["lost"]["asked"] == 40 and told["duplicates"]["repeated"] > 30
    first = next(iter(form.kept.values()))
    assert first["name"].count(" ") == 2 and {"rent", "owed_to"} & first.keys()


def test_a_form_that_cannot_be_asked_is_not_told_to_have_lost_nothing(form: Any, tmp_path: Path) -> None:
    lines = [line for line in MAPPING.splitlines() if not line.startswith("status")]
    (mapping := tmp_path / "form.yaml").write_text("\n".join(lines))
    target = city_day.Target(f"http://127.0.0.1:{form.server_port}", mapping=mapping)
    calm = {"total": 0, "begins": "09:00", "ends": "10:00"}
    nobody = {"share": 0, "times": 0, "minutes": [1, 2]}
    told = days.finish(city_day.replay(days.make(10, calls=calm, returns=nobody), target, city_day.Plan(speed=None)))
    assert told["lost"]["asked"] is None


def test_answers_are_read_whole_however_they_come() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    sized = b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nabcde"
    for whole, cut in itertools.product((chunked, sized), (10, 40, len(sized) - 1)):
        assert wire._read_answer(bytearray(whole[:cut]), at_end=False) is None
        answer = wire._read_answer(bytearray(whole), at_end=False)
        assert answer is not None and answer.body == b"abcde"
