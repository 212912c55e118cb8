import pytest

from sportello.channels.pages.tries import SECONDS, Tries
from sportello.core.errors import Refused


class Watch:
    now = 0.0

    def __call__(self):
        return self.now


def test_after_too_many_failures_a_key_is_refused_and_later_forgiven():
    watch = Watch()
    tries = Tries(3, watch)
    for _ in range(3):
        tries.check("a", "b")
        tries.fail("a")
    with pytest.raises(Refused, match=r"tries\.too_many"):
        tries.check("b", "a")
    tries.check("b")
    watch.now = SECONDS + 1
    tries.check("a")


def test_many_keys_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("sportello.channels.pages.tries.MOST_KEYS", 5)
    tries = Tries(1)
    for number in range(9):
        tries.fail(str(number))
    tries.check("0")
    with pytest.raises(Refused):
        tries.check("8")
