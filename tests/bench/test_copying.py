"""Copies of a case, as PostgreSQL takes them: whole ones are as good as played, those alike are as large."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from bench.copying import Copies, Pool, Source, draw_names
from bench.prototypes import TABLES, Prototype
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo
from tests import town as towns
from tests.town import Town

from bench import columns, loading
from sportello.actions import finding, sealing
from sportello.core import record as log
from sportello.core.actors import Role
from sportello.core.references import read_reference
from sportello.store.cases import Case, CaseKey, Decision
from sportello.store.record import Event

HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)


@pytest.fixture
def columns_of(town: Town) -> dict[str, list[str]]:
    return loading.list_columns(make_conninfo(**connection.connection.info.get_parameters()), list(TABLES))


@pytest.fixture
def prototype(town: Town, columns_of: dict[str, list[str]]) -> Iterator[Prototype]:
    """Play a case, to be copied in a transaction that is rolled back."""
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high", by=towns.staff("housing", Role.LEAD))
    with transaction.atomic():
        yield Prototype(Case.objects.get(id=sent.case), columns_of)
        transaction.set_rollback(True)


def copy(
    prototype: Prototype, columns_of: dict[str, list[str]], numbers: Sequence[int], *, is_whole: bool
) -> tuple[Copies, list[UUID]]:
    """Copy the case, and let PostgreSQL have the rows."""
    source = Source(random.Random(1), Pool(), draw_names(random.Random(1), 20))
    ends = columns.count_instant(towns.OPENING + timedelta(days=400)) + np.array(numbers, np.int64) * 1_000_000
    copies = prototype.copy(source, numbers, ends, [], is_whole=is_whole)
    for table, parts in prototype.tables.items():
        if table in TABLES:
            rows = columns.flatten(copies.fill(parts), len(numbers)) if parts else b""
            names = ", ".join(f'"{name}"' for name in columns_of[table])
            with connection.connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN (FORMAT binary)") as stream:
                stream.write(HEAD + rows + loading.TRAILER)
    return copies, prototype.list_ids(copies)


def test_a_whole_copy_opens_is_found_and_gives_its_leaves(
    prototype: Prototype, columns_of: dict[str, list[str]]
) -> None:
    copies, made = copy(prototype, columns_of, range(3), is_whole=True)
    said = []
    for id, (reference, secret) in zip(made, prototype.list_names(copies), strict=True):
        case = Case.objects.get(id=id)
        key = sealing.case_key(case)
        said.append(sealing.open_json(key, id, "answers", case.sealed))
        assert (case.reference, sealing.case_secret(key)) == (reference, secret)
        assert bytes(case.secret_index) in sealing.secret_indexes(secret)
        name = "{given_name} {family_name}".format(**said[-1]["applicant"])
        assert case in finding.find_cases("name", name, by=towns.staff("*", Role.AUDITOR)).cases
        assert sealing.open_json(key, id, "decision", Decision.objects.filter(case=case)[0].sealed)
        assert_gives_its_leaves(case)
    assert len({str(one["applicant"]) for one in said}) == 3


def assert_gives_its_leaves(case: Case) -> None:
    events = list(Event.objects.filter(case_id=case.id).order_by("at", "id"))
    assert events[0].at == case.submitted_at and len(events) >= 4
    for event in events:
        nonce = sealing.open(sealing.case_key(case), event.id, "nonce", event.nonce)
        deed = log.Event(event.id, event.at, event.kind, event.actor, event.case_id, event.facts)
        assert log.leaf(nonce, deed) == bytes(event.leaf)


def test_a_copy_that_is_alike_has_rows_as_large_but_for_bundles(
    prototype: Prototype, columns_of: dict[str, list[str]]
) -> None:
    _, made = copy(prototype, columns_of, range(3), is_whole=False)
    cases = list(Case.objects.filter(id__in=made))
    assert len({read_reference(case.reference) for case in cases}) == len({str(case.finds) for case in cases}) == 3
    for case in cases:
        assert [len(find) for find in case.finds] == [18] * len(prototype.case.finds)
        assert len(case.sealed) == len(prototype.case.sealed)
        assert (CaseKey.objects.filter(case=case).count(), Decision.objects.filter(case=case).count()) == (1, 2)
        assert {len(one.sealed) for one in Decision.objects.filter(case=case)} == {35}
    leaves = Event.objects.filter(case_id__in=made).values_list("leaf", flat=True)
    assert len({bytes(leaf) for leaf in leaves}) == 3 * Event.objects.filter(case_id=prototype.case.id).count()


def test_columns_are_joined_copy_by_copy() -> None:
    fixed = np.frombuffer(b"abcd", np.uint8).reshape(2, 2)
    assert columns.flatten(columns.join([b"<", fixed, b">"], 2), 2) == b"<ab><cd>"
    assert columns.flatten(columns.join([b"<", [b"x", b"yz"], fixed], 2), 2) == b"<xab<yzcd"
    assert columns.flatten(columns.join([b"same"], 2), 2) == b"samesame"


def test_ids_are_of_their_time_and_written_as_everywhere() -> None:
    ids = columns.make_ids(np.array([1_700_000_000_000, 1_700_000_000_001], np.int64))
    read = [UUID(bytes=id) for id in columns.list_values(ids, 2)]
    assert [(one.version, one.variant, one.int >> 80) for one in read] == [
        (7, "specified in RFC 4122", 1_700_000_000_000),
        (7, "specified in RFC 4122", 1_700_000_000_001),
    ]
    assert [str(one).encode() for one in read] == list(columns.list_values(columns.write_ids(ids), 2))
