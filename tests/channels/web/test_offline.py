"""What a device may keep of the folder: whose an answer is, which pages, and to whom it is never allowed."""

import json
from uuid import UUID

import pytest
from tests import town as towns
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import accounts, drafts
from sportello.core.actors import Actor, Role
from sportello.store.accounts import Account, Membership

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in() -> tuple[Account, Visitor]:
    account, visitor = Account.objects.get(id=towns.resident().account), Visitor()
    visitor.client.force_login(account, backend=BACKEND)
    return account, visitor


def open_by_code(town: Town, what: str, by: Actor | None) -> UUID:
    """Have an application, sent or begun, of somebody or of nobody."""
    if what == "draft":
        return drafts.begin("street-defect", "en", by=by or towns.stranger()).id
    return towns.apply(town, "street-defect", by=by).case


def test_every_page_says_whose_it_is_and_those_of_the_folder_may_be_kept(town: Town) -> None:
    _, visitor = signed_in()
    whose = visitor.get("/my").headers["Sportello-Whose"]
    assert visitor.page.headers["Sportello-Keep"] == "yes" and visitor.page.headers["Cache-Control"] == "no-store"
    told = json.loads(visitor.get("/my/device/kept").content)
    assert told["whose"] == whose and "%s" in told["words"]["kept"]
    assert {visitor.get(path).headers.get("Sportello-Keep") for path in told["pages"]} == {"yes"}
    for path in ("/", "/services", "/account", "/my/export", "/my/device", "/sign-in"):
        answer = visitor.get(path)
        assert "Sportello-Keep" not in answer.headers and answer.headers["Sportello-Whose"] == whose


def test_another_and_nobody_are_told_apart(town: Town) -> None:
    (_, one), (_, other) = signed_in(), signed_in()
    assert one.get("/my").headers["Sportello-Whose"] != other.get("/my").headers["Sportello-Whose"]
    other.post("/sign-out")
    assert "Sportello-Whose" not in other.get("/my").headers and "Sportello-Keep" not in other.page.headers
    assert other.get("/my/device/kept").status_code == 403


def test_staff_keep_nothing(town: Town) -> None:
    account, visitor = signed_in()
    Membership.objects.create(account=account, team="rent-desk", role=Role.CLERK)
    assert visitor.get("/my/device").status_code == visitor.get("/my/device/kept").status_code == 403


def test_under_a_mandate_nothing_may_be_kept(town: Town) -> None:
    _, visitor = signed_in()
    session = visitor.client.session
    session["acting"] = {"mandate": "00000000-0000-0000-0000-000000000000", "name": "Ana"}
    session.save()
    assert "Sportello-Keep" not in visitor.get("/my").headers


@pytest.mark.parametrize("what", ["case", "draft"])
def test_what_is_open_by_the_code_of_another_may_not_be_kept_and_ones_own_may(town: Town, what: str) -> None:
    account, visitor = signed_in()
    theirs, own = (open_by_code(town, what, by) for by in (None, accounts.actor_of(account, "web")))
    for held, may in ((own, True), (theirs, False)):
        session = visitor.client.session
        session["held"] = [str(held)]
        session.save()
        assert ("Sportello-Keep" in visitor.get("/my").headers) is may
        assert (
            visitor.get("/my/device/kept").status_code == visitor.get("/my/device").status_code == (200 if may else 403)
        )


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_what_keeping_means_is_said_in_each_language(town: Town, language: str) -> None:
    _, visitor = signed_in()
    visitor.client.cookies["language"] = language
    assert f'lang="{language}"' in visitor.get("/my/device").content.decode()
    assert json.loads(visitor.get("/my/device/kept").content)["words"]["form"]
    assert visitor.get("/offline").status_code == 200
