"""Figures without people: coarsened answers kept apart, under an id that leads nowhere."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from sportello.actions import city, live
from sportello.actions.rows import Rows
from sportello.core.services import Service
from sportello.store.cases import Case
from sportello.store.statistics import Statistic

MIX = """
WITH taken AS (DELETE FROM store_statistic WHERE month >= %s RETURNING *)
INSERT INTO store_statistic (id, service, month, outcome, answers)
SELECT id, service, month, outcome, answers FROM taken ORDER BY id
"""


def keep(case: Case, service: Service, answers: Mapping[str, Any], rows: Rows) -> None:
    """Keep the coarse form of the answers that the service marks for statistics, with month and policy outcome."""
    marked = [question for question in service.questions if question.statistics and question.id in answers]
    rows.add(
        Statistic(
            id=UUID(bytes=city.current().random(16), version=4),
            service=service.id,
            month=live.local(case.submitted_at).date().replace(day=1),
            outcome=case.outcome,
            answers={question.id: question.type.coarse(answers[question.id]) for question in marked},
        )
    )


def mix() -> None:
    """Write the figures of this month and the last anew, in the order of their ids.

    Rows lie in a table, and so in its dump, in the order in which they were written: that of the cases they came from.
    """
    month = live.today().replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(MIX, [(month - timedelta(days=1)).replace(day=1)])
