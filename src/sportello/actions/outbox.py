"""What follows intake: the outbox read in batches by any number of workers, each row by one."""

from datetime import timedelta

import structlog
from django.db import connection, transaction

from sportello.actions import beginnings, city
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
        failed = beginnings.begin_each([case for _, case, _ in rows]) if rows else {}
        for row_id, case, tries in rows:
            if case in failed:
                _try_later(row_id, tries, failed[case])
        Outbox.objects.filter(id__in=[row_id for row_id, case, _ in rows if case not in failed]).delete()
    return len(rows)


def _try_later(row_id: int, tries: int, error: Exception) -> None:
    log.error("outbox.failed", row=row_id, tries=tries + 1, error=type(error).__name__, exc_info=error)
    wait = min(timedelta(seconds=5) * 2 ** min(tries, MOST_DOUBLINGS), LONGEST_WAIT)
    Outbox.objects.filter(id=row_id).update(tries=tries + 1, not_before=city.now() + wait)
