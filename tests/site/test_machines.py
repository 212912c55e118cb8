"""Several machines of one city: what was begun on one goes on at another."""

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.request import Request, urlopen

import pytest
from bench.city import find_free_port
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from moto.server import ThreadedMotoServer
from tests import town as towns
from tests.channels import visiting
from tests.site import machines
from tests.site.machines import Browser, Machine
from tests.town import Town

from sportello.actions import live
from sportello.core import interview
from sportello.store.files import File

pytestmark = pytest.mark.begins

TOKEN = "only-for-tests"
PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()


@pytest.fixture(scope="module")
def two(built_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, Machine]]:
    """Open two machines of the city, which share a database and a bucket."""
    folder = tmp_path_factory.mktemp("machines")
    s3 = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    s3.start()
    host, port = s3.get_host_and_port()
    urlopen(Request(f"http://{host}:{port}/city", method="PUT")).close()
    storage = f"s3://key:secret@{host}:{port}/city?region=eu-south-1&tls=no"
    shared = {**machines.share(folder), "STORAGE_URL": storage, "SPORTELLO_METRICS_TOKEN": TOKEN}
    with ExitStack() as stack:
        stack.callback(s3.stop)
        yield tuple(
            stack.enter_context(machines.opened(folder / name, find_free_port(), shared)) for name in ("one", "two")
        )


def send(browser: Browser, machine: Machine, page: str, path: str, **fields: Any) -> str:
    """Open a page at a machine and send a form of it there; give the page that follows."""
    _, _, text = browser.ask(machine, page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    form = encode_multipart(BOUNDARY, {**fields, **({"csrfmiddlewaretoken": token[1]} if token else {})})
    origin = f"http://127.0.0.1:{machine.port}"
    status, _, text = browser.ask(machine, path, form, Content_Type=MULTIPART_CONTENT, Origin=origin)
    assert status == 200, text
    return text


def test_a_draft_begun_on_one_machine_is_finished_on_the_other(two: tuple[Machine, Machine], town: Town) -> None:
    browser, turn = Browser(), itertools.cycle(two)
    example = town.example("street-defect")
    files = {name: towns.content(town, "street-defect", name) for name in example["files"]}
    send(browser, next(turn), "/services/street-defect", "/services/street-defect/begin")
    draft = browser.path.split("/")[2]
    while match := re.fullmatch(r"/apply/[^/]+/(.+)", browser.path):
        question = interview.get_question(live.service("street-defect"), match[1])
        value = visiting.find(example["answers"], match[1])
        send(browser, next(turn), browser.path, browser.path, **visiting.fields_of(question, value, files))
    receipt = send(browser, next(turn), browser.path, f"/drafts/{draft}/send")
    reference, code = re.findall(r'<p class="sp-code">([^<]+)</p>', receipt)
    for machine in two:
        assert reference in Browser().ask(machine, f"/track/{reference}/{code}")[2]


def test_a_file_uploaded_on_one_machine_is_read_on_the_other(two: tuple[Machine, Machine]) -> None:
    one, other = two
    browser = Browser()
    send(browser, one, "/services/street-defect", "/services/street-defect/begin")
    draft = browser.path.split("/")[2]
    photo = SimpleUploadedFile("hole.jpg", PHOTO, "image/jpeg")
    send(browser, one, f"/apply/{draft}/photo", f"/apply/{draft}/photo", answer=photo)
    file = File.objects.get(draft_id=draft)
    status, headers, _ = browser.ask(other, f"/files/{file.id}")
    assert (status, headers["content-type"]) == (200, "image/jpeg")


@pytest.mark.parametrize("machine", [0, 1])
def test_a_machine_that_has_all_it_needs_is_ready(two: tuple[Machine, Machine], machine: int) -> None:
    status, _, told = two[machine].ask("/ready")
    parts = dict.fromkeys(["database", "migrations", "city", "intake", "storage"], True)
    assert (status, json.loads(told)) == (200, {"ready": True, "parts": parts})


def test_metrics_are_shown_to_whoever_has_the_token_alone(two: tuple[Machine, Machine]) -> None:
    assert two[0].ask("/metrics")[0] == two[0].ask("/metrics", Authorization="Bearer other")[0] == 401
    assert two[0].ask("/metrics", Authorization=f"Bearer {TOKEN}")[0] == 200


def test_metrics_count_what_all_processes_of_a_machine_answered(two: tuple[Machine, Machine]) -> None:
    machine = two[1]
    for _ in range(40):
        machine.ask("/services/rental-assistance?name=Ana")
    _, _, told = machine.ask("/metrics", Authorization=f"Bearer {TOKEN}")
    line = 'sportello_request_seconds_count{method="GET",route="services/<slug:service>",status="200"} '
    assert float(told.split(line)[1].split()[0]) >= 40
    assert "Ana" not in told and "sportello_database_up 1" in told
    assert "sportello_intake_waiting 0.0" in told


def test_an_answer_carries_the_id_its_log_lines_have_and_not_the_clients(two: tuple[Machine, Machine]) -> None:
    first, second = (two[0].ask("/", **{"X-Request-ID": "theirs"})[1]["x-request-id"] for _ in range(2))
    assert re.fullmatch("[0-9a-f]{16}", first) and first != second
