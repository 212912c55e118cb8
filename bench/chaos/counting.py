"""What a city holds after a fault, counted against what its applicants were told."""

import email
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass

import psycopg

from bench.chaos.applicants import Applicants, Sender, Sent
from bench.chaos.stage import Stage

DRAIN_SECONDS = 240
SEAL_SECONDS = 75  # a receipt promises a minute
AGAIN = 20

WAITING = """
SELECT (SELECT count(*) FROM store_outbox) + (
    SELECT count(*) FROM procrastinate_jobs
    WHERE task_name ~ '^(issue_document|send_message)s?$' AND status IN ('todo', 'doing')
)
"""
UNSEALED = """
SELECT count(*) FROM store_event e WHERE NOT EXISTS (SELECT 1 FROM store_leaf l WHERE l.event_id = e.id)
"""
TWICE = "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM store_case GROUP BY body_hash) AS t"


@dataclass(frozen=True)
class Count:
    """The answer to every question of the issue, for one fault."""

    sent: int
    accepted: int
    stored: int
    lost: int  # accepted, and not in the database
    twice: int
    unanswered: int
    drained: float | None  # seconds from the end of the load; None: not within DRAIN_SECONDS
    unsealed: int
    mails_due: int
    mails: int
    mails_twice: int
    record_holds: bool
    record: str  # what its verification said

    @property
    def is_good(self) -> bool:
        """Tell whether nothing was lost, doubled or left lying, and the record holds."""
        wrong = self.lost or self.twice or self.unanswered or self.unsealed or self.mails_twice
        return not wrong and self.drained is not None and self.mails == self.mails_due and self.record_holds


def count(stage: Stage, applicants: Applicants) -> Count:
    """Wait for the worker to be done, and compare."""
    accepted = applicants.accepted
    _ask_again(stage, accepted[:: max(1, len(accepted) // AGAIN)])
    drained = _wait_for_none(stage, WAITING, DRAIN_SECONDS)
    _wait_for_none(stage, UNSEALED, SEAL_SECONDS)
    mails = _mails(stage)
    holds, told = stage.verify()
    return Count(
        sent=len(applicants.sent),
        accepted=len(accepted),
        stored=_ask(stage, "SELECT count(*) FROM store_case"),
        lost=find_lost(stage, applicants),
        twice=find_twice(stage, applicants),
        unanswered=len(applicants.sent) - len(accepted),
        drained=drained,
        unsealed=_ask(stage, UNSEALED),
        mails_due=_ask(stage, "SELECT count(*) FROM store_message WHERE channel = 'email'"),
        mails=sum(mails.values()),
        mails_twice=sum(times - 1 for times in mails.values()),
        record_holds=holds,
        record=told,
    )


def find_lost(stage: Stage, applicants: Applicants) -> int:
    """Find how many references were given of which there is no case."""
    given = {reference for one in applicants.accepted for reference in one.references}
    with psycopg.connect(stage.database) as database:
        return len(given - {reference for (reference,) in database.execute("SELECT reference FROM store_case")})


def find_twice(stage: Stage, applicants: Applicants) -> int:
    """Find how many applications were stored again, or answered again with another reference."""
    return _ask(stage, TWICE) + sum(len(set(one.references)) - 1 for one in applicants.accepted)


def _ask_again(stage: Stage, some: list[Sent]) -> None:
    """Send some once more, as a client does that lost its notes: the same key has to get the same reference."""
    with closing(Sender(stage.port)) as sender:
        for one in some:
            sender.send(one)


def _wait_for_none(stage: Stage, query: str, seconds: float) -> float | None:
    """Wait until the query counts none; give the seconds it took, None if it did not come to that."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if _ask(stage, query) == 0:
            return time.monotonic() - began
        time.sleep(0.2)
    return None


def _ask(stage: Stage, query: str) -> int:
    with psycopg.connect(stage.database) as database:
        (number,) = database.execute(query).fetchone() or (0,)
    return int(number)


def _mails(stage: Stage) -> Counter[tuple[str, str]]:
    """Count the e-mails in the city's folder by receiver and subject: nobody is told the same twice."""
    told = [email.message_from_bytes(path.read_bytes()) for path in (stage.var / "mail").glob("*.eml")]
    return Counter((str(one["To"]), str(one["Subject"])) for one in told)
