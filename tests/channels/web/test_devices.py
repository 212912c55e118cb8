"""Devices that are told of messages, on the page of one's preferences: added, listed, ended."""

from uuid import uuid4

import pytest
from django.test import Client
from tests import town as towns
from tests.channels.visiting import Visitor
from tests.channels.web.test_preferences import PAGE, signed_in
from tests.core.test_pushing import AUTH, POINT
from tests.town import Town

from sportello.actions import preferences, pushing
from sportello.core.actors import Actor
from sportello.core.delivery import Channel
from sportello.core.pushing import Subscription


def given(**changed: str) -> dict[str, str]:
    return {"endpoint": f"https://fcm.googleapis.com/{uuid4()}", "p256dh": POINT, "auth": AUTH} | changed


def add(visitor: Visitor, **changed: str) -> int:
    return int(visitor.post(f"{PAGE}/devices", **given(**changed)).status_code)


def with_device(by: Actor) -> str:
    pushing.subscribe(Subscription(given()["endpoint"], POINT, AUTH), "Chrome, Linux", by=by)
    return f"{PAGE}/devices/{pushing.list_of(by=by)[0].id}/end"


@pytest.mark.parametrize(
    ("language", "added"),
    [
        ("en", "From now on this device shows"),
        ("es", "Desde ahora este dispositivo"),
        ("it", "Da ora questo dispositivo"),
    ],
)
def test_one_adds_a_device_and_ends_it(town: Town, language: str, added: str) -> None:
    by, visitor = signed_in()
    visitor.client.cookies["language"] = language
    visitor.get(PAGE)
    assert town.push.key in visitor.text and "sp-without-script" in visitor.text and "/end" not in visitor.text
    assert add(visitor) == 200 and added in visitor.text and 'value="push"' in visitor.text
    [device] = pushing.list_of(by=by)
    assert str(device.id) in visitor.text
    visitor.post(f"{PAGE}/devices/{device.id}/end")
    assert pushing.list_of(by=by) == [] and 'value="push"' not in visitor.text


def test_who_chose_another_way_is_told_that_the_device_waits_for_their_choice(town: Town) -> None:
    by, visitor = signed_in()
    preferences.set_own(Channel.EMAIL, "en", None, by=by)
    add(visitor)
    assert "You have chosen another way" in visitor.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"endpoint": "https://192.168.0.1/x"}, "from a service"),
        ({"endpoint": "http://fcm.googleapis.com/x"}, "from a service"),
        ({"auth": ""}, "is not complete"),
        ({"p256dh": "AAAA"}, "is not complete"),
    ],
)
def test_what_is_no_subscription_is_refused_on_the_page(town: Town, changed: dict[str, str], said: str) -> None:
    by, visitor = signed_in()
    assert add(visitor, **changed) == 422 and said in visitor.text and pushing.list_of(by=by) == []


def test_a_city_without_notices_offers_none_and_still_lets_devices_go(town: Town) -> None:
    by, visitor = signed_in()
    end = with_device(by)
    with towns.with_parts(push=None):
        visitor.get(PAGE)
        assert "Chrome, Linux" in visitor.text and "sp-push" not in visitor.text
        visitor.post(end)
        assert 'id="devices"' not in visitor.text


def test_nobody_touches_devices_of_others(town: Town) -> None:
    by, _ = signed_in()
    end = with_device(by)
    _, other = signed_in()
    assert other.post(end).status_code == 404
    assert Visitor().post(end).status_code == 403 and add(Visitor()) == 403
    assert len(pushing.list_of(by=by)) == 1


def test_other_sites_add_no_device(town: Town) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{PAGE}/devices", given()).status_code == 403
