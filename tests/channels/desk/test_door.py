"""Who gets in at the desk, and what each of them finds there."""

import pytest
from django.urls import reverse
from tests import town as towns
from tests.channels import signing

from sportello.core.actors import Role
from sportello.core.assurance import Means
from sportello.core.submissions import Submitted

PAGES = ("queue", "find", "counter", "editions", "record")


def refer(town) -> Submitted:
    sent = towns.apply(town, "rental-assistance", lease=None)
    towns.run_jobs()
    return sent


@pytest.mark.parametrize(
    "path", ["", "find", "editions", "editions/1", "record", f"cases/{'0' * 8}-0000-7000-8000-{'0' * 12}"]
)
def test_whoever_is_not_signed_in_is_asked_to_and_led_back(town, nobody, path) -> None:
    nobody.get(f"/desk/{path}")
    assert nobody.path == "/sign-in/password" and f'value="/desk/{path}"' in nobody.text


def test_the_desk_has_an_address_of_its_own_to_sign_in_at(town, nobody) -> None:
    assert nobody.get("/desk/sign-in").request["PATH_INFO"] == "/sign-in/password"
    assert 'value="/desk/"' in nobody.text


def test_a_resident_who_is_signed_in_is_nobody_at_the_desk(town, nobody) -> None:
    signing.sign_in(nobody.client, towns.resident().account)
    assert nobody.get("/desk/").status_code == 403 and "does not work here" in nobody.text


@pytest.mark.parametrize("means", [(Means.PASSWORD,), (Means.CODE, Means.PASSWORD)])
def test_the_desk_opens_to_no_one_factor(town, at_desk, means) -> None:
    clerk = at_desk("housing")
    signing.sign_in(clerk.client, clerk.account, *means)
    clerk.get("/desk/find")
    assert clerk.path == "/account/staff" and "authenticator app" in clerk.text
    assert clerk.post("/desk/take-next").request["PATH_INFO"] == "/account/staff"


@pytest.mark.parametrize("means", [(Means.PASSWORD, Means.APP), (Means.PASSKEY,)])
def test_the_desk_stays_open_to_a_second_factor_however_long_ago_it_was_shown(town, at_desk, means) -> None:
    clerk = at_desk("housing")
    signing.sign_in(clerk.client, clerk.account, *means, ago=3600)
    assert clerk.get("/desk/").status_code == 200 and clerk.path == "/desk/"


@pytest.mark.parametrize(
    ("team", "role", "open_pages"),
    [
        ("housing", Role.CLERK, {"queue", "find", "counter"}),
        ("fire", Role.LEAD, {"queue", "find"}),
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
