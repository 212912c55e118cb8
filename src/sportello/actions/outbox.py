"""What follows intake: the outbox read in batches by any number of workers, each row by one."""

from datetime import timedelta

import structlog
from django.db import connection, transaction

from sportello.actions import city, journeys
from sportello.store.outbox import Outbox

log = structlog.get_logger()
BATCH = 50
LONGEST_WAIT = timedelta(hours=1)
MOST_DOUBLINGS = 10  # more than an hour already; after fifty, no timedelta would hold it

CLAIM = """
SELECT id, case_id, tries FROM store_outbox WHERE not_before IS NULL OR not_before <= %s
ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""


def drain() -> int:
    """Do one batch of what waits; tell how many rows were taken on. What fails is tried again, later each time."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [city.now(), BATCH])
            rows = cursor.fetchall()
        done = []
        for row_id, case_id, tries in rows:
            try:
                with city.current().tracer.span("steps.begin", case=case_id, tries=tries + 1), transaction.atomic():
                    journeys.start(case_id)
            except Exception as error:  # one case's failure must not hold up the others
                _try_later(row_id, tries, error)
            else:
                done.append(row_id)
        Outbox.objects.filter(id__in=done).delete()
    return len(rows)


def _try_later(row_id: int, tries: int, error: Exception) -> None:
    log.error("outbox.failed", row=row_id, tries=tries + 1, error=type(error).__name__, exc_info=error)
    wait = min(timedelta(seconds=5) * 2 ** min(tries, MOST_DOUBLINGS), LONGEST_WAIT)
    Outbox.objects.filter(id=row_id).update(tries=tries + 1, not_before=city.now() + wait)
