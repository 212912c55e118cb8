"""A hostile reader where the city is the key for others: another's hint, steps left out, addresses nearly right."""

from urllib.parse import urlsplit

import pytest
from tests import relying
from tests import town as towns
from tests.channels import signing
from tests.channels.account.test_openid import agree, ask, read
from tests.channels.visiting import Visitor
from tests.town import Town, code_of

from sportello.actions.openid import parties
from sportello.core.actors import Assurance, Role
from sportello.core.assurance import Means
from sportello.store.accounts import Account

NEARLY = (
    relying.BACK + "#x",
    relying.BACK.replace("library.test", "LIBRARY.test"),
    relying.BACK.replace("library.test", "library.test@evil.test"),
    relying.BACK.replace("library.test", "library.test:444"),
    relying.BACK.replace("/back", "/back/../other"),
    relying.BACK.replace("/back", "/%62ack"),
    relying.BACK.replace("https", "http"),
    relying.BACK + "%20",
)


@pytest.fixture(autouse=True)
def issuer(town: Town):
    with relying.issuing() as issuer:
        yield issuer


@pytest.mark.parametrize("prompt", ["none", ""])
def test_who_is_expected_by_a_hint_is_not_somebody_else(visitor: Visitor, issuer, prompt: str) -> None:
    party, other = relying.add()[0], relying.add()[0]
    ana = towns.resident()
    signing.sign_in(visitor.client, ana.account, Means.CODE)
    agree(visitor, party)
    subject = Account.objects.get(id=ana.account).consents.get(party=party.id).subject
    mine = issuer.sign({"sub": subject, "aud": str(party.id)})
    assert read(ask(visitor, party, prompt=prompt, id_token_hint=mine)).keys() == {"code"}
    agree(visitor, other)
    elsewhere = issuer.sign({"sub": subject, "aud": str(other.id)})
    stranger = issuer.sign({"sub": "0" * 32, "aud": str(party.id)})
    unsigned = mine.rpartition(".")[0] + "."
    by_hand = relying.sign_by_hand(
        {"alg": "HS256", "kid": "i1"}, {"sub": subject, "aud": str(party.id)}, relying.find_public(issuer)
    )
    for hint in (elsewhere, stranger, unsigned, by_hand, "x"):
        assert read(ask(visitor, party, prompt=prompt, id_token_hint=hint)) == {"error": "login_required"}
        assert read(agree(visitor, party, prompt=prompt, id_token_hint=hint)) == {"error": "login_required"}


def test_agreeing_at_once_leaves_no_step_out(visitor: Visitor) -> None:
    party, _ = relying.add()
    by = towns.resident(Assurance.HIGH)
    signing.sign_in(visitor.client, by.account, Means.CODE, ago=3600)
    for asked in ({"max_age": "60"}, {"prompt": "login"}, {"max_age": "0"}, {"acr_values": "high"}):
        answer = agree(visitor, party, **asked)
        assert "code=" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("nearly", NEARLY)
def test_an_address_that_is_nearly_right_gets_nothing(visitor: Visitor, nearly: str) -> None:
    party, _ = relying.add()
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE)
    for answer in (ask(visitor, party, redirect_uri=nearly), agree(visitor, party, redirect_uri=nearly)):
        assert answer.status_code == 400 and "Location" not in answer


@pytest.mark.parametrize(
    "trick",
    [
        {"response_type": "code id_token"},
        {"response_type": "token"},
        {"request": "e30.e30."},
        {"request_uri": "https://evil.test/r"},
        {"code_challenge": ""},
        {"code_challenge_method": ""},
        {"prompt": "none login"},
        {"max_age": "-1"},
    ],
)
def test_what_is_not_spoken_gives_no_code(visitor: Visitor, trick: dict[str, str]) -> None:
    party, _ = relying.add()
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE)
    for answer in (ask(visitor, party, **trick), agree(visitor, party, **trick)):
        assert "error" in read(answer)


@pytest.mark.parametrize("name", ["City оf Lunara", "Αthens library", "Lunara Сity"])
def test_a_party_whose_letters_only_look_like_anothers_is_not_registered(town: Town, name: str) -> None:
    by = towns.staff("registry", Role.PUBLISHER)
    assert code_of(lambda: parties.register(name, [relying.BACK], [], [], by=by)) == "openid.name"
    assert parties.register("Βιβλιοθήκη 24", [relying.BACK], [], [], by=by)


def test_the_page_that_asks_says_where_one_goes_on_and_stands_in_no_frame(visitor: Visitor) -> None:
    party, _ = relying.add()
    signing.sign_in(visitor.client, towns.resident().account, Means.CODE)
    page = ask(visitor, party)
    assert urlsplit(relying.BACK).netloc in page.content.decode()
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "code=" not in page.headers.get("Location", "")  # opened beforehand by a browser, it agrees to nothing
