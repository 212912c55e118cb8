"""A hostile reader at the door of accounts: who has one, another's session, a browser left open, other hosts."""

import io
import re
import secrets
import zipfile
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import town as towns
from tests.channels import signing
from tests.channels.account.people import new_email, new_phone
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import accounts, codes, contacts, slips
from sportello.actions.limits import Limit
from sportello.core import references
from sportello.core.actors import Role
from sportello.core.assurance import FRESH, Means
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Party
from sportello.store.folder import CalendarFeed
from sportello.store.mandates import Mandate

ELSEWHERE = (
    "https://evil.test/",
    "//evil.test/",
    "///evil.test/",
    r"/\evil.test/",
    r"\\evil.test",
    "javascript:alert(1)",
    "https:evil.test",
    "\thttps://evil.test",
    "/\t/evil.test",
)
LATE = FRESH.total_seconds() + 60
TAKES_PROOF = {
    "/my/export": {},
    "/my/erase": {"sure": "yes"},
    "/my/dates/feed": {},
    "/my/mandates/new": {"side": "giver", "kind": "carer", "months": "6"},
    "/my/mandates/code": {"code": "7QK2-M9FX-3RTA", "accept": "yes"},
}


def left_open(account: Any) -> Visitor:
    """Be at a browser that somebody signed in to an hour ago, and left."""
    visitor = Visitor()
    signing.sign_in(visitor.client, account, Means.CODE, ago=LATE)
    return visitor


@pytest.mark.parametrize("path", TAKES_PROOF)
def test_a_browser_left_open_is_not_enough_for_what_is_hard_to_undo(town: Town, path: str) -> None:
    ana = towns.resident()
    visitor = left_open(ana.account)
    visitor.post(path, **TAKES_PROOF[path])
    assert visitor.path == "/account/again"
    assert Party.objects.filter(id=ana.party).exists()
    assert not CalendarFeed.objects.filter(party=ana.party).exists()
    assert not Mandate.objects.filter(giver=ana.party).exists()


def test_whoever_showed_it_just_now_goes_on(town: Town) -> None:
    ana, visitor = towns.resident(), Visitor()
    signing.sign_in(visitor.client, ana.account, Means.CODE)
    answer = visitor.client.post("/my/export")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "data.json" in zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert visitor.client.get("/my/export").status_code == 405  # no address that could be asked again
    visitor.post("/my/erase", sure="yes")
    assert not Party.objects.filter(id=ana.party).exists()


@pytest.mark.parametrize("after", ELSEWHERE)
def test_nobody_is_led_to_another_site(town: Town, after: str) -> None:
    ana, visitor = towns.resident(), Visitor()
    signing.sign_in(visitor.client, ana.account)
    account = Account.objects.get(id=ana.account)
    account.set_password("correct horse battery")
    account.save()
    led = [
        visitor.client.get("/account/step-up", {"need": "low", "next": after}),
        visitor.client.get("/language/es", {"next": after}),
        visitor.client.post("/account/again", {"password": "correct horse battery", "next": after}),
        Visitor().client.post("/sign-in/password", {"login": account.login, "password": "x", "next": after}),
    ]
    for answer in led:
        location = answer.headers.get("Location", "/")
        assert location.startswith("/") and not re.match(r"[/\\\s]{2}", location), location
        assert f'value="{after}"' not in answer.content.decode()


def test_a_session_that_was_there_before_signing_in_is_not_the_one_after(town: Town) -> None:
    account = Account.objects.get(id=towns.resident().account)
    account.set_password("correct horse battery")
    account.save()
    visitor = Visitor()
    visitor.begin("street-defect")
    planted = visitor.client.cookies["sessionid"].value
    visitor.post("/sign-in/password", login=account.login, password="correct horse battery")
    assert visitor.client.cookies["sessionid"].value != planted
    stale = Visitor()
    stale.client.cookies["sessionid"] = planted
    assert stale.get("/account").request["PATH_INFO"] == "/sign-in"


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(town: Town) -> None:
    visitor = Visitor()
    signing.sign_in(visitor.client, towns.resident().account)
    kept = visitor.client.cookies["sessionid"].value
    assert visitor.client.post("/sign-out").headers["Clear-Site-Data"] == '"cache"'
    visitor.client.cookies["sessionid"] = kept
    assert visitor.get("/account").request["PATH_INFO"] == "/sign-in"


