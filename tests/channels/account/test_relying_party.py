"""An independent client signs somebody in over HTTP: authlib in a process of its own, and a resident who clicks."""

import json
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
from django.db import transaction
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from tests import relying
from tests import town as towns
from tests.channels import signing
from tests.town import Town

from sportello.actions import contacts
from sportello.actions.openid import consents
from sportello.core.actors import Actor, Assurance
from sportello.core.assurance import Means
from sportello.core.contacts import Contact
from sportello.store.accounts import Account

PROGRAM = Path(__file__).with_name("relying_party.py")
ALL = "openid profile email phone offline_access"
BACK, LEFT = "http://127.0.0.1:9/back", "http://127.0.0.1:9/left"


@pytest.fixture(scope="module")
def city(built_town: Town) -> Iterator[str]:
    """Serve the city, an issuer at its address."""
    server = LiveServer("127.0.0.1")
    server._live_server_modified_settings.enable()
    with relying.issuing(server.url), towns.with_parts(clock=lambda: datetime.now(UTC)):  # the other side has one too
        yield server.url
    server.stop()
    server._live_server_modified_settings.disable()


class Process:
    """A relying party in a process of its own."""

    def __init__(self, city: str, *scopes: str, how: str = "client_secret_basic") -> None:
        self.party, self.secret = relying.add(*scopes, back=BACK, left=LEFT)
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([sys.executable, str(PROGRAM)], stdin=pipe, stdout=pipe, text=True)
        known = {"issuer": city, "client_id": str(self.party.id), "secret": self.secret, "back": BACK, "how": how}
        self._write(known)

    def do(self, deed: str, **facts: str) -> dict[str, Any]:
        """Have it do something, and give what came of it."""
        self._write({"do": deed, **facts})
        return dict(json.loads(self.process.stdout.readline()))

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()

    def _write(self, told: dict[str, Any]) -> None:
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()


@pytest.fixture(scope="module")
def library(city: str) -> Iterator[Process]:
    process = Process(city, *ALL.split())
    yield process
    process.stop()


@pytest.fixture(scope="module")
def park(city: str) -> Iterator[Process]:
    process = Process(city, how="client_secret_post")
    yield process
    process.stop()


class Resident:
    """Somebody with a browser: cookies, forms and links, no scripts."""

    def __init__(self, city: str) -> None:
        self.by: Actor = towns.resident(Assurance.SUBSTANTIAL)
        account = Account.objects.get(id=self.by.account)
        with transaction.atomic():
            contacts.add(account, Contact("email", f"{account.id.hex}@example.org"))
        client = Client()
        signing.sign_in(client, account, Means.PASSWORD, Means.APP)
        self.city, self.browser = city, requests.Session()
        self.browser.cookies.set("sessionid", client.cookies["sessionid"].value, domain="127.0.0.1")

    def go(self, url: str) -> str:
        """Open an address, agree where that is asked, and give where one ends up."""
        answer = self.browser.get(url, allow_redirects=False, timeout=20)
        if answer.status_code == 200:
            action, token = re.findall(r'action="(/openid/[^"]+)"', answer.text)[0], self._token(answer.text)
            fields = {"csrfmiddlewaretoken": token, "decision": "both" if "end-session" in action else "yes"}
            at = self.city + action.replace("&amp;", "&")
            answer = self.browser.post(at, fields, allow_redirects=False, timeout=20)
        return answer.headers.get("Location", f"{answer.status_code}")

    def _token(self, html: str) -> str:
        return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[-1]


@pytest.fixture
def ana(city: str) -> Iterator[Resident]:
    resident = Resident(city)
    yield resident
    resident.browser.close()


def sign_in(library: Process, resident: Resident, scope: str = ALL) -> dict[str, Any]:
    """Sign somebody in; give what the relying party got."""
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_hex(8)
    asked = library.do("ask", scope=scope, verifier=verifier, nonce=nonce)
    back = resident.go(asked["url"])
    assert back.startswith(BACK), back
    tokens = library.do("come_back", url=back, state=asked["state"], verifier=verifier)
    return {**tokens, "back": back, "verifier": verifier, "nonce": nonce}


def exchange(process: Process, city: str, **fields: str) -> dict[str, Any]:
    """Ask for tokens by hand, as a client might that keeps no rules."""
    answer = requests.post(f"{city}/openid/token", fields, auth=(str(process.party.id), process.secret), timeout=20)
    return {"status": answer.status_code, **answer.json()}


def code_of(back: str) -> str:
    return parse_qs(urlsplit(back).query)["code"][0]


