"""Statements over columns of many rows, which go to PostgreSQL as arrays in its binary form. Knows no table.

The form is that of `array_recv` in PostgreSQL (one dimension, lower bound 1): packing a column so takes a tenth of what
the driver takes to write the same as text, and the server need not parse it.
"""

import struct
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg
from psycopg import errors, pq

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.toordinal()
NULL = b"\xff\xff\xff\xff"

_MICROSECOND = timedelta(microseconds=1)
_length = struct.Struct("!i").pack
_head = struct.Struct("!iiIii").pack
_eight = struct.Struct("!iq").pack
_four = struct.Struct("!ii").pack
_two = struct.Struct("!ih").pack


class Statement:
    """A statement whose parameters (`$1::uuid[]`) are columns of these kinds; planned once a connection.

    It is run by one call of libpq, for whose whole length other threads go on. The driver's own cursor comes back to
    the interpreter several times in it, and has to wait for its lock each time.
    """

    def __init__(self, text: str, *kinds: str) -> None:
        self._text = text.encode()
        self._name = b"columns_" + sha256(self._text).hexdigest()[:16].encode()
        self._key = (self._text, ())
        self._packers = [packer(kind) for kind in kinds]
        self._formats = [pq.Format.BINARY] * len(kinds)

    def run(self, connection: Any, *columns: Sequence[Any]) -> list[tuple[bytes | None, ...]]:
        """Run it on a connection of Django's, in its transaction if there is one; give rows of values in binary form.

        Raises the driver's errors.
        """
        connection.ensure_connection()
        driver, packed = connection.connection, [pack(one) for pack, one in zip(self._packers, columns, strict=True)]
        if not driver.autocommit and driver.pgconn.transaction_status == pq.TransactionStatus.IDLE:
            _check(driver.pgconn, driver.pgconn.exec_(b"BEGIN"))  # as the driver does it, before the first statement
        if driver.prepare_threshold is None:  # behind a pool that hands out connections by transaction
            result = driver.pgconn.exec_params(self._text, packed, None, self._formats, pq.Format.BINARY)
        else:
            self._prepare(driver)
            result = driver.pgconn.exec_prepared(self._name, packed, self._formats, pq.Format.BINARY)
        _check(driver.pgconn, result)
        width = range(result.nfields)
        return [tuple([result.get_value(row, at) for at in width]) for row in range(result.ntuples)]

    def _prepare(self, driver: Any) -> None:
        """Prepare it, where the driver does not know it: it lets the server forget all after a rollback.

        It stands in the driver's own list therefore, which has no public name (psycopg 3, `_preparing`).
        """
        known = driver._prepared._names
        if self._key not in known:
            _check(driver.pgconn, driver.pgconn.prepare(self._name, self._text))
            known[self._key] = self._name


def _check(pgconn: Any, result: Any) -> None:
    if result.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        return
    if pgconn.status != pq.ConnStatus.OK:
        raise psycopg.OperationalError("the connection is lost")
    raise errors.error_from_result(result)


def packer(kind: str) -> Callable[[Sequence[Any]], bytes]:
    """Give the function that packs values of a type of PostgreSQL; None is null.

    uuid, text, timestamptz, date, boolean, bytea, bigint, integer, smallint; jsonb as it is written; `text: bytea[]` is
    an array of bytes as its text, since arrays of differing lengths do not nest.
    """
    oid, write = _KINDS[kind]

    def pack(values: Sequence[Any]) -> bytes:
        parts = [NULL if value is None else write(value) for value in values]
        return b"".join((_head(1, 1, oid, len(parts), 1), *parts))

    return pack


def _uuid(value: UUID) -> bytes:
    return b"\x00\x00\x00\x10" + value.bytes


def _text(value: str) -> bytes:
    written = value.encode()
    return _length(len(written)) + written


def _literal(values: Sequence[bytes]) -> bytes:
    return _text("{" + ",".join([f'"\\\\x{value.hex()}"' for value in values]) + "}")


def _bytea(value: bytes) -> bytes:
    return _length(len(value)) + value


def _jsonb(value: bytes) -> bytes:
    return _bytea(b"\x01" + value)  # the version of its form


def _timestamptz(value: datetime) -> bytes:
    return _eight(8, (value - EPOCH) // _MICROSECOND)


def _date(value: date) -> bytes:
    return _four(4, value.toordinal() - EPOCH_DAY)


def _boolean(value: bool) -> bytes:
    return b"\x00\x00\x00\x01\x01" if value else b"\x00\x00\x00\x01\x00"


def _bigint(value: int) -> bytes:
    return _eight(8, value)


def _integer(value: int) -> bytes:
    return _four(4, value)


def _smallint(value: int) -> bytes:
    return _two(2, value)


_KINDS: dict[str, tuple[int, Callable[[Any], bytes]]] = {
    "boolean": (16, _boolean),
    "bytea": (17, _bytea),
    "bigint": (20, _bigint),
    "smallint": (21, _smallint),
    "integer": (23, _integer),
    "text": (25, _text),
    "text: bytea[]": (25, _literal),
    "date": (1082, _date),
    "timestamptz": (1184, _timestamptz),
    "uuid": (2950, _uuid),
    "jsonb": (3802, _jsonb),
}
