"""Values of many copies at once, as the bytes that COPY reads: the same for all, of one width, or each as it is."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby, repeat

import numpy as np
from numpy.typing import NDArray

from sportello.store import binary

Fixed = NDArray[np.uint8]
"""A row of bytes for each copy."""
Numbers = NDArray[np.int64]
Column = bytes | Fixed | list[bytes]

DIGITS = np.frombuffer(b"".join(f"{byte:02x}".encode() for byte in range(256)), np.uint8).reshape(256, 2)
DASHES = (8, 12, 16, 20)  # in an id, before these of its digits


def draw(count: int, width: int) -> Fixed:
    """Draw random bytes."""
    return np.frombuffer(os.urandom(count * width), np.uint8).reshape(count, width)


def make_ids(milliseconds: Numbers) -> Fixed:
    """Make an id (UUIDv7) of each instant."""
    count = len(milliseconds)
    fresh = draw(count, 16).copy()
    fresh[:, :6] = write_numbers(milliseconds, 8)[:, 2:]
    fresh[:, 6] = fresh[:, 6] & 0x0F | 0x70
    fresh[:, 8] = fresh[:, 8] & 0x3F | 0x80
    return fresh


def write_ids(ids: Fixed) -> Fixed:
    """Write ids as text."""
    return np.insert(DIGITS[ids].reshape(len(ids), 32), DASHES, ord("-"), axis=1)


def write_numbers(values: Numbers, width: int) -> Fixed:
    """Write whole numbers, most significant byte first; in binary, instants and days are such."""
    return np.ascontiguousarray(values, f">i{width}").view(np.uint8).reshape(len(values), width)


def count_instant(at: datetime) -> int:
    """Count the microseconds since 2000, as PostgreSQL does."""
    return (at - binary.EPOCH) // timedelta(microseconds=1)


def read_instants(values: Numbers) -> list[datetime]:
    """Read what `count_instant` gave."""
    return [binary.EPOCH + timedelta(microseconds=value) for value in values.tolist()]


def join(parts: Iterable[Column], count: int) -> Column:
    """Put columns side by side."""
    joined = list[Column]()
    for is_list, group in groupby(parts, lambda part: isinstance(part, list)):
        some = list(group)
        joined += some if is_list else [_join_fixed(some, count)]
    if len(joined) == 1:
        return joined[0]
    return [b"".join(row) for row in zip(*(list_values(part, count) for part in joined), strict=False)]


def list_values(column: Column, count: int) -> Iterable[bytes]:
    """List the values of each copy."""
    if isinstance(column, list):
        return column
    if isinstance(column, bytes):
        return repeat(column, count)
    values: list[bytes] = np.ascontiguousarray(column).view(f"V{column.shape[1]}").ravel().tolist()
    return values


def flatten(column: Column, count: int) -> bytes:
    """Give all of it as one text, copy after copy."""
    return column.tobytes() if isinstance(column, np.ndarray) else b"".join(list_values(column, count))


def fix(values: Sequence[bytes]) -> Fixed:
    """Make a column of values that have one width."""
    return np.frombuffer(b"".join(values), np.uint8).reshape(len(values), -1)


def _join_fixed(parts: Sequence[Column], count: int) -> Column:
    if all(isinstance(part, bytes) for part in parts):
        return b"".join(part for part in parts if isinstance(part, bytes))
    same = [np.frombuffer(part, np.uint8) if isinstance(part, bytes) else np.asarray(part) for part in parts]
    return np.concatenate([np.broadcast_to(part, (count, part.shape[-1])) for part in same], axis=1)
