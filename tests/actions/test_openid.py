"""Signing in elsewhere: who may register, agree and end; codes and tokens that are good once, and not for long."""

import json
import zipfile
from datetime import timedelta
from uuid import UUID, uuid4

import jwt
import pytest
from django.db import transaction
from tests import relying
from tests import town as towns
from tests.actions.test_mandates import agree
from tests.town import Town, code_of

from sportello.actions import city, contacts, erasing, exports, signed_in
from sportello.actions.openid import consents, grants, parties
from sportello.actions.openid.grants import Tokens
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.contacts import Contact
from sportello.core.openid.asking import RelyingParty
from sportello.store.accounts import Account
from sportello.store.openid import Consent, Grant
from sportello.store.record import Event


@pytest.fixture(autouse=True)
def issuer(town: Town):
    with relying.issuing() as issuer:
        yield issuer


def begin(party: RelyingParty, by: Actor, *scopes: str) -> str:
    """Agree, and give the code."""
    return grants.begin(relying.ask(party, scope=" ".join({"openid", *scopes}), nonce="n1"), city.now(), by=by)


def redeem(code: str, party: RelyingParty) -> Tokens:
    return grants.redeem(code, relying.BACK, relying.VERIFIER, party=party)


def sign_in(party: RelyingParty, by: Actor, *scopes: str) -> Tokens:
    return redeem(begin(party, by, *scopes), party)


def read(token: str) -> dict[str, object]:
    return jwt.decode(token, options={"verify_signature": False})


def count(kind: str, party: RelyingParty) -> int:
    return Event.objects.filter(kind=kind, facts__relying_party=str(party.id)).count()


# Relying parties


def test_two_publishers_register_one_and_the_secret_is_kept_as_a_hash(town: Town) -> None:
    one, other = towns.staff("*", Role.PUBLISHER), towns.staff("*", Role.PUBLISHER)
    id = parties.register(" Library ", [relying.BACK], [], ["email"], by=one)
    assert code_of(lambda: parties.find(str(id))) == "relying_party.not_found"
    assert code_of(lambda: parties.approve(id, by=one)) == "access.four_eyes"
    secret = parties.approve(id, by=other)
    assert code_of(lambda: parties.approve(id, by=other)) == "openid.approved"
    found = parties.authenticate(str(id), secret)
    assert (found.name, found.scopes) == ("Library", ("openid", "email"))
    assert secret.encode() not in bytes(parties.get(id, by=one).secret_hash)
    assert [
        Event.objects.get(kind=f"relying_party.{deed}", facts__relying_party=str(id)).actor
        for deed in ("registered", "approved")
    ] == [one.name, other.name]


def test_only_publishers_have_to_do_with_them(town: Town) -> None:
    party, _ = relying.add()
    others = (
        towns.staff("housing", Role.CLERK),
        towns.staff("housing", Role.LEAD),
        towns.staff("*", Role.AUDITOR),
        towns.resident(),
        towns.stranger(),
    )
    for by in others:
        for deed in (
            lambda by=by: parties.register("X", [relying.BACK], [], [], by=by),
            lambda by=by: parties.approve(party.id, by=by),
            lambda by=by: parties.end(party.id, by=by),
            lambda by=by: parties.list_all(by=by),
            lambda by=by: parties.get(party.id, by=by),
        ):
            assert code_of(deed) == "access.role"


@pytest.mark.parametrize(
    ("name", "redirects", "scopes", "code"),
    [
        ("", [relying.BACK], [], "answer.missing"),
        ("X", [], [], "openid.addresses"),
        ("X", ["http://library.test"], [], "openid.address"),
        ("X", [relying.BACK], ["tax"], "openid.scope"),
        ("X", [f"https://a.test/{n}" for n in range(11)], [], "openid.addresses"),
    ],
)
def test_what_makes_no_sense_is_not_registered(
    town: Town, name: str, redirects: list[str], scopes: list[str], code: str
):
    by = towns.staff("*", Role.PUBLISHER)
    assert code_of(lambda: parties.register(name, redirects, [], scopes, by=by)) == code


def test_a_secret_is_of_one_party(town: Town) -> None:
    (one, secret), (other, _) = relying.add(), relying.add()
    assert parties.authenticate(str(one.id), secret) == one
    for id, shown in ((other.id, secret), (one.id, secret + "0"), (one.id, ""), (uuid4(), secret), ("x", "y")):
        assert code_of(lambda id=id, shown=shown: parties.authenticate(str(id), shown)) == "openid.secret"


def test_when_it_is_ended_nothing_of_it_is_good(town: Town) -> None:
    (party, secret), by = relying.add(), towns.resident()
    tokens, code = sign_in(party, by), begin(party, by)
    parties.end(party.id, by=towns.staff("*", Role.PUBLISHER))
    assert code_of(lambda: parties.authenticate(str(party.id), secret)) == "openid.secret"
    assert code_of(lambda: grants.tell(tokens.access)) == "openid.token"
    assert code_of(lambda: redeem(code, party)) == "openid.grant"
    assert consents.list_of(by=by) == []
    assert count("relying_party.ended", party) == 1


