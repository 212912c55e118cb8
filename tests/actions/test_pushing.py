"""Devices on which one is told of messages: whose they are, what they show, and what happens when they are gone."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from tests import town as towns
from tests.actions.test_preferences import NIGHT, reached, tell, told, want, went
from tests.core.test_pushing import AUTH, POINT
from tests.town import Town, code_of

from sportello.actions import city, deliveries, erasing, exports, folder, messages, preferences, pushing, returns
from sportello.core.actors import Actor
from sportello.core.delivery import REMIND_AFTER, Channel
from sportello.core.pushing import PATIENCE, Subscription
from sportello.integrations.fakes import FakePushService, RefusingPush
from sportello.integrations.fakes.push_service import Browser
from sportello.integrations.webpush import WebPush
from sportello.store.accounts import Contact, Device
from sportello.store.record import Event


@pytest.fixture
def service(town: Town) -> Iterator[FakePushService]:
    """Serve a push service, and have the city use it; devices of other tests, at other services, are forgotten."""
    Device.objects.all().delete()
    with FakePushService() as served:
        real = WebPush(b"\x01" * 32, "https://city.test", stand_in=served.url)
        with towns.with_parts(push=real):
            yield served
    Device.objects.all().delete()


def subscribed(by: Actor, service: FakePushService, name: str = "Firefox, Android") -> Browser:
    browser = service.subscribe(pushing.find_key())
    pushing.subscribe(browser.subscription, name, by=by)
    return browser


def anywhere() -> Subscription:
    return Subscription(f"https://fcm.googleapis.com/{uuid4()}", POINT, AUTH)


def went_by(town: Town, *browsers: Browser) -> list[str]:
    """Give by which ways messages left, and let them be forgotten."""
    ways = went(town)
    for browser in browsers:
        ways += ["push"] * len(browser.arrived)
        browser.arrived.clear()
    return ways


def test_every_device_is_told_that_there_is_a_message_and_nothing_of_it(town: Town, service: FakePushService) -> None:
    ana = reached()
    browsers = [subscribed(ana, service) for _ in range(2)]
    message = tell(ana)
    towns.run_jobs()
    messages.send(message.id)
    for browser in browsers:
        [arrived] = browser.arrived
        assert arrived.told["link"] == f"/my/inbox/{message.id}" and arrived.told["text"] == "You have a new message."
        assert "Carl" not in json.dumps(arrived.told) and "act" not in arrived.told["text"]
        assert (arrived.topic, arrived.urgency) == (message.id.hex, "normal")
    assert went(town) == [] and told(message) == ["message.available", "message.sent"]
    assert all(one.told_at for one in pushing.list_of(by=ana))


def test_what_is_urgent_is_brought_at_once(town: Town, service: FakePushService) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    tell(ana, "mandate_accepted_giver")
    towns.run_jobs()
    assert [one.urgency for one in browser.arrived] == ["high"]


def test_an_application_by_somebody_with_a_device_tells_it(town: Town, service: FakePushService) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    towns.apply(town, "rental-assistance", by=ana, **towns.newcomer() | {"email": "other@example.org"})
    assert set(went_by(town, browser)) == {"push"}


def test_who_prefers_another_way_is_told_by_that(town: Town, service: FakePushService) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    for channel, way in ((Channel.PHONE, ["phone"]), (Channel.PAGE, []), (Channel.PUSH, ["push"])):
        want(ana, channel)
        tell(ana)
        assert went_by(town, browser) == way


def test_a_device_rests_in_quiet_hours_too(town: Town, service: FakePushService) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    want(ana, quiet=NIGHT)
    town.clock.at += timedelta(hours=12)
    tell(ana)
    assert went_by(town, browser) == []
    town.clock.at += timedelta(hours=10)
    deliveries.send_due()
    assert went_by(town, browser) == ["push"]


def test_a_device_that_is_gone_is_forgotten_and_the_next_way_taken(town: Town, service: FakePushService) -> None:
    ana = reached()
    subscribed(ana, service).is_gone = True
    message = tell(ana)
    assert went(town) == ["email"] and pushing.list_of(by=ana) == []
    letter = folder.read_letter(message.id, by=ana)
    assert [by for by, _, _ in letter.returns] == ["push"] and letter.told.channel == "email"
    assert Channel.PUSH not in preferences.get_own(by=ana).reachable
    assert not Contact.objects.filter(account=ana.account).exclude(silenced="").exists()


def test_of_two_devices_one_may_be_gone(town: Town, service: FakePushService) -> None:
    ana = reached()
    stays, goes = subscribed(ana, service, "Firefox"), subscribed(ana, service, "Chrome")
    goes.is_gone = True
    message = tell(ana)
    assert went_by(town, stays) == ["push"] and told(message)[-1] == "message.sent"
    assert [one.name for one in pushing.list_of(by=ana)] == ["Firefox"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_push_service_is_asked_again_when_it_says(town: Town, service: FakePushService, status: int) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    browser.fails.append((status, {"Retry-After": "77"}))
    message = tell(ana)
    error = messages.send_each([message.id])[message.id]
    assert str(error) == "push.unavailable (seconds=77)" and told(message) == ["message.available"]
    messages.send(message.id)
    assert went_by(town, browser) == ["push"]


def test_a_push_service_away_for_days_is_not_waited_for(town: Town, service: FakePushService) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    message = tell(ana)
    browser.fails += [(503, {})] * 2
    assert messages.send_each([message.id])
    town.clock.at += PATIENCE
    messages.send(message.id)
    assert went_by(town, browser) == ["email"] and len(pushing.list_of(by=ana)) == 1


def test_what_is_refused_for_good_goes_the_next_way_and_the_device_stays(town: Town) -> None:
    ana = reached()
    pushing.subscribe(anywhere(), "Chrome", by=ana)
    message = tell(ana)
    with towns.with_parts(push=RefusingPush()):
        messages.send(message.id)
    assert went(town) == ["email"] and len(pushing.list_of(by=ana)) == 1


def test_a_city_that_tells_devices_no_more_writes_instead(town: Town) -> None:
    ana = reached()
    pushing.subscribe(anywhere(), "Chrome", by=ana)
    message = tell(ana)
    with towns.with_parts(push=None):
        assert pushing.find_key() == "" and Channel.PUSH not in preferences.get_own(by=ana).reachable
        assert code_of(lambda: pushing.subscribe(anywhere(), "", by=ana)) == "push.endpoint"
        messages.send(message.id)
    assert went(town) == ["email"]


def test_one_is_reminded_on_the_device_in_other_words(town: Town, service: FakePushService) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    message = tell(ana)
    assert went_by(town, browser) == ["push"]
    town.clock.at += REMIND_AFTER
    while deliveries.remind():
        pass
    towns.run_jobs()
    [arrived] = browser.arrived
    assert arrived.told["text"] == "A message lies unopened in your folder." and arrived.topic == message.id.hex
    assert told(message)[-1] == "message.reminded"


def test_who_sees_what_is_not_for_them_ends_all_devices_and_the_next_way_is_taken(
    town: Town, service: FakePushService
) -> None:
    ana = reached()
    browser = subscribed(ana, service)
    subscribed(ana, service)
    message = tell(ana)
    towns.run_jobs()
    id, token = browser.arrived[0].told["stop"].split("/")[-2:]
    for _ in range(2):
        returns.deny(message.id, token, channel="web")
    assert id == str(message.id) and pushing.list_of(by=ana) == [] and went(town) == ["email"]
    assert told(message).count("contact.denied") == 1


def test_a_browser_that_was_somebody_elses_is_theirs_no_more(town: Town) -> None:
    ana, bea, shared = reached(), reached(), anywhere()
    for by in (ana, bea, bea):
        pushing.subscribe(shared, "Chrome, Windows", by=by)
    assert pushing.list_of(by=ana) == [] and len(pushing.list_of(by=bea)) == 1
    events = Event.objects.filter(kind__startswith="device.", facts__party__in=[str(ana.party), str(bea.party)])
    assert [event.kind for event in events.order_by("id")] == ["device.added", "device.ended", "device.added"]


def test_one_ends_ones_own_devices_alone(town: Town) -> None:
    ana, bea = reached(), reached()
    pushing.subscribe(anywhere(), "Chrome", by=ana)
    [device] = pushing.list_of(by=ana)
    assert code_of(lambda: pushing.end(device.id, by=bea)) == "device.not_found"
    pushing.end(device.id, by=ana)
    assert pushing.list_of(by=ana) == [] and code_of(lambda: pushing.end(device.id, by=ana)) == "device.not_found"


def test_there_are_so_many_devices_and_no_more(town: Town) -> None:
    ana = reached()
    for _ in range(pushing.MOST):
        pushing.subscribe(anywhere(), "x" * 100, by=ana)
    assert code_of(lambda: pushing.subscribe(anywhere(), "", by=ana)) == "push.too_many"
    assert {len(one.name) for one in pushing.list_of(by=ana)} == {60}


def test_a_service_of_no_browser_is_refused_and_nothing_is_kept(town: Town) -> None:
    ana = reached()
    inside = Subscription("https://169.254.169.254/latest", POINT, AUTH)
    assert code_of(lambda: pushing.subscribe(inside, "", by=ana)) == "push.endpoint" and not pushing.list_of(by=ana)


def test_devices_lie_sealed_are_taken_along_and_go_with_their_party(town: Town) -> None:
    ana, browser = reached(), anywhere()
    pushing.subscribe(browser, "Chrome, Mac", by=ana)
    row = Device.objects.get(party=ana.party)
    kept = bytes(row.sealed) + bytes(row.index)
    assert b"Chrome" not in kept and browser.endpoint.encode() not in kept
    with exports.write("en", by=ana) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        [device] = json.loads(archive.read("data.json"))["devices"]
    assert (device["name"], device["endpoint"], device["told_at"]) == ("Chrome, Mac", browser.endpoint, None)
    assert ana.party
    erasing.erase_party(ana.party, by=ana)
    assert not Device.objects.filter(id=row.id).exists()
    assert city.current().push is town.push
