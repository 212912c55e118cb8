"""What ends by itself is started again."""

import pytest

from sportello.site import keeping
from sportello.site.failures import CannotRun


class Part:
    """A part that ends when told to, and may refuse to start again."""

    name = "choir"

    def __init__(self) -> None:
        self.exit: int | None = None
        self.starts = 0
        self.refuses = False

    def find_exit(self) -> int | None:
        return self.exit

    def restart(self) -> None:
        if self.refuses:
            raise CannotRun("The choir has no voice.")
        self.starts += 1
        self.exit = None


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(keeping, "time", made)
    return made


@pytest.fixture
def said() -> list[str]:
    return []


def test_a_part_that_was_killed_is_started_again_after_a_moment(clock: Clock, said: list[str]) -> None:
    part = Part()
    kept = keeping.Kept(part, said.append)
    part.exit = -9
    kept.look()
    assert part.starts == 0 and "choir" in said[0] and "signal 9" in said[0]
    clock.now += keeping.FIRST_WAIT
    kept.look()
    assert part.starts == 1


def test_a_part_that_keeps_ending_is_started_later_each_time_up_to_a_limit(clock: Clock, said: list[str]) -> None:
    part = Part()
    kept = keeping.Kept(part, said.append)
    waits = []
    for _ in range(9):
        part.exit, ended = -9, clock.now
        kept.look()
        while part.exit is not None:
            clock.now += 0.5
            kept.look()
        waits.append(clock.now - ended)
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_part_that_had_run_well_is_started_at_once_again(clock: Clock, said: list[str]) -> None:
    part = Part()
    kept = keeping.Kept(part, said.append)
    for _ in range(3):
        part.exit = 1 if clock.now > 1001 else -9
        kept.look()
        clock.now += keeping.FIRST_WAIT
        kept.look()
        assert part.exit is None
        clock.now += keeping.STEADY_SECONDS


def test_a_part_that_cannot_be_started_now_is_tried_again(clock: Clock, said: list[str]) -> None:
    part = Part()
    kept = keeping.Kept(part, said.append)
    part.exit, part.refuses = -9, True
    for _ in range(20):
        kept.look()
        clock.now += 0.5
    assert part.starts == 0 and any("no voice" in line for line in said)
    part.refuses = False
    for _ in range(100):
        kept.look()
        clock.now += 0.5
    assert part.starts == 1


def test_a_part_that_never_started_well_ends_it_all(clock: Clock, said: list[str]) -> None:
    part = Part()
    kept = keeping.Kept(part, said.append)
    part.exit = 3
    with pytest.raises(CannotRun, match="choir process could not start"):
        kept.look()
