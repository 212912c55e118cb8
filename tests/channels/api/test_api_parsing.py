"""Whatever comes, the quick way of reading JSON says what the strict one says."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sportello.channels.api import parsing
from sportello.core.errors import Refused

NUMBERS = st.integers() | st.floats() | st.sampled_from([10**15 - 1, 10**15, 2**63, -(2**64)])
ODD = ["1200.00", "1e5", "a:1.5", "[[[[[[[[[[[[[", "-0", '"', "\\", "\x7f", "\ud800", "\x00"]
TEXTS = st.text(max_size=8) | st.sampled_from(ODD)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
JSON = r"""" "a" \ { } [ ] : , -0 - 0 1 01 1.0 1E2 true null NaN Infinity {"a":1,"a":2} "\u0000" "\ud800" é"""
PIECES = st.sampled_from([*JSON.split(), " ", "\n", "9" * 15, "9" * 16, "9" * 41, "\x00", "\x85", "\ufeff"])
DEEP = b"[" * 13 + b"]" * 13


def outcome(read: Any, body: bytes) -> Any:
    try:
        return repr(read(body))  # which tells 1 from True, and a Decimal from a float
    except Refused as refused:
        return refused.code


def check_alike(body: bytes) -> None:
    assert outcome(parsing.read, body) == outcome(parsing._read_strictly, body)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_values_read_alike_both_ways(value: Any, escaped: bool, indent: int | None) -> None:
    check_alike(json.dumps(value, ensure_ascii=escaped, indent=indent).encode(errors="surrogatepass"))


@given(st.lists(PIECES, max_size=8).map("".join))
@example('{"a":1,"a":2}')
@example('{"a":"b","a":"b"}')
@example('{"a":{"b":1,"b":1}}')
@example("-0")
@example("[-0]")
@example("123456789012345")
@example("1234567890123456789012")
@example('{"a": "1.5", "b": 1.5}')
def test_what_is_hardly_json_reads_alike_both_ways(text: str) -> None:
    check_alike(text.encode())


@given(st.binary(max_size=12))
@example(DEEP)
@example(b'["' + b"\xed\xa0\x80" + b'"]')
@example(b"\xff")
@example(b"")
def test_bytes_read_alike_both_ways(body: bytes) -> None:
    check_alike(body)


@pytest.mark.parametrize("text", ['{"answers": {"rent": "1200.00", "rooms": 3, "kind": ["a", "b"]}}', '{"a": "é"}'])
def test_what_most_send_is_read_the_quick_way(text: str) -> None:
    assert parsing._read_plain(text.encode()) == json.loads(text)
