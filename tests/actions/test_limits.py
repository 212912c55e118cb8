"""How often someone may ask: for all processes together, forgiven after a while, by no name."""

from datetime import timedelta
from secrets import token_hex

from tests.town import Town, code_of

from sportello.actions import limits
from sportello.store.limits import Tally

THRICE = limits.Limit("test", 3, 600)


def test_a_limit_is_used_up_by_each_caller_alone_and_later_forgiven(town: Town) -> None:
    one, other = token_hex(8), token_hex(8)
    for _ in range(3):
        assert not limits.is_reached(THRICE, one)
        limits.take(THRICE, one)
    assert limits.is_reached(THRICE, one) and not limits.is_reached(THRICE, other)
    assert code_of(lambda: limits.take(THRICE, one)) == "limit.reached"
    town.clock.at += timedelta(seconds=601)
    assert not limits.is_reached(THRICE, one)
    limits.take(THRICE, one)


def test_what_is_heavy_uses_up_more_and_leaves_the_rest_of_a_lot(town: Town) -> None:
    limit, one = limits.Limit("weights", 1000, 600), token_hex(8)
    limits.take(limit, one, weight=985)
    for _ in range(2):
        limits.take(limit, one, weight=5)
    assert code_of(lambda: limits.take(limit, one, weight=6)) == "limit.reached"


def test_looking_counts_nothing(town: Town) -> None:
    before = Tally.objects.count()
    limits.is_reached(THRICE, token_hex(8))
    assert Tally.objects.count() == before


def test_what_is_counted_names_no_address(town: Town) -> None:
    limits.take(THRICE, "address 192.0.2.77")
    assert not any(b"192.0.2.77" in bytes(tally.key) for tally in Tally.objects.all())
