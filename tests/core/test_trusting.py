"""What an issuer elsewhere says counts only if it is of that issuer, for us, to what we asked, and now."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from tests import relying
from tests.town import code_of

from sportello.core.actors import Assurance
from sportello.core.openid import signing, trusting
from sportello.core.openid.trusting import Person, Provider
from sportello.core.profile import Issuer

URL, CLIENT, NONCE = "https://id.test", "city", "n1"
ISSUER = Issuer("national", {"en": "National"}, URL, "sub", (), {"https://id.test/2": Assurance.SUBSTANTIAL})
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=3)


def claims(**changed: Any) -> dict[str, Any]:
    at = int(NOW.timestamp())
    usual = {"sub": "s1", "aud": CLIENT, "iat": at, "exp": at + 60, "nonce": NONCE, "auth_time": at}
    return {name: value for name, value in {**usual, **changed}.items() if value is not None}


@pytest.fixture(scope="module")
def issuer() -> signing.Issuer:
    return signing.make(URL, {"1": relying.make_key()})


def check(token: str, keys: list[dict[str, Any]], known: Issuer = ISSUER) -> Person:
    return trusting.check_token(token, keys, known, CLIENT, nonce=NONCE, since=SINCE, now=NOW)


def read(issuer: signing.Issuer, known: Issuer = ISSUER, **changed: Any) -> Person:
    return check(issuer.sign(claims(**changed)), issuer.list_keys(), known)


def test_a_person_is_told_with_level_and_name(issuer: signing.Issuer) -> None:
    assert read(issuer) == Person("s1", Assurance.LOW, "")
    told = read(issuer, acr="https://id.test/2", given_name="Ana", family_name="Ruiz")
    assert told == Person("s1", Assurance.SUBSTANTIAL, "Ana Ruiz")
    assert read(issuer, aud=[CLIENT], azp=CLIENT, name="Ana").name == "Ana"


def test_a_level_nobody_told_us_of_is_low(issuer: signing.Issuer) -> None:
    for acr in ("https://id.test/3", "high", "3", 3, None, ["https://id.test/2"]):
        assert read(issuer, acr=acr).level == Assurance.LOW


def test_above_low_one_has_to_have_signed_in_for_this(issuer: signing.Issuer) -> None:
    before = int((SINCE - timedelta(minutes=2)).timestamp())
    for auth_time in (before, None):
        assert read(issuer, acr="https://id.test/2", auth_time=auth_time).level == Assurance.LOW


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other.test"},
        {"aud": "other"},
        {"aud": [CLIENT, "other"]},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"azp": "other"},
        {"nonce": "n2"},
        {"nonce": None},
        {"exp": int(NOW.timestamp()) - 60},
        {"exp": None},
        {"exp": "never"},
        {"iat": int(NOW.timestamp()) + 120},
        {"sub": None},
        {"sub": ""},
        {"auth_time": "now"},
    ],
)
def test_what_is_not_for_us_now_is_refused(issuer: signing.Issuer, wrong: dict[str, Any]) -> None:
    assert code_of(lambda: read(issuer, **wrong)) == "issuer.token"


def test_a_claim_of_the_pack_s_choice_names_the_person(issuer: signing.Issuer) -> None:
    by_number = Issuer("national", {"en": "National"}, URL, "fiscal_number", (), {})
    assert read(issuer, by_number, fiscal_number="TINIT-X").subject == "TINIT-X"
    assert code_of(lambda: read(issuer, by_number)) == "issuer.token"


def test_only_the_issuer_s_own_signature_counts(issuer: signing.Issuer) -> None:
    keys, stranger = issuer.list_keys(), signing.make(URL, {"1": relying.make_new_key()})
    unsigned = jwt.encode({"iss": URL, **claims()}, None, "none", headers={"kid": "1"})
    shared = relying.sign_by_hand({"alg": "HS256", "kid": "1"}, {"iss": URL, **claims()}, relying.find_public(issuer))
    unknown = jwt.encode({"iss": URL, **claims()}, None, "none", headers={"kid": "2"})
    for token in (unsigned, shared, unknown, stranger.sign(claims()), "", "a.b.c"):
        assert code_of(lambda token=token: check(token, keys)) == "issuer.token"
    assert code_of(lambda: check(issuer.sign(claims()), [])) == "issuer.token"
    assert code_of(lambda: check(issuer.sign(claims()), [{"kid": "1", "kty": "oct", "k": "AAAA"}])) == "issuer.token"


@pytest.mark.parametrize(
    ("given", "says", "code"),
    [
        ({"state": "s", "code": "c"}, False, ""),
        ({"state": "s", "code": "c", "iss": URL}, True, ""),
        ({"state": "s", "code": "c"}, True, "issuer.answer"),
        ({"state": "s", "code": "c", "iss": "https://other.test"}, False, "issuer.answer"),
        ({"state": "t", "code": "c"}, False, "issuer.answer"),
        ({"code": "c"}, False, "issuer.answer"),
        ({"state": "s"}, False, "issuer.answer"),
        ({"state": "s", "error": "access_denied"}, False, "issuer.denied"),
        ({"state": "t", "error": "access_denied"}, False, "issuer.answer"),
    ],
)
def test_an_answer_is_to_our_question_and_of_whom_we_asked(given: dict[str, str], says: bool, code: str) -> None:
    provider = Provider(f"{URL}/authorize", CLIENT, says)
    if code:
        assert code_of(lambda: trusting.check_answer(given, "s", ISSUER, provider)) == code
    else:
        assert trusting.check_answer(given, "s", ISSUER, provider) == "c"


def test_names_are_the_same_in_any_order_and_case() -> None:
    assert trusting.is_same_name("RUIZ Ana", "Ana  Ruiz")
    assert not trusting.is_same_name("Ana Ruiz", "Ana")
