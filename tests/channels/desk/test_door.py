"""Who gets in at the desk, and what each of them finds there."""

import pytest
from django.urls import reverse
from tests import town as towns
from tests.channels.desk.people import PASSWORD

from sportello.actions import limits
from sportello.channels.desk import signing_in
from sportello.core.actors import Role
from sportello.core.submissions import Submitted

PAGES = ("queue", "find", "editions", "record")


def refer(town) -> Submitted:
    sent = towns.apply(town, "rental-assistance", lease=None)
    towns.run_jobs()
    return sent


@pytest.mark.parametrize(
    "path", ["", "find", "editions", "editions/1", "record", f"cases/{'0' * 8}-0000-7000-8000-{'0' * 12}"]
)
def test_whoever_is_not_signed_in_is_asked_to_and_led_back(town, nobody, path) -> None:
    nobody.get(f"/desk/{path}")
    assert nobody.path == "/desk/sign-in" and f'value="/desk/{path}"' in nobody.text


def test_a_resident_who_is_signed_in_is_nobody_at_the_desk(town, nobody) -> None:
    resident = towns.resident()
    nobody.client.force_login(signing_in.Account.objects.get(id=resident.account))
    assert nobody.get("/desk/").request["PATH_INFO"] == "/desk/sign-in"


def test_login_and_password_let_in_and_lead_to_the_page_asked_for(town, at_desk, nobody) -> None:
    clerk = at_desk("housing")
    nobody.post("/desk/sign-in", login=clerk.account.login, password=PASSWORD, next="/desk/find")
    assert nobody.path == "/desk/find"
    nobody.post("/desk/sign-out")
    assert "You are signed out." in nobody.text
    assert nobody.get("/desk/").request["PATH_INFO"] == "/desk/sign-in"


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example/desk/", "/track", "javascript:alert(1)"])
def test_signing_in_never_leads_away_from_the_desk(town, at_desk, nobody, after) -> None:
    nobody.post("/desk/sign-in", login=at_desk("housing").account.login, password=PASSWORD, next=after)
    assert nobody.path == "/desk/"


def test_a_wrong_password_an_unknown_login_and_a_resident_get_the_same_answer(town, at_desk, nobody) -> None:
    resident = signing_in.Account.objects.get(id=towns.resident().account)
    resident.set_password(PASSWORD)
    resident.save()
    texts = set()
    for login, password in (
        (at_desk("housing").account.login, "wrong"),
        ("noone\x00", "x"),
        (resident.login, PASSWORD),
    ):
        page = nobody.post("/desk/sign-in", login=login, password=password)
        assert page.status_code == 403 and "do not match" in nobody.text
        texts.add(nobody.text.count("do not match"))
    assert len(texts) == 1


def test_too_many_tries_have_to_wait_and_then_not_even_the_password_helps(town, at_desk, nobody, monkeypatch) -> None:
    monkeypatch.setattr(signing_in, "PAIR", limits.Limit("sign-in pair", 2, 900))
    login = at_desk("housing").account.login
    for _ in range(2):
        assert nobody.post("/desk/sign-in", login=login, password="wrong").status_code == 403
    page = nobody.post("/desk/sign-in", login=login, password=PASSWORD)
    assert page.status_code == 429 and page.headers["Retry-After"]
    assert nobody.post("/desk/sign-in", login=at_desk("roads").account.login, password=PASSWORD).status_code == 200


def test_the_list_of_people_to_be_is_for_demonstrations_alone(town, at_desk, nobody, settings) -> None:
    clerk = at_desk("housing")
    settings.DEMO = False
    assert clerk.account.login not in nobody.client.get("/desk/sign-in").content.decode()
    assert nobody.post("/desk/sign-in", account=clerk.account.id).status_code == 403
    settings.DEMO = True
    nobody.post("/desk/sign-in", account=clerk.account.id)
    assert nobody.path == "/desk/"


@pytest.mark.parametrize(
    ("team", "role", "open_pages"),
    [
        ("housing", Role.CLERK, {"queue", "find"}),
        ("housing", Role.LEAD, {"queue", "find"}),
        ("partner:library", Role.CLERK, {"queue"}),
        ("*", Role.PUBLISHER, {"editions"}),
        ("*", Role.AUDITOR, {"find", "editions", "record"}),
    ],
)
def test_each_role_has_its_own_pages(town, at_desk, team, role, open_pages) -> None:
    someone = at_desk(team, role)
    for page in PAGES:
        answer = someone.client.get(reverse(f"desk:{page}"))
        assert (answer.status_code == 200) == (page in open_pages), page
        assert answer.status_code in (200, 302, 403)
    someone.get("/desk/")
    shown = {page for page in PAGES if f'<a href="/desk/{page if page != "queue" else ""}"' in someone.text}
    assert shown == open_pages


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_speak_the_language_of_their_reader(town, at_desk, language) -> None:
    clerk, sent = at_desk("housing", language=language), refer(town)
    for path in ("/desk/", f"/desk/cases/{sent.case}", f"/desk/cases/{sent.case}?purpose=work", "/desk/find"):
        clerk.page = clerk.client.get(path, follow=True)
        assert clerk.page.status_code == 200 and f'<html lang="{language}"' in clerk.text
