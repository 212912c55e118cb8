from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import record

NONCE = bytes(range(32))
EVENT = record.Event(
    id=UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
    at=datetime(2026, 7, 1, 9, 30, 0, 250_000, tzinfo=UTC),
    kind="application.submitted",
    actor="anonymous",
    case=UUID(int=5),
    facts={"service": "rental-assistance", "count": 3},
)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
EVENTS = st.builds(
    record.Event,
    st.uuids(),
    st.datetimes(timezones=st.just(UTC)),
    TEXTS,
    TEXTS,
    st.none() | st.uuids(),
    st.dictionaries(TEXTS, TEXTS | st.integers(-9, 9) | st.booleans()),
)


@given(EVENTS)
def test_an_event_is_written_as_the_rfc_library_writes_it(event):
    fields = {"id": str(event.id), "kind": event.kind, "actor": event.actor, "facts": event.facts}
    at = f"{event.at.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    assert record.render(event) == rfc8785.dumps(fields | {"at": at, "case": str(event.case) if event.case else None})


def test_an_event_has_one_text():
    assert record.render(EVENT).decode() == (
        '{"actor":"anonymous","at":"2026-07-01T09:30:00.250000Z","case":"00000000-0000-0000-0000-000000000005",'
        '"facts":{"count":3,"service":"rental-assistance"},"id":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f",'
        '"kind":"application.submitted"}'
    )


def test_a_leaf_hashes_the_commitment_of_nonce_and_event():
    inner = sha256(NONCE + record.render(EVENT)).digest()
    assert record.commitment(NONCE, EVENT) == inner
    assert record.leaf(NONCE, EVENT) == sha256(b"\x00" + inner).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"id": UUID(int=1)},
        {"at": EVENT.at + timedelta(microseconds=1)},
        {"kind": "application.withdrawn"},
        {"actor": "system"},
        {"case": None},
        {"facts": {"service": "rental-assistance", "count": 4}},
    ],
)
def test_any_change_of_an_event_changes_its_leaf(change):
    changed = record.Event(**({name: getattr(EVENT, name) for name in EVENT.__dataclass_fields__} | change))
    assert record.leaf(NONCE, changed) != record.leaf(NONCE, EVENT)


@given(st.binary(min_size=32, max_size=32))
def test_another_nonce_gives_another_leaf(nonce):
    assert (record.leaf(nonce, EVENT) == record.leaf(NONCE, EVENT)) == (nonce == NONCE)


def test_a_short_nonce_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="32 bytes"):
        record.commitment(b"short", EVENT)


def test_an_epoch_says_what_was_lost_and_which_checkpoint_came_last():
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    epoch = record.Epoch(2, "city.example/record/1\n…", noon, noon + timedelta(minutes=9))
    event = record.open_epoch(UUID(int=9), noon + timedelta(hours=1), epoch)
    assert (event.kind, event.case) == ("record.epoch_opened", None)
    assert event.facts == {
        "epoch": 2,
        "checkpoint": "city.example/record/1\n…",
        "lost_from": "2026-07-01T12:00:00.000000Z",
        "lost_until": "2026-07-01T12:09:00.000000Z",
    }
