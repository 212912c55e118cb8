"""Second factors: an authenticator app and recovery codes; passkeys are tested in a browser."""

import html
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from tests.channels import signing
from tests.channels.account import people

from sportello.actions import factors, limits
from sportello.channels.account import forms
from sportello.core.assurance import Means
from sportello.store.accounts import Account
from sportello.store.record import Event


def app_code(secret: str, ahead: int = 0) -> str:
    """Give what an authenticator app shows, now or half-minutes ahead."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def add_app(visitor: Any) -> str:
    """Set up an authenticator app, and give its secret."""
    visitor.get("/account/app/add")
    secret = re.findall(r'<p class="sp-code sp-code--small">(\w+)</p>', visitor.text)[0]
    visitor.post("/account/app/add", code=app_code(secret))
    assert visitor.path == "/account/recovery-codes", re.findall(r"error-message.*", visitor.text)
    return secret


def recovery_codes(visitor: Any) -> list[str]:
    visitor.get("/account/recovery-codes")
    return re.findall(r'<li class="sp-ref">(\d{8})</li>', visitor.text)


@pytest.fixture
def joined(town, visitor) -> tuple[Account, str]:
    to = people.new_email()
    return people.join(visitor, town, to), to


def enter(newcomer, town, to: str) -> Any:
    """Sign in elsewhere by a code, as far as that goes."""
    someone = newcomer()
    someone.post("/sign-in", contact=to)
    people.type_code(someone, town, to)
    return someone


def lines(account: Account) -> list[tuple[str, str]]:
    found = Event.objects.filter(facts__account=str(account.id)).order_by("at")
    return [(line.kind.removeprefix("account."), line.facts.get("factor", "")) for line in found]


def test_once_an_app_is_set_up_a_code_by_mail_is_not_enough(town, visitor, newcomer, joined) -> None:
    account, to = joined
    secret = add_app(visitor)
    someone = enter(newcomer, town, to)
    assert someone.path == "/sign-in/second"
    assert someone.get("/account").request["PATH_INFO"] == "/sign-in"
    assert someone.post("/sign-in/second", code="000000").status_code == 422
    someone.post("/sign-in/second", code=app_code(secret, 1))
    assert someone.path == "/my" and "Signed in as" in someone.text
    assert lines(account) == [("opened", ""), ("factor_added", "app"), ("factor_added", "recovery")]


def test_an_apps_code_is_good_once_for_all_processes(town, visitor, newcomer, joined) -> None:
    _, to = joined
    secret = add_app(visitor)
    code = app_code(secret, 1)
    first, second = enter(newcomer, town, to), enter(newcomer, town, to)
    first.post("/sign-in/second", code=code)
    assert first.path == "/my"
    page = second.post("/sign-in/second", code=code)
    assert page.status_code == 422 and "used already" in second.text


def test_a_recovery_code_lets_in_once(town, visitor, newcomer, joined) -> None:
    _, to = joined
    add_app(visitor)
    code, *others = recovery_codes(visitor)
    assert len(others) == 9
    for expected in ("/my", "/sign-in/second"):
        someone = enter(newcomer, town, to)
        someone.post("/sign-in/second", code=code)
        assert someone.path == expected


def test_after_ten_wrong_codes_not_even_the_right_one_helps(town, visitor, newcomer, joined, monkeypatch) -> None:
    monkeypatch.setattr(forms, "TRIES", limits.Limit("second factor", 3, 900))
    _, to = joined
    secret = add_app(visitor)
    someone = enter(newcomer, town, to)
    for _ in range(3):
        someone.post("/sign-in/second", code="000000")
    page = enter(newcomer, town, to).post("/sign-in/second", code=app_code(secret, 1))
    assert page.status_code == 422 and "too many tries" in page.content.decode()


def test_every_change_is_told_at_every_contact(town, visitor, joined) -> None:
    account, to = joined
    add_app(visitor)
    people.towns.run_jobs()
    told = [one for one in town.mail.sent if one.address == to]
    assert [one.subject for one in told[-2:]] == [
        "Your account: something was added (authenticator app)",
        "Your account: something was added (recovery codes)",
    ]
    assert "http://city.test/account" in told[-1].body and account.name in told[-1].body


def test_removing_the_last_second_factor_takes_the_recovery_codes_along(town, visitor, newcomer, joined) -> None:
    account, to = joined
    add_app(visitor)
    visitor.post("/account/app/remove")
    assert visitor.path == "/account" and not factors.list_of(account)
    assert ("factor_removed", "app") in lines(account) and ("factor_removed", "recovery") in lines(account)
    assert enter(newcomer, town, to).path == "/my"


def test_new_recovery_codes_end_the_old_and_are_one_line(town, visitor, joined) -> None:
    account, _ = joined
    add_app(visitor)
    before = recovery_codes(visitor)
    visitor.post("/account/recovery-codes/renew")
    assert not set(before) & set(recovery_codes(visitor))
    assert lines(account)[-1] == ("factor_added", "recovery") and ("factor_removed", "recovery") not in lines(account)


def test_secrets_are_sealed(town, visitor, joined) -> None:
    account, _ = joined
    secret = add_app(visitor)
    kept = str(list(Authenticator.objects.filter(user=account).values_list("data", flat=True)))
    assert secret not in kept and not any(code in kept for code in recovery_codes(visitor))


CHANGES = (
    "/account/app/add",
    "/account/app/remove",
    "/account/passkeys/add",
    "/account/recovery-codes",
    "/account/recovery-codes/renew",
    "/account/contacts/add",
    "/account/password",
)


SENT = {"contact": "x@example.org", "password": "a long enough password", "code": "1"}


def test_whoever_is_not_signed_in_changes_nothing(town, visitor) -> None:
    for path in CHANGES:
        for answer in (visitor.client.get(path), visitor.client.post(path, SENT)):
            assert answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next="), path


def test_a_session_that_showed_nothing_for_long_changes_nothing(town, newcomer, joined) -> None:
    account, _ = joined
    old = newcomer()
    signing.sign_in(old.client, account, Means.CODE, ago=3600)
    for path in CHANGES:
        answer = old.client.post(path, SENT)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/account/again?next="), path
    assert len(lines(account)) == 1


def test_where_there_is_a_second_factor_a_fresh_code_by_mail_is_not_enough(town, visitor, newcomer, joined) -> None:
    account, _ = joined
    add_app(visitor)
    thief = newcomer()
    signing.sign_in(thief.client, account, Means.CODE)
    for path in CHANGES:
        answer = thief.client.post(path, SENT)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/account/again?next="), path


def test_it_is_shown_again_by_the_means_the_account_has(town, newcomer, joined) -> None:
    account, to = joined
    old = newcomer()
    signing.sign_in(old.client, account, Means.CODE, ago=3600)
    old.get("/account/app/add")
    assert old.path == "/account/again" and html.escape(f"{to[0]}…@example.org") in old.text and to not in old.text
    (held,) = re.findall(r'name="contact" value="([^"]+)"', old.text)
    old.post("/account/again", contact=held, next="/account/app/add")
    people.type_code(old, town, to)
    assert old.path == "/account/app/add"
    secret = add_app(old)
    signing.sign_in(old.client, account, Means.CODE, Means.APP, ago=3600)
    old.get("/account/app/remove")
    assert old.path == "/account/again" and "Send a code" not in old.text
    assert old.post("/account/again", code="000000", next="/account/app/remove").status_code == 422
    old.post("/account/again", code=app_code(secret, 1), next="/account/app/remove")
    assert old.path == "/account/app/remove"


def test_a_code_to_anothers_contact_shows_nothing(town, visitor, newcomer, joined) -> None:
    account, _ = joined
    other = newcomer()
    people.join(other, town, theirs := people.new_email())
    (held,) = people.find(theirs).contacts.all()
    old = newcomer()
    signing.sign_in(old.client, account, Means.CODE, ago=3600)
    page = old.post("/account/again", contact=str(held.id), next="/account")
    assert page.status_code == 422 and "does not belong to your account" in old.text


GARBAGE = (
    "", "x", "{", "[]", "null", "1", '"x"', "{}", '{"id": 1}', '{"rawId": "AA", "response": {}}', '{"response": null}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "userHandle": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "AA",'
    ' "signature": "AA", "userHandle": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA"}}',
    '{"id": "é", "rawId": "%", "type": "public-key", "response": {"clientDataJSON": 5, "attestationObject": [1]}}',
)  # fmt: skip


def test_what_is_no_passkey_is_refused_everywhere_and_breaks_nothing(town, visitor, newcomer, joined) -> None:
    account, to = joined
    add_app(visitor)
    stranger, halfway = newcomer(), enter(newcomer, town, to)
    for garbage in GARBAGE:
        stranger.client.get("/sign-in/passkey", headers={"Accept": "application/json"})
        visitor.get("/account/passkeys/add")
        answers = [
            stranger.post("/sign-in/passkey", credential=garbage),
            halfway.post("/sign-in/second", credential=garbage),
            visitor.post("/account/again", credential=garbage, next="/services"),
            visitor.post("/account/passkeys/add", credential=garbage, passwordless="on"),
        ]
        assert [answer.status_code for answer in answers] == [422] * 4, garbage
    assert halfway.get("/account").request["PATH_INFO"] == "/sign-in"
    assert {one.means for one in factors.list_of(account)} == {Means.APP, Means.RECOVERY}


def test_a_passkey_is_asked_for_only_where_there_is_one(town, visitor, newcomer, joined) -> None:
    _, to = joined
    add_app(visitor)
    assert "sp-passkey" not in enter(newcomer, town, to).text


def test_the_list_of_a_demonstration_stands_in_for_every_step(town, visitor, newcomer, joined, settings) -> None:
    settings.DEMO = True
    account, _ = joined
    add_app(visitor)
    someone = newcomer()
    someone.post("/sign-in", account=account.login, next="/account")
    assert someone.path == "/account"
