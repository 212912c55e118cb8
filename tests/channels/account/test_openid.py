"""Coming from a relying party to sign in: what is asked on the way, and that nothing goes where it should not."""

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.urls import resolve
from tests import relying
from tests import town as towns
from tests.channels import signing
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import limits
from sportello.channels.account.openid import endpoints
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.assurance import Means
from sportello.core.openid.asking import RelyingParty
from sportello.store.openid import Consent


@pytest.fixture(autouse=True)
def issuer(town: Town):
    with relying.issuing() as issuer:
        yield issuer


def address(party: RelyingParty, **changed: str) -> str:
    return f"/openid/authorize?{urlencode(relying.query(party, **changed))}"


def ask(visitor: Visitor, party: RelyingParty, **changed: str) -> Any:
    return visitor.client.get(address(party, **changed))


def read(answer: Any) -> dict[str, str]:
    """Read what was answered to the relying party."""
    assert answer.status_code == 302 and answer["Location"].startswith(relying.BACK + "&"), answer
    told = {name: value for name, (value,) in parse_qs(urlsplit(answer["Location"]).query).items()}
    assert (told.pop("iss"), told.pop("state"), told.pop("from")) == (relying.URL, "xyz", "city")
    return told


def agree(visitor: Visitor, party: RelyingParty, decision: str = "yes", **changed: str) -> Any:
    return visitor.client.post(f"/openid/consent?{urlencode(relying.query(party, **changed))}", {"decision": decision})


@pytest.fixture
def ana(visitor: Visitor) -> Actor:
    by = towns.resident(Assurance.HIGH)
    signing.sign_in(visitor.client, by.account, Means.CODE)
    return by


def test_discovery_tells_what_there_is(visitor: Visitor) -> None:
    told = visitor.get("/.well-known/openid-configuration").json()
    assert told["issuer"] == relying.URL
    assert told["code_challenge_methods_supported"] == ["S256"] and told["response_types_supported"] == ["code"]
    paths = [value.removeprefix(relying.URL) for name, value in told.items() if name.endswith(("_endpoint", "_uri"))]
    assert len(paths) == 6 and all(map(resolve, paths))
    assert "max-age" in visitor.get("/openid/keys").headers["Cache-Control"]


def test_a_city_without_a_key_has_no_such_door(visitor: Visitor) -> None:
    with towns.with_parts(issuer=None):
        assert visitor.get("/.well-known/openid-configuration").status_code == 404


def test_who_is_not_signed_in_is_asked_to_and_led_on_by_a_page(visitor: Visitor) -> None:
    party, _ = relying.add()
    asked = ask(visitor, party)
    after = parse_qs(urlsplit(asked["Location"]).query)["next"][0]
    assert asked["Location"].startswith("/sign-in?") and after.startswith("/openid/on?")
    page = visitor.get(after)
    assert page.headers["Refresh"] == f"0; url={address(party)}"


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_page_says_in_words_what_is_seen_and_sends_its_form_there_alone(town: Town, language: str) -> None:
    visitor, (party, _) = Visitor(language), relying.add("profile", "email", "phone", "offline_access")
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE)
    page = ask(visitor, party, scope="openid profile email phone offline_access")
    said = page.content.decode()
    assert page.status_code == 200 and "City library" in said and len(re.findall("<li>", said)) >= 5
    main = said[said.index("<main") : said.index("</main>")]
    assert not re.search(r">[^<]*\b(scope|openid|profile|offline_access|token|client)\b[^<]*<", main)
    assert "form-action 'self' https://library.test;" in page["Content-Security-Policy"]


