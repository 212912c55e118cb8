import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import canonical, feel
from sportello.core.errors import Refused

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.LARGEST, canonical.LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES)
def test_the_bytes_are_those_of_the_rfc_library(value):
    assert canonical.encode(value) == rfc8785.dumps(value)


def test_keys_are_ordered_by_utf16_units():
    """RFC 8785, 3.2.3: the emoji sorts before U+FB33 because its first unit is 0xD83D."""
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = canonical.encode(dict.fromkeys(keys, 0)).decode()
    assert written == '{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"\U0001f600":0,"\ufb33":0}'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1200.50"), '"1200.5"'),
        (Decimal("1E+3"), '"1000"'),
        (Decimal("-0.00"), '"0"'),
        (
            Decimal("0.10000000000000000000000000000000000000001"),
            '"0.10000000000000000000000000000000000000001"',
        ),
        (date(2026, 7, 1), '"2026-07-01"'),
        (UUID(int=7), '"00000000-0000-0000-0000-000000000007"'),
        (datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=2))), '"2026-07-01T07:30:00.000000Z"'),
        ((1, True, None), "[1,true,null]"),
    ],
)
def test_values_have_one_text_form(value, text):
    assert canonical.encode(value).decode() == text


class Colour(StrEnum):
    RED = "red"


class Level(IntEnum):
    HIGH = 3


def test_members_of_enumerations_are_their_values():
    assert canonical.encode([Colour.RED, Level.HIGH]) == b'["red",3]'


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 5))
def test_equal_decimals_are_written_equally(value, zeros):
    longer = value.quantize(Decimal(1).scaleb(-6 - zeros))
    assert canonical.render_decimal(longer) == canonical.render_decimal(value)
    assert Decimal(canonical.render_decimal(value)) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0.1, "canonical.float"),
        ({"a": [1.0]}, "canonical.float"),
        (2**53, "canonical.integer"),
        (Decimal("NaN"), "canonical.number"),
        (Decimal("-Infinity"), "canonical.number"),
        (datetime(2026, 7, 1), "canonical.instant"),
        ("\ud800", "canonical.text"),
        ({"\udfff": 1}, "canonical.text"),
        ({1: "a"}, "canonical.type"),
        ({"a": {1, 2}}, "canonical.type"),
        (b"bytes", "canonical.type"),
    ],
)
def test_what_has_no_single_form_is_refused(value, code):
    with pytest.raises(Refused) as refusal:
        canonical.encode(value)
    assert refusal.value.code == code


def test_an_instant_is_written_with_microseconds_even_when_they_are_zero():
    assert canonical.render_instant(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000000Z"


FEEL = st.recursive(
    st.none() | st.booleans() | TEXTS | st.dates() | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(TEXTS, inner)
        | st.dictionaries(st.decimals(-99, 99, places=1), inner).map(MappingProxyType)
        | st.dictionaries(st.integers(), inner)
    ),
)


@given(FEEL)
def test_values_of_ones_own_are_written_the_same_in_a_fraction_of_the_time(value):
    assert canonical.encode_values(value, feel.canonical) == rfc8785.dumps(feel.canonical(value))


@pytest.mark.parametrize("value", ["\ud800", ["\ud800", Decimal(1)], {"\udfff": True}])
def test_a_text_that_is_none_is_refused_among_values_of_ones_own(value):
    with pytest.raises(Refused) as refusal:
        canonical.encode_values(value, feel.canonical)
    assert refusal.value.code == "canonical.text"


def test_what_is_kept_and_not_hashed_may_have_points_on_the_map_and_ids():
    value = {"point": [12.5, -0.25], "id": UUID(int=1), "on": date(2026, 7, 1), "fee": Decimal("1E+3")}
    assert json.loads(canonical.write(value)) == {
        "point": [12.5, -0.25],
        "id": str(UUID(int=1)),
        "on": "2026-07-01",
        "fee": "1000",
    }
    assert canonical.write({"b": 1, "a": [{"d": 2, "c": 3}]}) == b'{"a":[{"c":3,"d":2}],"b":1}'
    with pytest.raises(Refused) as refused:
        canonical.write({"note": "\ud800"})
    assert refused.value.code == "canonical.text"
