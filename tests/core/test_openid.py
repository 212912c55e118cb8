"""What relying parties may ask, to which addresses answers go, and tokens that are the city's own."""

from base64 import urlsafe_b64encode
from uuid import uuid4

import jwt
import pytest
from tests import relying
from tests.town import code_of

from sportello.core.actors import Assurance
from sportello.core.openid import asking, signing
from sportello.core.openid.asking import Denied, RelyingParty

PARTY = RelyingParty(uuid4(), "Library", (relying.BACK,), (), ("openid", "email"))


@pytest.fixture(scope="module")
def issuer() -> signing.Issuer:
    return signing.make(relying.URL, {"i1": relying.make_key()})


def test_what_is_asked_is_read() -> None:
    asked = relying.ask(PARTY, scope="email openid", prompt="login", max_age="60", acr_values="high substantial x")
    assert asked.scopes == ("openid", "email")
    assert (asked.max_age, asked.needs, asked.is_anew) == (60, Assurance.SUBSTANTIAL, True)
    assert relying.ask(PARTY, acr_values="urn:of:others").needs == Assurance.NONE
    assert relying.ask(PARTY, max_age="0").is_anew


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"scope": "email"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": "openid phone"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "sing"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"request": "e30.e30."}, "request_not_supported"),
        ({"request_uri": "https://library.test/request"}, "request_uri_not_supported"),
        ({"nonce": "n" * 2001}, "invalid_request"),
    ],
)
def test_what_is_not_allowed_goes_back_as_an_error(changed: dict[str, str], error: str) -> None:
    with pytest.raises(Denied) as denied:
        relying.ask(PARTY, **changed)
    assert denied.value.error == error


def test_what_comes_twice_is_not_read() -> None:
    given = {name: [value] for name, value in relying.query(PARTY).items()}
    with pytest.raises(Denied):
        asking.read({**given, "state": ["a", "b"]}, PARTY)
    assert code_of(lambda: asking.read({**given, "redirect_uri": [relying.BACK] * 2}, PARTY)) == "openid.redirect"


@pytest.mark.parametrize("wrong", ["", "/", "&more=1", "#here"])
def test_an_address_has_to_be_the_registered_one_to_the_letter(wrong: str) -> None:
    assert relying.ask(PARTY).redirect == relying.BACK
    other = relying.BACK + wrong if wrong else "https://library.test/back"
    assert code_of(lambda: relying.ask(PARTY, redirect_uri=other)) == "openid.redirect"


@pytest.mark.parametrize(
    "address",
    ["https://library.test", "https://library.test:8443/a?b=c&d=e", "http://127.0.0.1:5000/x", "http://[::1]/x"],
)
def test_addresses_that_may_be_registered(address: str) -> None:
    assert asking.check_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://library.test/back",
        "https://",
        "https://*.library.test/back",
        "https://library.test/back#part",
        "https://user@library.test/back",
        "http://127.0.0.1.evil.test/x",
        "http://127.0.0.1@evil.test/x",
        "https://library.test\\@evil.test",
        "javascript:alert(1)",
        "org.library.app:/back",
        "https://library.test:x/",
        "https://library.test/back\nLocation: x",
        "https://библиотека.test/",
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    assert code_of(lambda: asking.check_address(address)) == "openid.address"


def test_an_answer_is_added_to_what_the_address_says() -> None:
    assert asking.answer("https://a.test/b", code="1", state="") == "https://a.test/b?code=1"
    assert asking.answer("https://a.test/b", state="") == "https://a.test/b"
    assert asking.answer("https://a.test/b?c=d", error="x y") == "https://a.test/b?c=d&error=x+y"


def test_the_challenge_of_the_standard_fits_its_verifier() -> None:
    """RFC 7636, appendix B."""
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert asking.fits("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", challenge)
    assert not asking.fits("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl", challenge)
    assert not asking.fits("", challenge)


def test_a_token_is_read_by_its_issuer_alone(issuer: signing.Issuer) -> None:
    token = issuer.sign({"sub": "1", "aud": "2", "exp": 1})
    assert issuer.read(token) == {"iss": relying.URL, "sub": "1", "aud": "2", "exp": 1}
    elsewhere = signing.make("http://other.test", {"i1": relying.make_key()})
    assert code_of(lambda: elsewhere.read(token)) == "openid.token"


def test_a_token_without_signature_or_with_the_public_key_as_a_secret_is_none(issuer: signing.Issuer) -> None:
    claims = {"iss": relying.URL, "sub": "1", "aud": "2"}
    unsigned = jwt.encode(claims, None, "none", headers={"kid": "i1"})
    forged = relying.sign_by_hand({"alg": "HS256", "kid": "i1"}, claims, relying.find_public(issuer))
    unknown = jwt.encode(claims, None, "none", headers={"kid": "i2"})
    for token in (unsigned, forged, unknown, "", "a.b.c", urlsafe_b64encode(b"{}").decode()):
        assert code_of(lambda token=token: issuer.read(token)) == "openid.token", token


def test_public_keys_say_no_secret(issuer: signing.Issuer) -> None:
    (key,) = issuer.list_keys()
    assert {*key} == {"kty", "n", "e", "kid", "use", "alg"}


def test_the_first_key_signs_and_all_are_read() -> None:
    older, newer = relying.make_key(), relying.make_new_key()
    before, after = signing.make("u", {"1": older}), signing.make("u", {"2": newer, "1": older})
    token = before.sign({"sub": "1", "aud": "2"})
    assert after.read(token)["sub"] == "1"
    assert jwt.get_unverified_header(after.sign({}))["kid"] == "2"


def test_a_key_that_is_none_is_refused() -> None:
    assert code_of(lambda: signing.make("u", {"1": b"no key"})) == "openid.key"