def test_agreeing_gives_a_code_and_is_not_asked_again(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add("email")
    assert ask(visitor, party).status_code == 200
    assert read(agree(visitor, party)).keys() == {"code"}
    assert read(ask(visitor, party)).keys() == {"code"}
    assert ask(visitor, party, scope="openid email").status_code == 200
    assert ask(visitor, party, prompt="consent").status_code == 200


def test_not_now_gives_nothing(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add()
    assert read(agree(visitor, party, "no")) == {"error": "access_denied"}
    assert not Consent.objects.filter(account=ana.account).exists()


def test_agreeing_takes_the_page_s_own_form(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add()
    visitor.client.handler.enforce_csrf_checks = True
    assert agree(visitor, party).status_code == 403
    assert not Consent.objects.filter(account=ana.account).exists()


def test_nobody_is_led_to_an_address_that_is_not_registered(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add()
    for changed in ({"redirect_uri": "https://evil.test/"}, {"redirect_uri": ""}, {"redirect_uri": relying.BACK + "/"}):
        for error in ({}, {"scope": "tax"}):
            answer = ask(visitor, party, **changed, **error)
            assert answer.status_code == 400 and "Location" not in answer
    assert visitor.client.get(address(party, client_id=str(uuid4()))).status_code == 404
    assert visitor.client.get(address(party, client_id="")).status_code == 404
    assert read(ask(visitor, party, scope="openid tax")) == {"error": "invalid_scope"}
    assert read(ask(visitor, party, code_challenge_method="plain")) == {"error": "invalid_request"}


def test_silently_means_without_a_page(visitor: Visitor) -> None:
    party, other = relying.add()[0], relying.add()[0]
    assert read(ask(visitor, party, prompt="none")) == {"error": "login_required"}
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE)
    assert read(ask(visitor, party, prompt="none")) == {"error": "consent_required"}
    agree(visitor, other)
    assert read(ask(visitor, party, prompt="none")) == {"error": "consent_required"}
    agree(visitor, party)
    assert read(ask(visitor, party, prompt="none")).keys() == {"code"}
    assert read(ask(visitor, party, prompt="none", acr_values="high")) == {"error": "interaction_required"}


@pytest.mark.parametrize("anew", [{"prompt": "login"}, {"max_age": "0"}, {"max_age": "60"}])
def test_who_has_to_show_anew_does_so_once(visitor: Visitor, anew: dict[str, str]) -> None:
    (party, _), by = relying.add(), towns.resident()
    signing.sign_in(visitor.client, by.account, Means.CODE, ago=100)
    agree(visitor, party)
    for _ in range(2):
        assert ask(visitor, party, **anew)["Location"].startswith("/account/again?")
    session = visitor.client.session
    session["account_authentication_methods"] = [{"method": "code", "at": signing.time.time()}]
    session.save()
    assert read(ask(visitor, party, **anew)).keys() == {"code"}
    if "60" not in anew.values():
        assert ask(visitor, party, **anew)["Location"].startswith("/account/again?")


def test_a_level_that_is_asked_for_is_reached_first(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add()
    asked = ask(visitor, party, acr_values="high substantial")
    assert asked["Location"].startswith("/account/step-up?need=substantial&next=%2Fopenid%2Fon")
    signing.sign_in(visitor.client, ana.account, Means.CODE, Means.APP)
    assert ask(visitor, party, acr_values="high substantial").status_code == 200
    assert ask(visitor, party, acr_values="high")["Location"].startswith("/account/step-up?need=high")


def test_staff_do_not_sign_in_elsewhere(visitor: Visitor) -> None:
    party, _ = relying.add()
    signing.sign_in(visitor.client, towns.staff("housing").account)
    assert ask(visitor, party).status_code == 403
    assert agree(visitor, party).status_code == 403


def test_what_is_posted_is_asked_as_if_it_stood_in_the_address(visitor: Visitor) -> None:
    party, _ = relying.add()
    visitor.client.handler.enforce_csrf_checks = True
    answer = visitor.client.post("/openid/authorize", relying.query(party))
    assert answer["Location"] == address(party)


def test_the_account_lists_where_one_signs_in_and_ends_it(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add("email")
    agree(visitor, party, scope="openid email")
    assert "/account/consents" in visitor.get("/account").content.decode()
    page = visitor.get("/account/consents").content.decode()
    assert "City library" in page and "e-mail" in page
    consent = Consent.objects.get(account=ana.account)
    assert "It is ended." in visitor.post(f"/account/consents/{consent.id}/end").content.decode()
    assert "nowhere" in visitor.get("/account/consents").content.decode()
    assert visitor.post(f"/account/consents/{consent.id}/end").status_code == 404


def test_signing_out_there_asks_about_here(visitor: Visitor, ana: Actor) -> None:
    party, _ = relying.add()
    agree(visitor, party)
    asked = urlencode({"client_id": party.id, "post_logout_redirect_uri": relying.LEFT, "state": "s"})
    page = visitor.client.get(f"/openid/end-session?{asked}")
    assert "City library" in page.content.decode() and "https://library.test;" in page["Content-Security-Policy"]
    left = visitor.client.post(f"/openid/end-session/decide?{asked}", {"decision": "there"})
    assert left["Location"] == f"{relying.LEFT}?state=s"
    assert "_auth_user_id" in visitor.client.session
    visitor.client.post(f"/openid/end-session/decide?{asked}", {"decision": "both"})
    assert "_auth_user_id" not in visitor.client.session
    assert visitor.client.get(f"/openid/end-session?{asked}")["Location"] == f"{relying.LEFT}?state=s"


@pytest.mark.parametrize(
    "wrong", [{"post_logout_redirect_uri": "https://evil.test/"}, {"client_id": ""}, {"id_token_hint": "a.b.c"}]
)
def test_signing_out_leads_nowhere_else(visitor: Visitor, wrong: dict[str, str]) -> None:
    party, _ = relying.add()
    asked = {"client_id": str(party.id), "post_logout_redirect_uri": relying.LEFT, **wrong}
    page = visitor.client.get(f"/openid/end-session?{urlencode(asked)}")
    assert page.status_code == 200 and "Location" not in page


def test_wrong_secrets_are_counted(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "WRONG", limits.Limit("wrong in a test", 2, 900))
    party, _ = relying.add()
    fields = {"grant_type": "authorization_code", "client_id": str(party.id), "client_secret": "wrong"}
    answers = [visitor.client.post("/openid/token", fields) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert answers[0].json() == {"error": "invalid_client"}


def test_publishers_register_one_at_the_desk(visitor: Visitor, newcomer: Any) -> None:
    one, other = visitor, newcomer()
    for publisher in (one, other):
        signing.sign_in(publisher.client, towns.staff("*", Role.PUBLISHER).account)
    assert "/desk/parties" in one.get("/desk/editions").content.decode()
    wrong = one.post("/desk/parties/add", name="Car park", redirects="http://park.test/back")
    assert wrong.status_code == 409 and "http://park.test/back" in wrong.content.decode()
    one.post(
        "/desk/parties/add", name="Car park", redirects="https://park.test/a\r\nhttps://park.test/b", scopes=["email"]
    )
    at = one.path
    assert "approve it" in one.text and "Car park" in one.get("/desk/parties").content.decode()
    approved = other.post(f"{at}/approve").content.decode()
    secret = re.findall(r"<code>([^<]+)</code>", approved)[0]
    assert secret not in other.get(at).content.decode()
    id = at.rpartition("/")[2]
    basic = {"grant_type": "refresh_token", "refresh_token": "x", "client_id": id, "client_secret": secret}
    assert newcomer().client.post("/openid/token", basic).json() == {"error": "invalid_grant"}
    assert "Ended" in one.post(f"{at}/end").content.decode()
    assert newcomer().client.post("/openid/token", basic).json() == {"error": "invalid_client"}


def test_clerks_and_residents_register_nobody(visitor: Visitor, ana: Actor) -> None:
    assert visitor.get("/desk/parties").status_code == 403
    signing.sign_in(visitor.client, towns.staff("housing").account)
    for path in ("/desk/parties", "/desk/parties/add", f"/desk/parties/{uuid4()}"):
        assert visitor.get(path).status_code == 403
