"""Web Push: the adapter against a push service that reads as a browser does, over HTTP; and where it never posts."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from email.utils import formatdate
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.integrations.mailservers import make_certificate
from tests.integrations.servers import serving
from tests.town import code_of
from urllib3.exceptions import SSLError

from sportello.core import base64url
from sportello.core.errors import Refused
from sportello.core.pushing import Notice, Subscription
from sportello.integrations import fakes
from sportello.integrations.fakes.push_service import read
from sportello.integrations.webpush import WebPush, posting

KEY, ABOUT = b"\x01" * 32, "https://city.example.org"
TOPIC, WEEK = "a" * 32, timedelta(7)
NOTICE = Notice(TOPIC, "es", "Ciudad Ñ", "Un mensaje nuevo", "/my/inbox/1", "/not-me/1/2", "No", WEEK, "high")
GOOGLE = "https://fcm.googleapis.com/x"


@pytest.fixture
def service() -> Iterator[fakes.FakePushService]:
    with fakes.FakePushService() as served:
        yield served


@pytest.fixture
def push(service: fakes.FakePushService) -> WebPush:
    return WebPush(KEY, ABOUT, stand_in=service.url)


def refused(deed: Any) -> Refused:
    with pytest.raises(Refused) as found:
        deed()
    return found.value


def test_the_stand_in_reads_the_example_of_the_standard() -> None:
    """RFC 8291, appendix A."""
    private = ec.derive_private_key(
        int.from_bytes(base64url.read("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")), ec.SECP256R1()
    )
    body = (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7"
        "A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    told = read(base64url.read(body), private, base64url.read("BTBZMqHH6r4Tts7J_aSIgg"))
    assert told == b"When I grow up, I want to be a watermelon"


def test_a_notice_arrives_encrypted_signed_and_whole(service: fakes.FakePushService, push: WebPush) -> None:
    browser = service.subscribe(push.key)
    push.send(browser.subscription, NOTICE)
    [arrived] = browser.arrived
    assert (arrived.told["title"], arrived.told["link"]) == ("Ciudad Ñ", "/my/inbox/1")
    assert (arrived.ttl, arrived.urgency, arrived.topic) == (7 * 86400, "high", TOPIC)


def test_a_browser_that_subscribed_for_another_city_gets_nothing(service: fakes.FakePushService) -> None:
    other = WebPush(b"\x02" * 32, "https://other.example.org", stand_in=service.url)
    browser = service.subscribe(WebPush(KEY, ABOUT).key)
    error = refused(lambda: other.send(browser.subscription, NOTICE))
    assert (error.code, error.facts) == ("push.rejected", {"status": 403}) and not browser.arrived


@pytest.mark.parametrize(
    ("status", "headers", "code", "facts"),
    [
        (404, {}, "push.gone", {}),
        (410, {}, "push.gone", {}),
        (429, {"Retry-After": "30"}, "push.unavailable", {"seconds": 30}),
        (503, {"Retry-After": "999999"}, "push.unavailable", {"seconds": 3600}),
        (503, {"Retry-After": formatdate(time.time() - 60)}, "push.unavailable", {"seconds": 0}),
        (500, {"Retry-After": "soon"}, "push.unavailable", {"seconds": 0}),
        (500, {}, "push.unavailable", {"seconds": 0}),
        (413, {}, "push.rejected", {"status": 413}),
        (400, {}, "push.rejected", {"status": 400}),
        (301, {"Location": "http://127.0.0.1:1/"}, "push.rejected", {"status": 301}),
    ],
)
def test_what_a_push_service_says_is_understood(
    service: fakes.FakePushService, push: WebPush, status: int, headers: Any, code: str, facts: Any
) -> None:
    browser = service.subscribe(push.key)
    browser.fails.append((status, headers))
    error = refused(lambda: push.send(browser.subscription, NOTICE))
    assert (error.code, error.facts) == (code, facts)
    push.send(browser.subscription, NOTICE)
    assert len(browser.arrived) == 1


def test_a_moment_to_wait_until_is_read(service: fakes.FakePushService, push: WebPush) -> None:
    browser = service.subscribe(push.key)
    browser.fails.append((503, {"Retry-After": formatdate(time.time() + 120, usegmt=True)}))
    assert 110 <= refused(lambda: push.send(browser.subscription, NOTICE)).facts["seconds"] <= 120


def test_a_push_service_that_is_away_is_tried_again(service: fakes.FakePushService) -> None:
    given, nowhere = service.subscribe().subscription, "http://127.0.0.1:9"
    there = Subscription(f"{nowhere}/x", given.p256dh, given.auth)
    assert code_of(lambda: WebPush(KEY, ABOUT, stand_in=nowhere).send(there, NOTICE)) == "push.unavailable"


@pytest.mark.parametrize("status", [404, 410])
def test_who_has_gone_is_told_so(service: fakes.FakePushService, push: WebPush, status: int) -> None:
    browser = service.subscribe(push.key)
    browser.is_gone = status == 410
    if status == 404:
        service.browsers.clear()
    assert code_of(lambda: push.send(browser.subscription, NOTICE)) == "push.gone"


def test_nothing_is_posted_but_to_browsers_makers(service: fakes.FakePushService, push: WebPush) -> None:
    for endpoint in ("https://127.0.0.1/x", "http://127.0.0.1:1/x", "https://example.org/x", f"{service.url}0/x"):
        assert code_of(partial(push.check, endpoint)) == "push.endpoint"
        assert code_of(partial(push.send, Subscription(endpoint, "", ""), NOTICE)) == "push.endpoint"
    push.check(GOOGLE)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("142.250.184.10", True),
        ("2a00:1450:4003:80e::200a", True),
        ("64:ff9b::8efa:b80a", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.1.1.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_public_addresses_are_told_from_others(address: str, is_public: bool) -> None:
    assert posting.is_public(address) is is_public


def test_a_name_that_leads_into_a_private_network_is_not_posted_to(
    service: fakes.FakePushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("142.250.184.10", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    given = service.subscribe().subscription
    error = refused(lambda: WebPush(KEY, ABOUT).send(Subscription(GOOGLE, given.p256dh, given.auth), NOTICE))
    assert (error.code, error.facts) == ("push.rejected", {"status": 0})


@pytest.mark.parametrize(("name", "is_good"), [("mail.test", True), ("other.test", False)])
def test_the_host_shows_a_certificate_of_its_name_where_it_was_found(tmp_path: Path, name: str, is_good: bool) -> None:
    served, certificate = make_certificate(tmp_path)

    def talk(connection: socket.socket) -> None:
        with served.wrap_socket(connection, server_side=True) as tls:
            tls.recv(1000)
            tls.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")

    trusting = ssl.create_default_context(cafile=str(certificate))
    with (
        serving(talk) as listening,
        posting.open_tls("127.0.0.1", name, listening.getsockname()[1], trusting) as pool,
        nullcontext() if is_good else pytest.raises(SSLError),
    ):
        assert pool.urlopen("POST", "/", b"", retries=False).status == 201


def test_some_push_services_refuse_and_some_break() -> None:
    there = Subscription(GOOGLE, "", "")
    assert code_of(lambda: fakes.RefusingPush().send(there, NOTICE)) == "push.rejected"
    assert code_of(lambda: fakes.FakePush().check("https://example.org")) == "push.endpoint"
    with pytest.raises(RuntimeError):
        fakes.CrashingPush().send(there, NOTICE)
