"""Rotating the master keys while the city serves: what an older key wrapped or indexed is made anew.

Batches are small and each is whole: it may be stopped at any time and run again, and finds what is left by looking.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import BinaryField, F, Func, Model, QuerySet, Value

from sportello.actions import answers, city, contacts, drafts, live, pushing, sealing
from sportello.core import finding
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Client, Code, Contact, Device, Dispatch, Party, Recovery
from sportello.store.cases import Case, CaseKey, Draft, DraftContact, Invitation, OwnAnswers
from sportello.store.documents import Document
from sportello.store.files import File
from sportello.store.folder import CalendarFeed
from sportello.store.limits import Tally
from sportello.store.mandates import Mandate
from sportello.store.money import Transfer
from sportello.store.openid import Linked

BATCH = 200
COUNT = "SELECT {named}, count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
NAME_IN_WRAPPED = "substring({column} from 3 for get_byte({column}, 1))"  # see `core.vault` for both forms
NAME_IN_INDEX = "substring({column} from 1 for 2)"

Column = tuple[type[Model], str, bool, bool]
"""Table and column, whether wrapped keys are in it, and whether rotating renews it."""


@dataclass(frozen=True)
class Renewal:
    """How the rows of a table come under the current key: `column` begins with what names the key."""

    table: type[Model]
    column: str
    renew: Callable[[Any], None]
    changes: tuple[str, ...]
    wrapped: bool  # a wrapped key; else a blind index


@dataclass(frozen=True)
class Progress:
    """How far the rotation of one column is. `failed` rows could not be opened, and are as they were."""

    name: str
    renewed: int
    failed: int


@dataclass(frozen=True)
class Use:
    """How many rows of a column name a master key. `renewable`: rotating changes that."""

    name: str
    key: str
    count: int
    renewable: bool


def rotate() -> Iterator[Progress]:
    """Bring everything that can be under the current key; tell after each batch."""
    for renewal in RENEWALS:
        yield from _rotate_column(renewal)


def count_uses() -> list[Use]:
    """Count the rows by the master key they name. Reads whole tables.

    What was told to the city and is not kept cannot be indexed again: a client's token, a calendar's address and whom
    an issuer elsewhere knows, until they are next used; the idempotency key of a request and its body; and a
    code, which lasts as long as it says. What is on its way, and what limits count, is gone within a day or as long as
    they count.
    """
    renewable: list[Column] = [(one.table, one.column, one.wrapped, True) for one in RENEWALS]
    return [
        Use(_name(table, column), key, count, may)
        for table, column, wrapped, may in [*renewable, *FIXED]
        for key, count in _count(table, column, wrapped)
    ]


def _rotate_column(renewal: Renewal) -> Iterator[Progress]:
    renewed, failed, after = 0, 0, None
    while True:
        with transaction.atomic():
            rows = _outdated(renewal, after)
            good = [row for row in rows if _renews(renewal, row)]
            renewal.table._default_manager.bulk_update(good, renewal.changes)
        renewed, failed = renewed + len(good), failed + len(rows) - len(good)
        yield Progress(_name(renewal.table, renewal.column), renewed, failed)
        if len(rows) < BATCH:
            return
        after = rows[-1].pk


def _outdated(renewal: Renewal, after: Any) -> list[Any]:
    """Read and lock the next rows that name another key. Rows that refer to them may be written meanwhile."""
    now = city.current().vault.current
    head = now.head if renewal.wrapped else now.mark
    rows: QuerySet[Any] = renewal.table._default_manager.annotate(named=_first_bytes(renewal.column, len(head)))
    rows = rows.filter(named__isnull=False).exclude(named=head).select_for_update(no_key=True).order_by("pk")
    return list(rows.filter(pk__gt=after)[:BATCH] if after else rows[:BATCH])


def _renews(renewal: Renewal, row: Any) -> bool:
    try:
        renewal.renew(row)
    except Refused:
        return False
    return True


def _renew_case_key(row: CaseKey) -> None:
    row.wrapped = _wrap_again(row.wrapped, row.case_id, row.party_id)


def _renew_key(row: Draft | OwnAnswers | File | Document | Mandate | Transfer | Party | Account) -> None:
    row.wrapped_key = _wrap_again(row.wrapped_key, row.id, None)


def _wrap_again(wrapped: Any, owner: Any, party: Any) -> bytes:
    at_home = city.current()
    key = at_home.vault.unwrap(bytes(wrapped), owner, party)
    return at_home.vault.wrap(key, owner, party, at_home.random)


def _renew_case(case: Case) -> None:
    """Index a case again, from its answers and its key."""
    key = sealing.case_key(case)
    case.finds = finding.finds(live.edition(case.edition), answers.of(case, key), city.current().vault)
    case.secret_index = sealing.index("secret", sealing.case_secret(key))


def _renew_draft(draft: Draft) -> None:
    """Index a draft again by its code, which stands in what is sealed."""
    content = sealing.open_json(sealing.draft_key(draft), draft.id, "draft", draft.sealed)
    draft.code_index = sealing.index("code", content["code"])


def _renew_draft_contact(contact: DraftContact) -> None:
    contact.index = drafts.index_again(contact)


def _renew_contact(contact: Contact) -> None:
    contact.index = contacts.index_again(contact)


def _renew_device(device: Device) -> None:
    device.index = pushing.index_again(device)


FIXED: tuple[Column, ...] = (
    (Client, "token_index", False, False),
    (Case, "idempotency", False, False),
    (Case, "body_hash", False, False),
    (CalendarFeed, "code_index", False, False),
    (Mandate, "code_index", False, False),
    (Invitation, "code_index", False, False),
    (Code, "index", False, False),
    (Code, "wrapped_key", True, False),
    (Dispatch, "wrapped_key", True, False),
    (Recovery, "stop_index", False, False),
    (Linked, "index", False, False),
    (Tally, "key", False, False),
)
RENEWALS = (
    Renewal(CaseKey, "wrapped", _renew_case_key, ("wrapped",), wrapped=True),
    *(
        Renewal(table, "wrapped_key", _renew_key, ("wrapped_key",), wrapped=True)
        for table in (Draft, OwnAnswers, File, Document, Mandate, Transfer, Party, Account)
    ),
    Renewal(Contact, "index", _renew_contact, ("index",), wrapped=False),
    Renewal(Device, "index", _renew_device, ("index",), wrapped=False),
    Renewal(Draft, "code_index", _renew_draft, ("code_index",), wrapped=False),
    Renewal(DraftContact, "index", _renew_draft_contact, ("index",), wrapped=False),
    Renewal(Case, "secret_index", _renew_case, ("secret_index", "finds"), wrapped=False),
)


def _name(table: type[Model], column: str) -> str:
    """Name a column as people find it in the database."""
    return f"{table._meta.db_table}.{column}"


def _first_bytes(column: str, count: int) -> Func:
    return Func(F(column), Value(1), Value(count), function="substring", output_field=BinaryField())


def _count(table: type[Model], column: str, wrapped: bool) -> list[tuple[str, int]]:
    """Count the rows of a column by the key they name; of an index, by the id of the key with this mark."""
    marks = {key.mark: key.id for key in city.current().vault.keys}
    named = NAME_IN_WRAPPED if wrapped else NAME_IN_INDEX
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(named=named.format(column=column), table=table._meta.db_table, column=column))
        found = [(bytes(name), count) for name, count in cursor.fetchall()]
    return [(name.decode() if wrapped else marks.get(name, f"unknown {name.hex()}"), count) for name, count in found]
