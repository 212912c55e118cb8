"""Copies of a process at work: started again when they end, stopped together, gone with the one that made them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.waiting import PATIENCE, until

from sportello.site import copies

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes through /proc")
PROGRAM = """
import sys, threading
from sportello.site import copies

def work(number):
    print(number, flush=True)
    threading.Event().wait()

copies.run("choir", int(sys.argv[1]), work)
"""


class Choir:
    """A process with copies, each of which says so when it begins."""

    def __init__(self, count: int) -> None:
        command = [sys.executable, "-c", PROGRAM, str(count)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.wait_for(count)

    def wait_for(self, count: int) -> None:
        """Wait until so many more copies have begun."""
        for _ in range(count):
            assert self.process.stdout.readline()

    def list_copies(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


@pytest.fixture
def choir() -> Iterator[Choir]:
    made = Choir(2)
    yield made
    made.process.kill()
    made.process.communicate()


def are_gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_copy_that_is_killed_is_started_again_and_the_other_goes_on(choir: Choir) -> None:
    killed, other = choir.list_copies()
    os.kill(killed, signal.SIGKILL)
    choir.wait_for(1)
    assert other in choir.list_copies() and killed not in choir.list_copies() and len(choir.list_copies()) == 2


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_all_stop_and_say_nothing(choir: Choir, how: signal.Signals) -> None:
    pids = choir.list_copies()
    choir.process.send_signal(how)
    assert choir.process.wait(PATIENCE) == 0
    assert are_gone(pids) and choir.process.stderr.read() == ""


def test_copies_do_not_outlive_the_one_that_made_them(choir: Choir) -> None:
    pids = choir.list_copies()
    choir.process.kill()
    assert until(lambda: are_gone(pids))


def test_one_process_is_the_work_itself() -> None:
    done: list[tuple[int, int]] = []
    copies.run("choir", 1, lambda number: done.append((number, os.getpid())))
    assert done == [(0, os.getpid())]


def test_a_copy_that_cannot_begin_ends_it_all_with_what_it_said() -> None:
    program = PROGRAM.replace("threading.Event().wait()", "raise ValueError('no voice')")
    told = subprocess.run(
        [sys.executable, "-c", program, "2"], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert told.returncode == 1
    assert "no voice" in told.stderr and "The choir process could not start" in told.stderr