# Consents


def test_a_resident_agrees_once_and_is_known_to_each_by_another_name(town: Town) -> None:
    (one, _), (other, _), by = relying.add("email"), relying.add(), towns.resident()
    assert not consents.covers(one, ["openid"], by=by)
    subjects = [read(sign_in(party, by).id_token)["sub"] for party in (one, one, other)]
    assert subjects[0] == subjects[1] != subjects[2]
    assert not {str(by.party), str(by.account)} & {UUID(subject).hex for subject in subjects}
    assert consents.covers(one, ["openid"], by=by) and not consents.covers(one, ["openid", "email"], by=by)
    sign_in(one, by, "email")
    assert consents.covers(one, ["openid", "email"], by=by)
    assert count("consent.given", one) == 2  # the second time for more, and none for coming again
    assert {given.party for given in consents.list_of(by=by)} == {"City library"}
    assert len(consents.list_of(by=by)) == 2


def test_only_a_resident_signs_in_elsewhere_and_never_for_another(town: Town) -> None:
    party, _ = relying.add()
    ana, carl = towns.resident(), towns.resident()
    for by, code in (
        (agree(ana, carl), "openid.own_only"),
        (towns.staff("housing"), "openid.residents_only"),
        (towns.stranger(), "openid.residents_only"),
        (Actor("desk", account=uuid4(), partner="library"), "openid.residents_only"),
    ):
        assert code_of(lambda by=by: begin(party, by)) == code
    assert not Consent.objects.filter(account=ana.account).exists()


def test_a_resident_ends_their_own_at_once_and_comes_back_as_the_same(town: Town) -> None:
    party, _ = relying.add("offline_access")
    ana, carl = towns.resident(), towns.resident()
    tokens = sign_in(party, ana, "offline_access")
    (given,) = consents.list_of(by=ana)
    for by in (carl, towns.staff("housing"), towns.stranger()):
        assert consents.list_of(by=by) == []
        assert code_of(lambda by=by: consents.end(given.id, by=by)) == "consent.not_found"
    code = begin(party, ana)
    consents.end(given.id, by=ana)
    assert code_of(lambda: grants.tell(tokens.access)) == "openid.token"
    assert code_of(lambda: grants.refresh(tokens.refresh, party=party)) == "openid.grant"
    assert code_of(lambda: redeem(code, party)) == "openid.grant"
    assert code_of(lambda: consents.end(given.id, by=ana)) == "consent.not_found"
    assert not consents.covers(party, ["openid"], by=ana)
    assert read(sign_in(party, ana).id_token)["sub"] == read(tokens.id_token)["sub"]
    assert consents.list_of(by=ana)[0].scopes == ("openid",)
    ended = Event.objects.get(kind="consent.ended", facts__relying_party=str(party.id))
    assert (ended.actor, ended.facts["account"]) == (ana.name, str(ana.account))


def test_a_closed_account_and_one_signed_out_everywhere_are_over_there_too(town: Town) -> None:
    (party, _), ana, carl = relying.add(), towns.resident(), towns.resident()
    first, second = sign_in(party, ana), sign_in(party, carl)
    Account.objects.filter(id=ana.account).update(is_active=False)
    signed_in.end_all(carl.account)
    for tokens in (first, second):
        assert code_of(lambda tokens=tokens: grants.tell(tokens.access)) == "openid.token"
    assert len(consents.list_of(by=carl)) == 1


def test_erasing_takes_it_along_and_the_export_tells_it(town: Town) -> None:
    (party, _), by = relying.add("email"), towns.resident()
    tokens = sign_in(party, by, "email")
    with exports.write("en", by=by) as file, zipfile.ZipFile(file) as archive:
        told = json.loads(archive.read("data.json"))["signs_in_at"]
    assert [(one["name"], one["scopes"], one["ended_at"]) for one in told] == [
        ("City library", ["openid", "email"], None)
    ]
    assert told[0]["subject"] == read(tokens.id_token)["sub"]
    erasing.erase_party(by.party, by=by)
    assert not Consent.objects.filter(account=by.account).exists()
    assert code_of(lambda: grants.tell(tokens.access)) == "openid.token"


# Codes and tokens


def test_a_token_tells_what_was_asked_for_and_no_more(town: Town) -> None:
    party, _ = relying.add("profile", "email", "phone")
    by = towns.resident()
    account = Account.objects.get(id=by.account)
    email = f"{account.id.hex}@example.org"
    with transaction.atomic():
        contacts.add(account, Contact("email", email))
    bare, whole = sign_in(party, by), sign_in(party, by, "profile", "email", "phone")
    assert grants.tell(bare.access).keys() == {"sub"}
    subject = read(bare.id_token)["sub"]
    assert grants.tell(whole.access) == {"sub": subject, "name": "A resident", "email": email, "email_verified": True}
    assert read(whole.id_token).keys() == {
        "iss", "sub", "aud", "iat", "exp", "auth_time", "acr", "at_hash", "nonce"
    }  # fmt: skip


