"""Devices on which somebody is told that a message is there (Web Push). They are one's own alone."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello import words
from sportello.actions import access, city, live, record, sealing
from sportello.core import actors, ports, pushing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.pushing import Notice, Subscription
from sportello.core.texts import say
from sportello.store import accounts as store
from sportello.store.accounts import Party

MOST = 10
LONGEST_NAME = 60
FOR_GOOD = ("push.gone", "push.rejected")


class Untold(Refused):
    """Refuse because no device took a notice; `gone` are those nobody will ever be told on again."""

    def __init__(self, code: str, gone: Collection[UUID], **facts: Any) -> None:
        super().__init__(code, **facts)
        self.gone = gone


@dataclass(frozen=True)
class Device:
    """A device: what its browser calls itself (may be empty), since when, and when it was last told something."""

    id: UUID
    name: str
    added_at: datetime
    told_at: datetime | None


def find_key() -> str:
    """Give the public key browsers subscribe with, in base64url; empty where this city tells no devices."""
    push = city.current().push
    return push.key if push else ""


def subscribe(subscription: Subscription, name: str, *, by: Actor) -> None:
    """Tell a device from now on; one that was somebody else's is theirs no more. Doing it twice does it once.

    Refused `folder.sign_in`, `folder.own_only`, `push.endpoint` as the port says, `push.too_many`.
    """
    party, push = access.check_own(by), city.current().push
    if push is None:
        raise Refused("push.endpoint", host="")
    push.check(subscription.endpoint)
    with transaction.atomic():
        owner = Party.objects.select_for_update().get(id=party)
        sealing.hold("device", subscription.endpoint)
        found = store.Device.objects.filter(index__in=sealing.search("device", subscription.endpoint)).first()
        if found and found.party_id == party:
            _keep(found, owner, subscription, name)
            return
        if found:
            _end([found.id], by=by)
        if owner.devices.count() >= MOST:
            raise Refused("push.too_many", most=MOST)
        _keep(store.Device(id=city.new_id(), party=owner, added_at=city.now()), owner, subscription, name)
        record.append("device.added", by=by, facts={"party": str(party)})


def list_of(*, by: Actor) -> list[Device]:
    """List one's devices, the latest first. Refused `folder.sign_in`, `folder.own_only`."""
    return [Device(row.id, said["name"], row.added_at, row.told_at) for row, said in _open_all(access.check_own(by))]


def end(device: UUID, *, by: Actor) -> None:
    """Tell a device no more. Refused `folder.sign_in`, `folder.own_only`, `device.not_found`."""
    party = access.check_own(by)
    with transaction.atomic():
        if not store.Device.objects.filter(id=device, party=party).exists():
            raise Refused("device.not_found")
        _end([device], by=by)


def is_reached(party: UUID) -> bool:
    """Tell whether a party has a device to be told on; the caller has checked who asks."""
    return city.current().push is not None and store.Device.objects.filter(party=party).exists()


def word(message: UUID, language: str, text: str, kind: str, stop: str) -> Notice:
    """Word what a device shows: the city's name, one of our own `text`s (`message`, `reminder`), and where to read it.

    Nothing of what the message says: a device lies on tables, and lights up there.
    """
    keep_for, urgency = pushing.weigh(kind)
    return Notice(
        topic=message.hex,
        language=language,
        title=say(live.profile().name, language),
        text=words.say(language, f"push-{text}"),
        link=f"/my/inbox/{message}",
        stop=stop.removeprefix(city.current().base_url),
        stop_text=words.say(language, "push-stop"),
        keep_for=keep_for,
        urgency=urgency,
    )


def tell(party: UUID, notice: Notice, *, since: datetime) -> None:
    """Tell all devices of a party, inside a transaction: done when one of them was told. Those gone are forgotten.

    Untold `push.unavailable` (seconds: the longest a push service asks to wait) when it may be tried again, which is
    for `pushing.PATIENCE` after `since`; else `push.rejected`, or `push.gone` where there is no device left.
    """
    push = city.current().push
    found = {row.id: said for row, said in _open_all(party)} if push else {}
    failed = {id: refused for id, said in found.items() if push and (refused := _tell(push, said, notice))}
    gone = [id for id, refused in failed.items() if refused.code == "push.gone"]
    if len(failed) == len(found):
        raise _untold(gone, list(failed.values()), is_late=city.now() > since + pushing.PATIENCE)
    store.Device.objects.filter(id__in=found.keys() - failed.keys()).update(told_at=city.now())
    forget(gone)


def forget(devices: Collection[UUID]) -> None:
    """Forget devices that their push services no longer know, inside a transaction."""
    _end(devices, by=actors.system())


def end_all(party: UUID) -> None:
    """Tell no device of a party any more, as one of them is somebody else's; inside a transaction."""
    forget(list(store.Device.objects.filter(party=party).values_list("id", flat=True)))


def tell_all(party: UUID) -> list[dict[str, Any]]:
    """Tell all that is kept of a party's devices, for whoever takes it along; the caller has checked who asks."""
    return [
        {"name": said["name"], "endpoint": said["endpoint"], "added_at": row.added_at, "told_at": row.told_at}
        for row, said in _open_all(party)
    ]


def index_again(row: store.Device) -> bytes:
    """Index a device by the current key."""
    return sealing.index("device", _open(row)["endpoint"])


def _tell(push: ports.Push, said: dict[str, Any], notice: Notice) -> Refused | None:
    """Tell one device; give why not."""
    try:
        push.send(Subscription(said["endpoint"], said["p256dh"], said["auth"]), notice)
    except Refused as refused:
        return refused
    return None


def _untold(gone: Collection[UUID], refusals: Collection[Refused], *, is_late: bool) -> Untold:
    waits = [refused.facts["seconds"] for refused in refusals if refused.code == "push.unavailable"]
    if waits and not is_late:
        return Untold("push.unavailable", gone, seconds=max(waits))
    if len(gone) == len(refusals):
        return Untold("push.gone", gone)
    return Untold("push.rejected", gone, status=max(refused.facts.get("status", 0) for refused in refusals))


def _keep(row: store.Device, owner: Party, subscription: Subscription, name: str) -> None:
    said = {
        "endpoint": subscription.endpoint,
        "p256dh": subscription.p256dh,
        "auth": subscription.auth,
        "name": name[:LONGEST_NAME],
    }
    row.sealed = sealing.seal_json(sealing.party_key(owner), row.id, "device", said)
    row.index = sealing.index("device", subscription.endpoint)
    row.save()


def _end(devices: Collection[UUID], *, by: Actor) -> None:
    for row in store.Device.objects.filter(id__in=devices):
        record.append("device.ended", by=by, facts={"party": str(row.party_id)})
        row.delete()


def _open_all(party: UUID) -> Iterator[tuple[store.Device, dict[str, Any]]]:
    for row in store.Device.objects.filter(party=party).select_related("party").order_by("-added_at"):
        yield row, _open(row)


def _open(row: store.Device) -> dict[str, Any]:
    return dict(sealing.open_json(sealing.party_key(row.party), row.id, "device", row.sealed))
