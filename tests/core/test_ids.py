from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import ids

INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))
TEN_BYTES = st.binary(min_size=10, max_size=10)


def test_an_id_equals_the_example_of_the_rfc():
    """RFC 9562, appendix A.6: 2022-02-22 14:22:22 at -05:00, rand_a CC3, rand_b 18C4DC0C0C07398F."""
    random = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    made = ids.uuid7(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC), random)
    assert str(made) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(INSTANTS, TEN_BYTES)
def test_an_id_is_version_7_whatever_the_random_bytes(now, random):
    made = ids.uuid7(now, random)
    assert (made.version, made.variant) == (7, RFC_4122)


@given(INSTANTS, TEN_BYTES, TEN_BYTES)
def test_a_later_id_sorts_after_an_earlier_one(now, random, other):
    assert ids.uuid7(now, random) < ids.uuid7(now + timedelta(milliseconds=1), other)


@given(INSTANTS, TEN_BYTES, TEN_BYTES)
def test_the_earliest_of_a_moment_sorts_between_what_was_made_before_and_since(now, random, other):
    later = now + timedelta(milliseconds=1)
    assert ids.NEVER < ids.uuid7(now, random) < ids.earliest(later) <= ids.uuid7(later, other)


@given(TEN_BYTES, st.integers(0, 67))
def test_all_the_randomness_counts(random, bit):
    now = datetime(2026, 7, 1, tzinfo=UTC)
    flipped = (int.from_bytes(random, "big") ^ 1 << bit).to_bytes(10, "big")
    differs = ids.uuid7(now, random) != ids.uuid7(now, flipped)
    assert differs == (bit < 62)


@pytest.mark.parametrize("count", [0, 9, 11])
def test_too_little_randomness_is_an_error_of_the_caller(count):
    with pytest.raises(ValueError, match="10 random bytes"):
        ids.uuid7(datetime(2026, 7, 1, tzinfo=UTC), bytes(count))
