"""Applicants who do not give up: each sends one application after the other, and the same again until it is answered.

They are threads of this process, each with a connection and a token of its own. Knows no fault and no database.
"""

import copy
import http.client
import itertools
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from bench.intake import ANSWERS, PATH

ANSWER_SECONDS = 10  # how long one waits for an answer before asking again
LONGEST_PAUSE = 1.0  # between two tries; the city asks for more, and the bench is short
JSON = {"Content-Type": "application/json"}
PATIENCE = 120  # seconds after which even these give up


@dataclass
class Sent:
    """One application: who sends what under which key, when it was first sent and answered, and with what."""

    token: str
    key: str
    body: str
    began: float
    ended: float = 0.0
    references: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Applicants:
    """A crowd that applies for as long as the block lasts; what was begun is brought to its end afterwards."""

    def __init__(self, port: int, tokens: Sequence[str], pause: float = 0.0) -> None:
        self.sent: list[Sent] = []
        self._port = port
        self._pause = pause
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._apply, args=(token,)) for token in tokens]

    def __enter__(self) -> "Applicants":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    @property
    def accepted(self) -> list[Sent]:
        """List what was answered with a reference."""
        return [one for one in self.sent if one.references]

    @property
    def problems(self) -> Counter[str]:
        """Count what applicants saw instead of an answer, by kind."""
        return Counter(problem for one in self.sent for problem in one.problems)

    def wait_for(self, accepted: int) -> None:
        """Wait until so many are accepted, however long it takes."""
        while len(self.accepted) < accepted:
            time.sleep(0.05)

    def find_silence(self, since: float) -> tuple[float, float]:
        """Find the longest time without an acceptance; give its length, and the moment when it was over."""
        ends = [since, *sorted(one.ended for one in self.accepted if one.ended > since)]
        return max(((after - before, after) for before, after in itertools.pairwise(ends)), default=(0.0, since))

    def wait_for_answer(self, seconds: float = 60) -> bool:
        """Wait until somebody who came after this moment is accepted; tell whether anybody was."""
        since = time.monotonic()
        while not any(one.began > since for one in self.accepted):
            if time.monotonic() > since + seconds:
                return False
            time.sleep(0.05)
        return True

    def _apply(self, token: str) -> None:
        with closing(Sender(self._port)) as sender:
            while not self._over.wait(self._pause):
                one = make_application(token)
                self.sent.append(one)
                sender.send(one)


class Sender:
    """One applicant's connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None

    def send(self, one: Sent) -> None:
        """Send it until it is answered."""
        for pause in _pauses():
            try:
                status, told = self._ask(one)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                one.problems.append(_kind(error))
            else:
                if status == 201:
                    one.ended = time.monotonic()
                    one.references.append(told["reference"])
                    return
                one.problems.append(str(status))
                if status < 500 and status != 429:
                    return
            time.sleep(pause)

    def _ask(self, one: Sent) -> tuple[int, dict[str, Any]]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWER_SECONDS)
        headers = {"Authorization": f"Bearer {one.token}", "Idempotency-Key": one.key, **JSON}
        self._connection.request("POST", PATH, one.body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if answer.status == 201 else {}

    def close(self) -> None:
        """Hang up; the next application is sent over a new connection."""
        if self._connection:
            self._connection.close()
        self._connection = None


def make_application(token: str) -> Sent:
    """Make an application like no other, with an e-mail address of its own."""
    name = uuid.uuid4().hex[:12]
    answers = copy.deepcopy(ANSWERS)
    answers["applicant"]["family_name"] = f"Ruiz {name}"
    answers["home"]["line"] = f"{int(name, 16) % 10_000} {name} Road"
    answers["email"] = f"{name}@example.org"
    body = json.dumps({"answers": answers, "language": "en"})
    return Sent(token, str(uuid.uuid4()), body, time.monotonic())


def _pauses() -> Iterator[float]:
    """Give the pauses between tries: longer each time, until patience ends."""
    began, pause = time.monotonic(), 0.05
    while time.monotonic() - began < PATIENCE:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


def _kind(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer"
    return "not reached" if isinstance(error, ConnectionRefusedError) else "torn"