def test_a_resident_signs_in_is_known_stays_and_leaves(library: Process, ana: Resident, city: str) -> None:
    got = sign_in(library, ana)
    claims = library.do("check", id_token=got["id_token"], nonce=got["nonce"])
    assert (claims["iss"], claims["acr"]) == (city, "substantial")
    assert parse_qs(urlsplit(got["back"]).query)["iss"] == [city]
    known = library.do("learn", token=got["access_token"])
    email = f"{ana.by.account.hex}@example.org"
    assert known == {
        "status": 200, "sub": claims["sub"], "name": "A resident", "email": email, "email_verified": True
    }  # fmt: skip
    renewed = library.do("refresh", token=got["refresh_token"])
    assert renewed["refresh_token"] != got["refresh_token"]
    assert library.do("check", id_token=renewed["id_token"], nonce="")["sub"] == claims["sub"]
    assert library.do("learn", token=renewed["access_token"])["status"] == 200
    assert library.do("learn", token=got["access_token"])["error"] == "invalid_token"
    out = library.do("leave", id_token=got["id_token"], left=LEFT)
    assert ana.go(out["url"]) == f"{LEFT}?state=bye"
    assert library.do("learn", token=renewed["access_token"])["status"] == 401
    assert "/sign-in?" in ana.go(library.do("ask", scope=ALL, verifier=got["verifier"], nonce="n")["url"])


def test_two_parties_know_the_same_person_by_two_names(library: Process, park: Process, ana: Resident) -> None:
    names = []
    for process, scope in ((library, "openid email"), (park, "openid")):
        got = sign_in(process, ana, scope)
        assert "refresh_token" not in got
        names.append(process.do("learn", token=got["access_token"]))
    assert names[0]["sub"] != names[1]["sub"] and names[1].keys() == {"status", "sub"}


def test_a_replayed_code_is_refused_and_its_tokens_are_ended(library: Process, ana: Resident, city: str) -> None:
    got = sign_in(library, ana)
    asked = {"code": code_of(got["back"]), "redirect_uri": BACK, "code_verifier": got["verifier"]}
    again = exchange(library, city, grant_type="authorization_code", **asked)
    assert again == {"status": 400, "error": "invalid_grant"}
    assert library.do("learn", token=got["access_token"])["status"] == 401
    assert library.do("refresh", token=got["refresh_token"])["error"] == "invalid_grant"


def test_a_mixed_up_client_gets_nothing(library: Process, park: Process, ana: Resident, city: str) -> None:
    verifier = secrets.token_urlsafe(48)
    back = ana.go(library.do("ask", scope="openid", verifier=verifier, nonce="n")["url"])
    fields = {"grant_type": "authorization_code", "code": code_of(back), "redirect_uri": BACK}
    assert exchange(park, city, **fields, code_verifier=verifier)["error"] == "invalid_grant"
    assert exchange(library, city, **fields, code_verifier="w" * 64)["error"] == "invalid_grant"
    assert exchange(library, city, **fields)["error"] == "invalid_request"
    assert exchange(library, city, **fields, code_verifier=verifier)["status"] == 200


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": "", "code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "openid email"}, "invalid_scope"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
    ],
)
def test_what_a_client_may_not_ask(
    park: Process, ana: Resident, city: str, changed: dict[str, str], error: str
) -> None:
    asked = relying.query(park.party, **changed)
    back = ana.go(f"{city}/openid/authorize?{urlencode(asked)}")
    assert parse_qs(urlsplit(back).query)["error"] == [error]


def test_a_wrong_address_is_gone_to_by_nobody(park: Process, ana: Resident, city: str) -> None:
    asked = relying.query(park.party, redirect_uri="http://127.0.0.1:10/back")
    answer = ana.browser.get(f"{city}/openid/authorize?{urlencode(asked)}", allow_redirects=False, timeout=20)
    assert answer.status_code == 400


def test_a_token_that_nobody_signed_is_refused_by_both_sides(library: Process, ana: Resident, city: str) -> None:
    got = sign_in(library, ana)
    claims = jwt.decode(got["id_token"], options={"verify_signature": False})
    kid = jwt.get_unverified_header(got["id_token"])["kid"]
    forged = jwt.encode({**claims, "acr": "high"}, None, "none", headers={"kid": kid})
    assert "error" in library.do("check", id_token=forged, nonce=got["nonce"])
    assert library.do("learn", token=forged)["error"] == "invalid_token"
    out = library.do("leave", id_token=forged, left=LEFT)
    page = ana.browser.get(out["url"], allow_redirects=False, timeout=20)
    assert page.status_code == 200 and LEFT not in page.text.replace("&amp;", "&").split("<form")[0]
    assert "127.0.0.1:9" not in page.headers["Content-Security-Policy"]


def test_after_the_resident_ends_it_nothing_is_good(library: Process, ana: Resident) -> None:
    got = sign_in(library, ana)
    (given,) = consents.list_of(by=ana.by)
    consents.end(given.id, by=ana.by)
    assert library.do("learn", token=got["access_token"])["status"] == 401
    assert library.do("refresh", token=got["refresh_token"])["error"] == "invalid_grant"


def test_a_party_ends_what_it_has(library: Process, ana: Resident) -> None:
    got = sign_in(library, ana)
    assert library.do("end", token=got["refresh_token"])["status"] == 200
    assert library.do("learn", token=got["access_token"])["status"] == 401
