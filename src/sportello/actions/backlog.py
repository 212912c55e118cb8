"""What waits in the city's database to be done or sealed, as plain numbers for those who run it. Tells no case."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from sportello.actions import city
from sportello.core import ids

MOST = 100_000  # counted no further: a long backlog must not make watching slow
SEEN_LATELY = timedelta(seconds=30)
SECONDS = "3s"

OUTBOX = (
    "SELECT count(*), count(*) FILTER (WHERE tries > 0), min(at) FROM (SELECT * FROM store_outbox LIMIT %s) AS waiting"
)
JOBS = """
SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'todo' AND attempts > 0),
    count(*) FILTER (WHERE status = 'doing')
FROM (SELECT status, attempts FROM procrastinate_jobs LIMIT %s) AS waiting
"""
OLDEST_JOB = """
SELECT extract(epoch FROM now() - coalesce(
    scheduled_at, (SELECT max(at) FROM procrastinate_events WHERE job_id = due.id AND type = 'deferred')))::float8
FROM (SELECT id, scheduled_at FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT %s) AS due
WHERE scheduled_at IS NULL OR scheduled_at <= now() ORDER BY id LIMIT 1
"""
WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s"
CHECKPOINT = "SELECT at FROM store_checkpoint ORDER BY size DESC LIMIT 1"
EVENTS = "SELECT count(*) FROM (SELECT 1 FROM store_event WHERE id > %s LIMIT %s) AS since"
CONNECTIONS = """
SELECT count(*) FILTER (WHERE state = 'active'), count(*) FILTER (WHERE state LIKE 'idle in transaction%%'),
    count(*), current_setting('max_connections')::integer
FROM pg_stat_activity WHERE datname = current_database()
"""


@dataclass(frozen=True)
class Backlog:
    """Counts, none above 100,000, and seconds."""

    outbox: int  # applications taken in whose steps have not begun
    outbox_failing: int  # of them, tried in vain
    outbox_seconds: float  # how long one of them waits
    jobs: int  # mails, documents and rounds to do
    jobs_failing: int  # of them, tried in vain
    jobs_seconds: float  # how long the oldest that is due waits
    jobs_running: int
    workers: int  # that were alive half a minute ago
    unsealed: int  # events since the newest checkpoint
    checkpoint_seconds: float  # age of the newest checkpoint; before the first, 0
    connections_active: int
    connections_in_transaction: int  # that hold a transaction open and do nothing
    connections: int  # to this database, from everywhere
    connections_most: int  # that the server takes in all


def take() -> Backlog:
    """Count what waits, in one look of a few milliseconds; no query of it takes more than three seconds."""
    now = city.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [SECONDS])
        outbox, outbox_failing, oldest = _ask(cursor, OUTBOX, MOST)
        jobs, jobs_failing, jobs_running = _ask(cursor, JOBS, MOST)
        (job_waits,) = _ask(cursor, OLDEST_JOB, MOST) or (0.0,)
        (workers,) = _ask(cursor, WORKERS, SEEN_LATELY)
        (sealed_at,) = _ask(cursor, CHECKPOINT) or (None,)
        since = ids.earliest(sealed_at or ids.EPOCH)
        (unsealed,) = _ask(cursor, EVENTS, since, MOST)
        active, in_transaction, open, most = _ask(cursor, CONNECTIONS)
    return Backlog(
        outbox=outbox,
        outbox_failing=outbox_failing,
        outbox_seconds=_age(oldest, now),
        jobs=jobs,
        jobs_failing=jobs_failing,
        jobs_seconds=job_waits,
        jobs_running=jobs_running,
        workers=workers,
        unsealed=unsealed,
        checkpoint_seconds=_age(sealed_at, now),
        connections_active=active,
        connections_in_transaction=in_transaction,
        connections=open,
        connections_most=most,
    )


def _age(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0.0


def _ask(cursor: Any, query: str, *values: Any) -> Any:
    cursor.execute(query, values)
    return cursor.fetchone()
