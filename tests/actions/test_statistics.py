"""Figures lead to nobody: not by the order in which they lie in the database either."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from tests import town as towns
from tests.town import Town

from sportello.actions import statistics
from sportello.store.statistics import Statistic


def _list_writings(ids: Collection[UUID]) -> list[tuple[str, UUID]]:
    """List these rows as they lie in the table, each with the transaction that wrote it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, id FROM store_statistic WHERE id = ANY(%s) ORDER BY ctid", [list(ids)])
        return list(cursor.fetchall())


def test_where_a_figure_lies_does_not_tell_when_it_was_written(town: Town) -> None:
    towns.run_jobs()  # what other tests left to do
    before = set(Statistic.objects.values_list("id", flat=True))
    for _ in range(3):
        towns.apply(town, "street-defect", photo=None)
        towns.run_jobs()
    made = {row.id: row.answers for row in Statistic.objects.exclude(id__in=before)}
    assert len({writing for writing, _ in _list_writings(made)}) == 3
    statistics.mix()
    assert {row.id: row.answers for row in Statistic.objects.filter(id__in=made)} == made
    assert len({writing for writing, _ in _list_writings(made)}) == 1