def test_cookies_are_for_this_site_and_no_script(town: Town) -> None:
    visitor = Visitor()
    visitor.get("/sign-in")
    visitor.begin("street-defect")
    visitor.client.get("/language/es")
    kept = visitor.client.cookies
    assert {"sessionid", "csrftoken", "language"} <= set(kept)
    assert {(one["samesite"], bool(one["httponly"]), one["domain"]) for one in kept.values()} == {("Lax", True, "")}


def test_no_method_is_answered_that_nobody_meant(town: Town) -> None:
    visitor = Visitor()
    for path in ("/", "/sign-in", "/track", "/api/v1/services"):
        for method in ("TRACE", "PUT", "DELETE", "CONNECT"):
            assert visitor.client.generic(method, path).status_code in (403, 405), (method, path)


def test_whoever_works_here_is_a_resident_at_the_door_of_residents(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.run_jobs()
    lead = towns.staff("housing", Role.LEAD)
    visitor = Visitor()
    signing.sign_in(visitor.client, lead.account, Means.PASSWORD)
    assert visitor.get(f"/cases/{sent.case}").status_code == 403
    assert visitor.get(f"/desk/cases/{sent.case}?purpose=work").request["PATH_INFO"] == "/account/staff"


def tries(number: str) -> list[str]:
    """Try so many wrong codes on paper that a limit answers, and give all the answers."""
    return [towns.code_of(lambda: accounts.use_paper(number, "7QK2-M9FX-3RTA")) for _ in range(slips.TRIES.most + 1)]


def test_codes_on_paper_do_not_tell_which_numbers_there_are(town: Town) -> None:
    known = Account.objects.get(id=towns.staff("housing").account)
    assert tries(known.login) == tries("nobody.of.this.name")


@pytest.mark.parametrize("kind", ["email", "phone"])
def test_asking_for_a_code_says_the_same_whoever_has_the_address(town: Town, kind: str) -> None:
    known, unknown = (new_email(), new_email()) if kind == "email" else (new_phone(), new_phone())
    with transaction.atomic():
        contacts.add(Account.objects.get(id=towns.resident().account), Contact(kind, known))  # type: ignore[arg-type]
    pages = []
    for to in (known, unknown):
        visitor = Visitor()
        visitor.post("/sign-in", contact=to)
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", visitor.text).replace(to, "…"))
    assert pages[0] == pages[1]


def test_one_network_does_not_guess_codes_of_many_accounts(town: Town) -> None:
    sent = 0
    with pytest.raises(Refused) as refused:
        for number in range(codes.FROM.most + 1):
            codes.send(Contact("email", f"many-{number}@example.org"), "en", asked_from="203.0.113.77")
            sent += 1
    assert refused.value.code == "limit.reached" and sent == codes.FROM.most


def test_an_address_of_another_host_gets_no_answer(town: Town, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["city.test"]
    visitor = Visitor()
    for path in ("/sign-in", "/track", "/api/v1/services"):
        assert visitor.client.get(path, headers={"Host": "evil.test"}).status_code == 400
    assert visitor.client.get("/sign-in", headers={"Host": "city.test"}).status_code == 200


def test_how_often_a_number_is_tried_does_not_tell_whose_it_is(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips, "TRIES", Limit("slip tries, few", 2, 60))
    there, gone = (references.new_reference(secrets.token_bytes(references.RANDOM_BYTES)) for _ in range(2))
    Account.objects.filter(id=towns.resident().account).update(login=there)
    for number in (there, gone):
        spelled = (number, number.lower(), number.replace("-", " "))
        assert [towns.code_of(lambda n=n: accounts.use_paper(n, "7QK2-M9FX-3RTA")) for n in spelled] == [  # type: ignore[misc]
            "slip.wrong",
            "slip.wrong",
            "limit.reached",
        ]


def test_a_contact_is_told_to_the_database_by_its_index_alone(town: Town) -> None:
    account, contact = Account.objects.get(id=towns.resident().account), Contact("email", new_email())
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        contacts.add(account, contact)
    assert "pg_advisory_xact_lock" in str(asked.captured_queries)
    assert contact.text not in str(asked.captured_queries)
