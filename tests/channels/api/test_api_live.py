"""A program of somebody else's, over HTTP: it knows the address, the docs and the public keys, and no code of ours but
for reading signed notes and Merkle proofs."""

import json
import threading
import urllib.error
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from tests import town as towns
from tests.town import Town

from sportello.actions import record
from sportello.core import merkle, notes, receipts

ORIGIN = "city.test/record"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address(town: Town) -> Iterator[str]:
    """Serve the city of this process on a port of its own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(url: str, content: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(url, content, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def send(url: str, value: Any, **headers: str) -> Any:
    status, content = fetch(url, json.dumps(value).encode(), Content_Type="application/json", **headers)
    assert status < 300, content
    return json.loads(content)


def upload(url: str, name: str, content: bytes) -> str:
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body = head + content + b"\r\n--cut--\r\n"
    status, told = fetch(f"{url}/api/v1/files", body, Content_Type="multipart/form-data; boundary=cut")
    assert status == 201, told
    return str(json.loads(told)["id"])


def test_a_program_applies_follows_the_case_fetches_the_letter_and_checks_the_record(town: Town, address: str) -> None:
    document = town.pack.services["rental-assistance"]
    answers = dict(town.example("rental-assistance")["answers"])
    for question, value in answers.items():
        if isinstance(value, list) and value[0] in list(document["files"]):
            answers[question] = [upload(address, name, b64decode(document["files"][name])) for name in value]
    service = f"{address}/api/v1/services/rental-assistance"
    assert set(json.loads(fetch(service)[1])["questions"]["required"]) <= answers.keys()
    sent = send(f"{service}/applications", {"answers": answers, "language": "es"}, Idempotency_Key=str(uuid4()))

    here = address + sent["links"]["self"]
    assert json.loads(fetch(here, Case_Secret=sent["secret"])[1])["status"] == "received"
    towns.run_jobs()
    case = json.loads(fetch(here, Case_Secret=sent["secret"], Accept_Language="es")[1])
    assert (case["status"], case["decision"]["outcome"]) == ("closed", "approve")
    (paper,) = case["documents"]
    status, pdf = fetch(address + paper["links"]["pdf"], Case_Secret=sent["secret"])
    assert (status, pdf[:5]) == (200, b"%PDF-")
    assert json.loads(fetch(address + paper["links"]["verify"])[1])["verdict"] == "genuine"

    record.seal()
    keys = dict(map(notes.read_key, json.loads(fetch(f"{address}/record/keys")[1])["keys"]))
    promise = receipts.read(sent["receipt"]["promise"], ORIGIN, [keys[f"{ORIGIN}/promise"]])
    proof = json.loads(fetch(address + sent["receipt"]["links"]["proof"])[1])
    head = notes.read_checkpoint(proof["checkpoint"], ORIGIN, [keys[f"{ORIGIN}/1"]])
    hashes = [b64decode(one) for one in proof["hashes"]]
    merkle.check_inclusion(promise.leaf, proof["index"], head.size, hashes, head.root)


def test_a_strange_program_gets_nothing_but_problems(town: Town, address: str) -> None:
    for path in ("/api/v1/cases/R7K-3F9-2QM", "/api/v1/nonsense", "/record/proof/00"):
        status, content = fetch(address + path)
        assert json.loads(content)["status"] == status >= 400