def test_the_id_token_says_how_surely_and_when_for_whom(town: Town, issuer: object) -> None:
    (party, _), by = relying.add(), towns.resident(Assurance.SUBSTANTIAL)
    told = read(sign_in(party, by).id_token)
    assert (told["iss"], told["aud"], told["acr"], told["nonce"]) == (relying.URL, str(party.id), "substantial", "n1")
    assert told["exp"] - told["iat"] == 600 and told["auth_time"] <= told["iat"]


def test_a_code_that_comes_twice_ends_what_came_of_it(town: Town) -> None:
    (party, _), by = relying.add("offline_access"), towns.resident()
    tokens = redeem(code := begin(party, by, "offline_access"), party)
    assert grants.tell(tokens.access)
    assert code_of(lambda: redeem(code, party)) == "openid.grant"
    assert code_of(lambda: grants.tell(tokens.access)) == "openid.token"
    assert code_of(lambda: grants.refresh(tokens.refresh, party=party)) == "openid.grant"
    assert count("grant.came_twice", party) == 1


def test_a_code_is_for_one_party_one_address_one_verifier_and_a_minute(town: Town) -> None:
    (party, _), (other, _), by = relying.add(), relying.add(), towns.resident()
    code = begin(party, by)
    for deed in (
        lambda: redeem(code, other),
        lambda: grants.redeem(code, relying.BACK + "x", relying.VERIFIER, party=party),
        lambda: grants.redeem(code, relying.BACK, "w" * 43, party=party),
        lambda: grants.redeem(code, relying.BACK, "", party=party),
        lambda: redeem(code + "0", party),
        lambda: redeem("", party),
    ):
        assert code_of(deed) == "openid.grant"
    late = begin(party, by)
    assert redeem(code, party)
    town.clock.at += timedelta(seconds=61)
    assert code_of(lambda: redeem(late, party)) == "openid.grant"


def test_a_refresh_token_is_good_once_and_an_old_one_ends_them_all(town: Town) -> None:
    (party, _), (other, _), by = relying.add("offline_access"), relying.add("offline_access"), towns.resident()
    first = sign_in(party, by, "offline_access")
    assert code_of(lambda: grants.refresh(first.refresh, party=other)) == "openid.grant"
    assert code_of(lambda: grants.refresh(first.access, party=party)) == "openid.grant"
    first = sign_in(party, by, "offline_access")
    second = grants.refresh(first.refresh, party=party)
    assert {**read(first.id_token), "nonce": 0}.keys() - {"nonce"} == read(second.id_token).keys()
    assert grants.tell(second.access) and code_of(lambda: grants.tell(first.access)) == "openid.token"
    assert code_of(lambda: grants.refresh(first.refresh, party=party)) == "openid.grant"
    assert code_of(lambda: grants.tell(second.access)) == "openid.token"
    assert code_of(lambda: grants.refresh(second.refresh, party=party)) == "openid.grant"


def test_without_being_asked_for_there_is_no_refresh_token_and_tokens_end(town: Town) -> None:
    (party, _), by = relying.add("offline_access"), towns.resident()
    bare, lasting = sign_in(party, by), sign_in(party, by, "offline_access")
    assert bare.refresh == ""
    town.clock.at += timedelta(minutes=11)
    for tokens in (bare, lasting):
        assert code_of(lambda tokens=tokens: grants.tell(tokens.access)) == "openid.token"
    renewed = grants.refresh(lasting.refresh, party=party)
    assert grants.forget() and grants.tell(renewed.access)
    town.clock.at += timedelta(days=31)
    assert code_of(lambda: grants.refresh(renewed.refresh, party=party)) == "openid.grant"
    grants.forget()
    assert not Grant.objects.filter(consent__account=by.account).exists()


def test_a_party_revokes_its_own_only(town: Town) -> None:
    (party, _), (other, _), by = relying.add("offline_access"), relying.add(), towns.resident()
    tokens = sign_in(party, by, "offline_access")
    grants.revoke(tokens.refresh, party=other)
    grants.revoke("nothing", party=party)
    assert grants.tell(tokens.access)
    grants.revoke(tokens.refresh, party=party)
    assert code_of(lambda: grants.tell(tokens.access)) == "openid.token"


def test_a_city_without_a_key_is_no_issuer(town: Town) -> None:
    with towns.with_parts(issuer=None):
        assert code_of(grants.issuer) == "openid.closed"


def test_an_id_token_is_known_again_however_old(town: Town) -> None:
    (party, _), (other, _), by = relying.add(), relying.add(), towns.resident()
    token = sign_in(party, by).id_token
    assert grants.is_of(token, party) and not grants.is_of(token, other)
    assert not grants.is_of(token[:-4], party)
