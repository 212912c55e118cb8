"""Becoming sure enough for a service: told what is missing, led on once nothing is."""

import pytest
from tests import town as towns
from tests.channels import signing
from tests.channels.account import people

from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account

ASKED = "/account/step-up?need={}&next=/services"


def sure(assurance: Assurance) -> Account:
    return Account.objects.get(id=towns.resident(assurance).account)


@pytest.mark.parametrize(
    ("known", "means", "need", "told"),
    [
        (Assurance.NONE, (Means.PAPER,), "low", {"contact"}),
        (Assurance.LOW, (Means.CODE,), "substantial", {"who", "proof"}),
        (Assurance.LOW, (Means.PASSKEY,), "substantial", {"who"}),
        (Assurance.SUBSTANTIAL, (Means.CODE,), "substantial", {"proof"}),
        (Assurance.SUBSTANTIAL, (Means.PASSKEY,), "high", {"who"}),
        (Assurance.HIGH, (Means.CODE, Means.APP), "high", {"proof"}),
        (Assurance.HIGH, (Means.CODE, Means.APP), "substantial", None),
        (Assurance.LOW, (Means.CODE,), "low", None),
        (Assurance.HIGH, (Means.PASSKEY,), "high", None),
    ],
)
def test_only_what_is_missing_is_asked_for(town, visitor, known, means, need, told) -> None:
    signing.sign_in(visitor.client, sure(known), *means)
    visitor.get(ASKED.format(need))
    if told is None:
        assert visitor.path == "/services"
        return
    shown = {
        "who": "At a counter" in visitor.text,
        "proof": 'id="proof"' in visitor.text,
        "contact": 'href="/account/contacts/add"' in visitor.text,
    }
    assert {name for name, is_there in shown.items() if is_there} == told


def test_what_was_shown_long_ago_is_asked_for_again(town, visitor) -> None:
    signing.sign_in(visitor.client, sure(Assurance.SUBSTANTIAL), Means.PASSKEY, ago=601)
    visitor.get(ASKED.format("substantial"))
    assert visitor.path == "/account/step-up"


def test_a_stranger_signs_in_first_and_is_led_on(town, visitor) -> None:
    visitor.get(ASKED.format("low"))
    assert visitor.path == "/sign-in"
    to = people.new_email()
    visitor.post("/sign-in", contact=to, next="/account/step-up?need=low&next=/services")
    people.type_code(visitor, town, to)
    visitor.post("/sign-in/open", name="Ana")
    assert "/account/step-up?need=low" in visitor.text
    assert visitor.get(ASKED.format("low")).request["PATH_INFO"] == "/services"


def test_a_draft_that_may_not_be_sent_leads_to_the_step_up_and_keeps_its_answers(town, visitor) -> None:
    account = sure(Assurance.SUBSTANTIAL)
    signing.sign_in(visitor.client, account, Means.CODE)
    draft, _ = visitor.prepare(town, "residence-certificate")
    visitor.get(f"/drafts/{draft}/check")
    link = f"/account/step-up?need=substantial&amp;next=/drafts/{draft}/check"
    assert link in visitor.text
    visitor.post(f"/drafts/{draft}/send")
    assert visitor.page.status_code == 403 and "Your answers are kept" in visitor.text
    assert "/account/step-up?need=substantial" in visitor.text
    visitor.get(f"/account/step-up?need=substantial&next=/drafts/{draft}/check")
    assert visitor.path == "/account/step-up"
    signing.sign_in(visitor.client, account, Means.PASSKEY)
    visitor.get(f"/account/step-up?need=substantial&next=/drafts/{draft}/check")
    assert visitor.path == f"/drafts/{draft}/check"
    visitor.post(f"/drafts/{draft}/send")
    assert visitor.path.endswith("/receipt")


def test_it_never_leads_away_from_this_site(town, visitor) -> None:
    signing.sign_in(visitor.client, sure(Assurance.HIGH), Means.PASSKEY)
    visitor.get("/account/step-up?need=high&next=https://evil.example/")
    assert visitor.path == "/"


def test_where_it_takes_a_passkey_no_other_means_is_offered(town, visitor) -> None:
    from allauth.mfa.models import Authenticator

    from sportello.actions import factors

    account = sure(Assurance.HIGH)
    Authenticator.objects.create(user=account, type="totp", data={"secret": factors.seal(account, "A" * 32)})
    signing.sign_in(visitor.client, account, Means.CODE, Means.APP, ago=3600)
    visitor.get("/account/again?only=passkey&next=/services")
    assert 'name="code"' not in visitor.text
    visitor.get("/account/again?next=/services")
    assert 'name="code"' in visitor.text
