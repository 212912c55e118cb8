"""Issuers elsewhere over real HTTP: the adapter against the stand-in, and against answers that are no answers."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from tests import relying
from tests.integrations.servers import serving
from tests.town import code_of
from tests.waiting import PATIENCE

from sportello.core.actors import Assurance
from sportello.core.openid import trusting
from sportello.core.profile import Issuer
from sportello.integrations.fakes.openid import Desk, StandInIssuer
from sportello.integrations.openid import OpenIdIssuers
from sportello.integrations.openid.asking import LARGEST, Exchanges

URL, BACK = "https://id.test", "http://city.test/back?a=b"
NATIONAL = Issuer("national", {"en": "National <ID>"}, URL, "code", ("profile",), {"2": Assurance.SUBSTANTIAL})
ASKED = {
    "response_type": "code",
    "client_id": "city",
    "redirect_uri": BACK,
    "scope": "openid profile",
    "state": "s",
    "nonce": "n",
    "code_challenge": relying.CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def issuer() -> Iterator[StandInIssuer]:
    desk = Desk(NATIONAL, ("city", "se:cret"), BACK, relying.make_key(), lambda: datetime.now(UTC))
    with StandInIssuer(desk) as served:
        yield served


def adapter(at: str, secret: str = "se:cret", seconds: float = 5) -> OpenIdIssuers:
    return OpenIdIssuers({"national": ("city", secret)}, {"national": at}, Exchanges(seconds))


def choose(issuer: StandInIssuer, asked: dict[str, str] = ASKED, **form: str) -> dict[str, str]:
    """Choose on its page; give what comes back."""
    address = f"{issuer.url}/authorize?{urlencode(asked)}"
    sent = requests.post(address, form, allow_redirects=False, timeout=5)
    assert sent.headers["Location"].startswith(BACK)
    return {name: value for name, (value,) in parse_qs(urlsplit(sent.headers["Location"]).query).items()}


def redeem(port: OpenIdIssuers, code: str, verifier: str = relying.VERIFIER) -> tuple[str, list[dict[str, Any]]]:
    return port.redeem("national", URL, code=code, verifier=verifier, back=BACK)


def test_it_signs_in_whom_one_says_as_surely_as_one_says(issuer: StandInIssuer) -> None:
    port, began = adapter(issuer.url), datetime.now(UTC)
    provider = port.find("national", URL)
    page = requests.get(f"{provider.authorize}?{urlencode(ASKED)}", timeout=5).text
    assert "stands in" in page and "National &lt;ID&gt;" in page
    people = []
    for name, acr in (("Ada Byron", "2"), ("ada  byron", ""), ("Carl", "2")):
        told = choose(issuer, person="", name=name, acr=acr, end="yes")
        code = trusting.check_answer(told, "s", NATIONAL, provider)
        token, keys = redeem(port, code)
        assert code_of(lambda code=code: redeem(port, code)) == "issuer.answer"  # once
        now = datetime.now(UTC)
        people.append(trusting.check_token(token, keys, NATIONAL, "city", nonce="n", since=began, now=now))
    first, same, other = people
    assert (first.name, first.level, same.level) == ("Ada Byron", Assurance.SUBSTANTIAL, Assurance.LOW)
    assert first.subject == same.subject != other.subject


@pytest.mark.parametrize(("end", "code"), [("no", "issuer.denied"), ("away", "issuer.unavailable")])
def test_other_ends_are_told_apart(issuer: StandInIssuer, end: str, code: str) -> None:
    told, provider = choose(issuer, end=end), adapter(issuer.url).find("national", URL)
    assert code_of(lambda: trusting.check_answer(told, "s", NATIONAL, provider)) == code


def test_it_holds_the_city_to_what_an_issuer_would(issuer: StandInIssuer) -> None:
    wrong = {"client_id": "x", "redirect_uri": "http://evil.test", "code_challenge_method": "plain", "scope": "x"}
    for name, value in wrong.items():
        asked = urlencode({**ASKED, name: value})
        assert requests.get(f"{issuer.url}/authorize?{asked}", timeout=5).status_code == 400
    code = choose(issuer, name="Ada", end="yes")["code"]
    assert code_of(lambda: redeem(adapter(issuer.url, "wrong"), code)) == "issuer.answer"
    assert code_of(lambda: redeem(adapter(issuer.url), code, "w" * 43)) == "issuer.answer"


@pytest.mark.parametrize(
    "body",
    [b'{"a":"' + b"x" * LARGEST + b'"}', b'{"a":' + b"[" * 600 + b"]" * 600 + b"}", b"[]", b"{", b"\xff"],
    ids=["endless", "deep", "list", "broken", "no text"],
)
def test_an_answer_out_of_bounds_is_none(body: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)

    with serving(talk) as listening:
        port = adapter(f"http://127.0.0.1:{listening.getsockname()[1]}")
        assert code_of(lambda: port.find("national", URL)) == "issuer.unavailable"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "], ids=["body", "head"])
def test_a_trickle_is_waited_for_no_longer_than_told(start: bytes) -> None:
    is_told = threading.Event()

    def talk(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(20 * PATIENCE):
            if is_told.wait(0.05):
                return
            connection.sendall(b" ")

    with serving(talk) as listening:
        port = adapter(f"http://127.0.0.1:{listening.getsockname()[1]}", seconds=0.3)
        began = datetime.now(UTC)
        assert code_of(lambda: port.find("national", URL)) == "issuer.unavailable"
        is_told.set()
        assert (datetime.now(UTC) - began).total_seconds() < PATIENCE / 2


def test_an_issuer_with_more_keys_than_one_has_is_not_believed(
    issuer: StandInIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = choose(issuer, name="Ada", end="yes")["code"]
    monkeypatch.setattr(issuer.desk, "list_keys", lambda: [{"kid": str(one)} for one in range(51)])
    assert code_of(lambda: redeem(adapter(issuer.url), code)) == "issuer.answer"
