"""Signing in here by an issuer elsewhere: linked by whoever is signed in, as sure as it says, and by nothing else."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from tests import relying
from tests import town as towns
from tests.channels import signing
from tests.channels.account.people import join
from tests.channels.attacks.test_races import MANY, at_once
from tests.channels.visiting import Visitor
from tests.town import Town, code_of

from sportello.actions import accounts, erasing, exports, live
from sportello.actions.openid import issuers
from sportello.actions.openid.issuers import Answered
from sportello.core.actors import Actor, Assurance
from sportello.core.assurance import Means
from sportello.core.profile import Issuer
from sportello.integrations.fakes import CrashingIssuers, FakeIssuers, RefusingIssuers
from sportello.integrations.openid import OpenIdIssuers
from sportello.store.accounts import Account
from sportello.store.openid import Linked
from sportello.store.record import Event

URL = "https://id.test"
LEVELS = {"2": Assurance.SUBSTANTIAL, "3": Assurance.HIGH}
NATIONAL = Issuer("national", {"en": "National ID", "es": "DNI", "it": "SPID"}, URL, "sub", ("profile",), LEVELS)


@pytest.fixture
def national(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeIssuers]:
    """Let an issuer sign people in for the city, as somebody new."""
    fake = FakeIssuers("national", relying.make_key(), town.clock)
    fake.claims = {"sub": secrets.token_hex(8), "name": "Ana Ruiz", "acr": "2"}
    trust(monkeypatch, NATIONAL)
    with towns.with_parts(issuers=fake):
        yield fake


def trust(monkeypatch: pytest.MonkeyPatch, issuer: Issuer) -> None:
    """Let the pack name an issuer."""
    profile = replace(live.profile(), issuers={issuer.id: issuer})
    monkeypatch.setattr(live, "profile", lambda: profile)


def go(visitor: Visitor, national: FakeIssuers, **query: str) -> dict[str, str]:
    """Be sent there; give what was asked."""
    sent = visitor.client.get(f"/sign-in/with/national?{urlencode(query)}")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(sent["Location"]).query).items()}
    national.claims["nonce"] = asked["nonce"]
    return asked


def come_back(visitor: Visitor, asked: dict[str, str], **changed: str) -> Any:
    answer = {"code": "c", "state": asked["state"], "iss": URL, **changed}
    return visitor.get(f"/sign-in/with/national/back?{urlencode({k: v for k, v in answer.items() if v})}")


def sign_in(visitor: Visitor, national: FakeIssuers, **query: str) -> Any:
    return come_back(visitor, go(visitor, national, **query))


def answered(national: FakeIssuers, level: Assurance = Assurance.SUBSTANTIAL, name: str = "A resident") -> Answered:
    """Give whom the issuer signed in just now."""
    begun = issuers.begin("national", Assurance.NONE)[1]
    national.claims |= {"nonce": begun.nonce, "acr": str(int(level)), "name": name}
    return issuers.finish(begun, {"state": begun.state, "code": "c", "iss": URL})


def account_of(by: Actor) -> Account:
    return Account.objects.get(id=by.account)


def test_what_is_asked_of_an_issuer(visitor: Visitor, national: FakeIssuers) -> None:
    asked = go(visitor, national, need="high")
    assert (asked["scope"], asked["prompt"], asked["max_age"], asked["acr_values"]) == (
        "openid profile",
        "login",
        "0",
        "3",
    )
    assert (asked["code_challenge_method"], asked["response_type"], asked["client_id"]) == ("S256", "code", "city")
    assert asked["redirect_uri"] == "http://city.test/sign-in/with/national/back"


def test_a_newcomer_opens_an_account_joins_it_and_signs_in_so_next_time(
    visitor: Visitor, national: FakeIssuers, town: Town, newcomer: Any
) -> None:
    assert "National ID" in visitor.get("/sign-in").content.decode()
    page = sign_in(visitor, national)
    assert visitor.path == "/sign-in" and "No account here is linked to that" in page.content.decode()
    again = visitor.get(f"{visitor.path}?{visitor.page.request['QUERY_STRING']}")
    assert "No account here is linked to that" in again.content.decode()
    account = join(visitor, town, name="Anita")
    assert not Linked.objects.filter(account=account).exists()
    page = visitor.get("/account/issuers/link")
    assert "National ID" in page.content.decode() and "Ana Ruiz" in page.content.decode()
    visitor.post("/account/issuers/link", yes="yes")
    account.refresh_from_db()
    assert (account.assurance, account.name) == (Assurance.SUBSTANTIAL, "Ana Ruiz")
    assert Event.objects.filter(kind="account.linked", facts__account=str(account.id)).exists()
    towns.run_jobs()
    assert any("National ID" in mail.body for mail in town.mail.sent)
    again = newcomer()
    assert sign_in(again, national, next="/account").status_code == 200 and again.path == "/account"
    shown = accounts.actor_of(account, "web", shown=Assurance.HIGH)
    assert [one.issuer for one in issuers.list_of(by=shown)] == ["national"]
    assert again.client.get("/account/step-up?need=substantial&next=/my")["Location"] == "/my"
    assert "National ID" in again.get("/account/step-up?need=high&next=/my").content.decode()


def test_who_is_signed_in_becomes_surer_for_ten_minutes(visitor: Visitor, national: FakeIssuers) -> None:
    by = towns.resident()
    issuers.link(answered(national), by=by)
    signing.sign_in(visitor.client, by.account, Means.CODE)
    page = visitor.get("/account/step-up?need=substantial&next=/my").content.decode()
    assert "need=substantial&amp;next=%2Faccount%2Fstep-up" in page or "National ID" in page
    sign_in(visitor, national, next="/account/step-up?need=substantial&next=/account")
    assert visitor.path == "/account"
    session = visitor.client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 700
    session.save()
    assert visitor.client.get("/account/step-up?need=substantial&next=/account").status_code == 200


def test_nobody_is_linked_by_coming_back_alone(visitor: Visitor, national: FakeIssuers) -> None:
    by = towns.resident()
    signing.sign_in(visitor.client, by.account, Means.CODE)
    national.claims |= {"email": "r@example.org", "email_verified": True, "name": "A resident"}
    sign_in(visitor, national)
    assert visitor.path == "/account/issuers/link" and not Linked.objects.filter(account=by.account).exists()
    visitor.post("/account/issuers/link")
    assert visitor.path == "/my" and not Linked.objects.filter(account=by.account).exists()


def test_linking_takes_having_shown_lately_who_one_is(visitor: Visitor, national: FakeIssuers) -> None:
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE, ago=3600)
    sign_in(visitor, national)
    assert visitor.path == "/account/again"


def test_an_answer_counts_once_and_to_what_was_asked(visitor: Visitor, national: FakeIssuers, newcomer: Any) -> None:
    asked = go(visitor, national)
    assert come_back(newcomer(), asked).status_code == 409
    assert come_back(visitor, asked, state="x").status_code == 409
    assert come_back(visitor, asked).status_code == 409  # used up by the one before
    for wrong in ({"iss": "https://other.test"}, {"iss": ""}, {"code": ""}):
        assert come_back(visitor, go(visitor, national), **wrong).status_code == 409
    asked = go(visitor, national)
    national.claims["nonce"] = "another"
    assert come_back(visitor, asked).status_code == 409
    assert visitor.get("/sign-in/with/other").status_code == 404


def test_who_cancels_there_is_told_so_where_one_may_go_on_otherwise(visitor: Visitor, national: FakeIssuers) -> None:
    said = come_back(visitor, go(visitor, national, next="/account"), error="access_denied", code="")
    page = said.content.decode()
    assert "Signing in there did not work" in page and 'name="next" value="/account"' in page
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE)
    assert come_back(visitor, go(visitor, national), error="access_denied", code="").status_code == 409
    assert come_back(visitor, go(visitor, national), error="server_error", code="").status_code == 503


def test_an_answer_that_comes_late_is_none(town: Town, national: FakeIssuers) -> None:
    begun = issuers.begin("national", Assurance.NONE)[1]
    national.claims["nonce"] = begun.nonce
    town.clock.at += timedelta(minutes=16)
    assert code_of(lambda: issuers.finish(begun, {"state": begun.state, "code": "c", "iss": URL})) == "issuer.answer"
    told = answered(national)
    town.clock.at += timedelta(minutes=16)
    assert code_of(lambda: issuers.link(told, by=towns.resident())) == "issuer.answer"


def test_one_person_there_is_one_account_here(town: Town, national: FakeIssuers) -> None:
    ana, carl = towns.resident(), towns.resident()
    issuers.link(told := answered(national), by=ana)
    issuers.link(told, by=ana)
    assert code_of(lambda: issuers.link(told, by=carl)) == "issuer.taken"
    assert Linked.objects.filter(account=ana.account).count() == 1
    assert issuers.find_account(told).id == ana.account


def test_of_several_accounts_that_link_one_person_at_once_one_does(town: Town, national: FakeIssuers) -> None:
    told, them = answered(national), [towns.resident() for _ in range(MANY)]
    assert at_once(lambda number: issuers.link(told, by=them[number])) == ["done", *["issuer.taken"] * (MANY - 1)]


def test_an_identity_that_was_checked_is_nobody_else_s(town: Town, national: FakeIssuers) -> None:
    by = towns.resident(Assurance.HIGH)
    stranger = answered(national, name="Carl Stein")
    assert code_of(lambda: issuers.link(stranger, by=by)) == "issuer.other_person"
    Account.objects.filter(id=by.account).update(assurance=Assurance.LOW)  # as after a recovery by two factors
    account_of(by).identifications.create(
        id=secrets.token_hex(16), level=Assurance.HIGH, how="counter", by="x", at=town.clock()
    )
    assert code_of(lambda: issuers.link(stranger, by=by)) == "issuer.other_person"
    issuers.link(answered(national, name="resident A"), by=by)
    assert account_of(by).assurance == Assurance.SUBSTANTIAL


def test_without_a_name_nothing_is_known_more_surely(town: Town, national: FakeIssuers) -> None:
    by = towns.resident(Assurance.LOW)
    issuers.link(answered(national, name=""), by=by)
    assert account_of(by).assurance == Assurance.LOW


def test_only_residents_link_for_themselves_and_only_the_owner_removes(town: Town, national: FakeIssuers) -> None:
    ana, carl, told = towns.resident(), towns.resident(), answered(national)
    assert code_of(lambda: issuers.link(told, by=towns.staff("housing"))) == "openid.residents_only"
    assert code_of(lambda: issuers.link(told, by=towns.stranger())) == "openid.residents_only"
    acting = replace(ana, on_behalf_of=carl.party, mandate=ana.party)
    assert code_of(lambda: issuers.link(told, by=acting)) == "openid.own_only"
    issuers.link(told, by=ana)
    (linked,) = issuers.list_of(by=ana)
    for by in (carl, towns.staff("housing"), towns.stranger()):
        assert issuers.list_of(by=by) == []
        assert code_of(lambda by=by: issuers.remove(linked.id, by=by)) == "issuer.not_found"
    issuers.remove(linked.id, by=ana)
    assert issuers.find_account(told) is None
    assert Event.objects.filter(kind="account.unlinked", actor=ana.name).exists()


def test_the_account_removes_it(visitor: Visitor, national: FakeIssuers) -> None:
    by = towns.resident()
    issuers.link(answered(national), by=by)
    signing.sign_in(visitor.client, by.account, Means.CODE)
    linked = Linked.objects.get(account=by.account)
    assert f"/account/issuers/{linked.id}/remove" in visitor.get("/account").content.decode()
    assert (
        "Nobody can sign in this way any more" in visitor.post(f"/account/issuers/{linked.id}/remove").content.decode()
    )


def test_it_goes_with_the_account_and_is_in_the_export(town: Town, national: FakeIssuers) -> None:
    by = towns.resident()
    issuers.link(answered(national), by=by)
    assert [one["issuer"] for one in issuers.tell_all(by.party)] == ["national"]
    exports.write("en", by=by).close()
    erasing.erase_party(by.party, by=by)
    assert not Linked.objects.filter(account=by.account).exists()


@pytest.mark.parametrize(("port", "status"), [(RefusingIssuers, 503), (CrashingIssuers, 500)])
def test_an_issuer_that_is_away_stops_nobody_else(
    visitor: Visitor, national: FakeIssuers, town: Town, port: type[FakeIssuers], status: int
) -> None:
    with towns.with_parts(issuers=port("national", relying.make_key(), town.clock)):
        assert visitor.get("/sign-in/with/national").status_code == status
        assert visitor.get("/sign-in").status_code == 200


def test_a_city_without_issuers_offers_none(visitor: Visitor) -> None:
    assert "/sign-in/with/" not in visitor.get("/sign-in").content.decode()
    assert visitor.get("/sign-in/with/national").status_code == 404


def test_one_city_signs_in_at_another_over_http(town: Town, monkeypatch: pytest.MonkeyPatch, visitor: Visitor) -> None:
    """The issuer is our own provider, met as any other: discovery, code, token, keys."""
    server = LiveServer("127.0.0.1")
    server._live_server_modified_settings.enable()
    there, here = towns.resident(Assurance.SUBSTANTIAL), towns.resident(Assurance.LOW)
    with relying.issuing(server.url):
        party, secret = relying.add("profile", back=issuers.back("other"))
        trust(monkeypatch, replace(NATIONAL, id="other", url=server.url, levels={"substantial": Assurance.SUBSTANTIAL}))
        with towns.with_parts(issuers=OpenIdIssuers({"other": (str(party.id), secret)})):
            signing.sign_in(visitor.client, here.account, Means.CODE)
            sent = visitor.client.get("/sign-in/with/other?need=substantial")["Location"]
            browser = Client()
            browser.get(sent)  # asked to sign in anew
            signing.sign_in(browser, there.account, Means.PASSWORD, Means.APP)
            query = urlsplit(sent).query
            back = browser.post(f"/openid/consent?{query}", {"decision": "yes"})["Location"]
            assert back.startswith(issuers.back("other")), back
            page = visitor.get(back.removeprefix(server.url))
            assert visitor.path == "/account/issuers/link" and re.search("A resident", page.content.decode())
            visitor.post("/account/issuers/link", yes="yes")
    server.stop()
    server._live_server_modified_settings.disable()
    assert Linked.objects.get(account=here.account).issuer == "other"


def test_an_issuer_that_cannot_be_reached_is_said_to_be_away() -> None:
    port = OpenIdIssuers({"national": ("city", "secret")})
    assert code_of(lambda: port.find("national", "http://127.0.0.1:9")) == "issuer.unavailable"
