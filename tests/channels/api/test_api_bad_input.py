"""What programs may send by mistake or malice: each gets a problem that says so, and nothing is kept."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from tests.town import Town

from sportello.actions import accounts
from sportello.channels.api import callers, door
from sportello.channels.pages import visitors
from sportello.store.accounts import Client
from sportello.store.cases import Case

RENT = "/api/v1/services/rental-assistance/applications"

BODIES = {
    b"  ": (400, "request.malformed"),
    b"{}": (422, "request.invalid"),
    b"{": (400, "request.malformed"),
    b"[]": (400, "request.malformed"),
    b'"answers"': (400, "request.malformed"),
    b'{"answers": {"a": NaN}}': (400, "request.malformed"),
    b'{"answers": {"a": -Infinity}}': (400, "request.malformed"),
    b'{"answers": {"a": "\xff\xfe"}}': (400, "request.malformed"),
    b'{"answers": {}} {}': (400, "request.malformed"),
    b'{"answers": {"a": 1, "a": 2}}': (422, "request.key_twice"),
    b'{"answers": {"a": "\\ud800"}}': (422, "request.text"),
    b'{"answers": {"a": "\\u0000"}}': (422, "request.text"),
    b'{"answers": {"a": 1e999999999}}': (422, "request.number"),
    b'{"answers": {"a": 1' + b"0" * 5000 + b"}}": (422, "request.number"),
    b'{"answers": ' + b'{"a":' * 13 + b"1" + b"}" * 14: (422, "request.too_deep"),
    b"[" * 200_000: (422, "request.too_deep"),
    b'{"answers": 7}': (422, "request.invalid"),
    b'{"answers": {}, "language": ["es"]}': (422, "request.invalid"),
    b'{"answers": {}, "note": "hello"}': (422, "request.invalid"),
    b'{"answers": {"home": "' + b"x" * 10_000_000 + b'"}}': (413, "request.too_large"),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.items(), ids=lambda value: str(value)[:40])
def test_a_body_that_cannot_be_read_says_why(town: Town, stranger: Any, body: bytes, expected: tuple[int, str]) -> None:
    before = Case.objects.count()
    answer = stranger.post(RENT, body)
    assert (answer.status_code, answer.json()["code"]) == expected
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Case.objects.count() == before


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_media_types_are_refused(town: Town, stranger: Any, media_type: str) -> None:
    for path, body in ((RENT, b'{"answers": {}}'), ("/api/v1/files", b"x"), ("/api/v1/verify", b"x")):
        answer = stranger.send(path, "POST", body, media_type)
        assert (answer.status_code, answer.json()["code"]) == (415, "request.media_type")


def test_a_form_that_is_cut_off_or_lacks_its_file_is_refused(town: Town, stranger: Any) -> None:
    without_boundary = stranger.send("/api/v1/files", "POST", b"xx", "multipart/form-data")
    assert (without_boundary.status_code, without_boundary.json()["code"]) == (400, "request.malformed")
    empty = stranger.send("/api/v1/files", "POST", b"--b--\r\n", "multipart/form-data; boundary=b")
    assert (empty.status_code, empty.json()["errors"][0]["path"]) == (422, "file.file")


def test_a_pdf_named_jpg_is_taken_for_what_it_is(town: Town, stranger: Any) -> None:
    pdf = _file(town, "lease.pdf")
    taken = stranger.upload("../../etc/<b>photo.jpg", pdf).json()
    assert (taken["kind"], taken["name"]) == ("pdf", "<b>photo.jpg.pdf")
    answers = stranger.answers(town, "street-defect") | {"photo": [taken["id"]]}
    answer = stranger.post("/api/v1/services/street-defect/applications", {"answers": answers})
    assert {(e["path"], e["code"]) for e in answer.json()["errors"]} == {("photo", "file.not_accepted")}


def test_files_that_are_none_or_harmful_are_refused(town: Town, stranger: Any) -> None:
    pdf = _file(town, "lease.pdf")
    virus = pdf[:-6] + b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*" + pdf[-6:]
    refused = [
        stranger.upload(name, content)
        for name, content in (("a.pdf", b""), ("a.pdf", b"hello"), ("a.pdf", pdf[:200]), ("a.pdf", virus))
    ]
    assert [answer.status_code for answer in refused] == [422] * 4
    assert [answer.json()["code"] for answer in refused][1:3] == ["file.not_accepted", "file.incomplete"]
    assert refused[3].json()["code"] == "file.infected"
    large = stranger.upload("a.pdf", pdf + b" " * 11_000_000)
    assert (large.status_code, large.json()["code"]) == (413, "request.too_large")


def test_markup_and_sql_in_every_text_are_only_text(town: Town, stranger: Any) -> None:
    nasty = "Robert'); DROP TABLE store_case;-- <script>alert(1)</script>"
    answers = stranger.answers(town, "rental-assistance")
    answers = json.loads(json.dumps(answers).replace('"Molino Properties LLC"', json.dumps(nasty)))
    sent = stranger.post(RENT, {"answers": answers})
    assert sent.status_code == 201, sent.content
    told = sent.json()
    shown = stranger.get(told["links"]["self"], Case_Secret=told["secret"])
    assert shown.json()["answers"]["payee"] == nasty
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("secret", ["7QK2-M9FX-3RTA", "", "x" * 5000, "'; --", "é"])
def test_a_forged_secret_opens_nothing(town: Town, stranger: Any, secret: str) -> None:
    sent = stranger.apply(town, "street-defect").json()
    answer = stranger.get(sent["links"]["self"], Case_Secret=secret)
    assert (answer.status_code, answer.json()["code"]) == (401, "access.secret")
    assert "answers" not in answer.json()


@pytest.mark.parametrize(
    "given", ["Bearer nonsense", "Bearer", "Basic Zm9vOmJhcg==", "é", "Bearer sportello_" + "0" * 48]
)
def test_a_token_nobody_gave_out_is_refused_everywhere(town: Town, stranger: Any, given: str) -> None:
    answer = stranger.get("/api/v1/services", Authorization=given)
    assert (answer.status_code, answer.json()["code"]) == (401, "access.token")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_opens_nothing(town: Town, client_a: Any) -> None:
    sent = client_a.apply(town, "street-defect").json()
    accounts.revoke_client(Client.objects.get(id=Case.objects.get(reference=sent["reference"]).client).name)
    assert client_a.get(sent["links"]["self"]).json()["code"] == "access.token"


def test_unknown_paths_and_methods_are_problems_too(town: Town, stranger: Any) -> None:
    for path in ("/api/v1/nonsense", "/api/v1/services/", "/record/nonsense", "/api/v1/cases/x/documents/not-an-id"):
        assert stranger.get(path).json()["code"] == "request.no_such_path"
    assert stranger.get("/api/v1/services/nonsense").json()["code"] == "service.unknown"
    wrong = stranger.send("/api/v1/services", "DELETE")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD")
    head = stranger.send("/api/v1/services", "HEAD")
    assert (head.status_code, head.content) == (200, b"")


def test_strangers_are_counted_and_clients_are_not_held_up(town: Town, stranger: Any, client_a: Any) -> None:
    deed = "/api/v1/cases/R7K-3F9-2QM/withdraw"
    told = [stranger.post(deed).status_code for _ in range(callers.WRITING.most)]
    assert set(told) == {401}
    answer = stranger.post(deed)
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (429, "limit.reached", "60")
    assert {client_a.post(deed).status_code for _ in range(callers.WRITING.most + 1)} == {404}
    town.clock.at = town.clock.at.replace(minute=2)
    assert stranger.post(deed).status_code == 401


def test_an_ipv6_network_counts_as_one() -> None:
    assert (
        visitors.network("2001:db8::1") == visitors.network("2001:db8::ffff:1") != visitors.network("2001:db8:0:1::1")
    )
    assert (visitors.network("192.0.2.1"), visitors.network("")) == ("192.0.2.1", "")
    assert visitors.network("::ffff:192.0.2.1") == "192.0.2.1"


def test_what_we_did_not_foresee_is_ours_and_says_nothing_more(town: Town) -> None:
    def fail(request: Any) -> Any:
        raise ZeroDivisionError("the applicant's name")

    answer = door.enter(fail)(RequestFactory(REMOTE_ADDR="192.0.2.77").get("/api/v1/"))
    assert (answer.status_code, json.loads(answer.content)["code"]) == (500, "server.failed")
    assert b"applicant" not in answer.content


def test_a_database_that_is_away_asks_for_the_same_once_more(town: Town) -> None:
    def fail(request: Any) -> Any:
        raise OperationalError("the applicant's name")

    answer = door.enter(fail)(RequestFactory(REMOTE_ADDR="192.0.2.78").get("/api/v1/"))
    assert (answer.status_code, json.loads(answer.content)["code"]) == (503, "database.away")
    assert answer.headers["Retry-After"] == "5"
    assert b"Idempotency-Key" in answer.content and b"applicant" not in answer.content


def _file(town: Town, name: str) -> bytes:
    import base64

    return base64.b64decode(town.pack.services["rental-assistance"]["files"][name])
