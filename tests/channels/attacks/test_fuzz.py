"""Whatever is typed at the door of accounts and whatever headers come: no failure, no trace of our own.

Few examples here, always the same; as many as you like by `SPORTELLO_TEST_FUZZ=2000 make test ARGS="-k fuzz"`.
"""

import os
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import town as towns
from tests.channels.signing import sign_in
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.core.assurance import Means
from sportello.store.accounts import Account

EXAMPLES = int(os.environ.get("SPORTELLO_TEST_FUZZ", "3"))
fuzzed = settings(
    max_examples=EXAMPLES,
    derandomize="SPORTELLO_TEST_FUZZ" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
FIELDS = {
    "/sign-in": ("contact", "next", "account"),
    "/sign-in/password": ("login", "password", "next"),
    "/sign-in/code": ("code",),
    "/sign-in/paper": ("number", "code"),
    "/sign-in/denied": ("number",),
    "/sign-in/open": ("name",),
    "/sign-in/second": ("code", "credential"),
    "/sign-in/passkey": ("credential", "next"),
    "/sign-in/recover": ("password", "contact", "finish"),
    "/account/stop/7QK2-M9FX-3RTA": ("stop",),
    "/account/again": ("password", "code", "credential", "contact", "next"),
    "/account/contacts/add": ("contact",),
    "/account/password": ("password", "remove"),
    "/account/letter": ("code",),
    "/account/app/add": ("code",),
    "/account/passkeys/add": ("name", "credential"),
    "/track": ("reference", "code"),
    "/resume": ("code",),
    "/my/mandates/code": ("code", "accept"),
    "/my/mandates/new": ("side", "kind", "months", "services"),
    "/my/acting": ("mandate",),
    "/my/claim": ("next",),
}
NASTY = st.sampled_from(
    [
        "\x00",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "a@b\r\nBcc: c@d.example",
        "ana@example.org",
        "+12145550142",
        "٣٤٥٦٧٨",
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "9" * 5000,
        '{"id": []}',
        "[]",
        "null",
        "00000000-0000-0000-0000-000000000000",
    ]
)
TEXTS = NASTY | st.text(max_size=300)
HEADERS = st.dictionaries(
    st.sampled_from(
        ["Accept-Language", "User-Agent", "Referer", "Origin", "X-Forwarded-For", "Sec-Fetch-Site", "Cookie"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=200) | NASTY,
    max_size=3,
)
OF_OURS = re.compile(r"Traceback|\.py\b|psycopg|django\.|SELECT |relation \"|site-packages")


def check(answer: Any) -> None:
    """Hold an answer to what every answer keeps: meant, and telling nothing of how it was made."""
    assert answer.status_code < 500, answer.status_code
    assert not OF_OURS.search(answer.content.decode(errors="replace"))
    assert "<script>alert" not in answer.content.decode(errors="replace")


@pytest.fixture(scope="module")
def account(built_town: Town) -> Any:
    return towns.resident().account


TERMS = {"side": "giver", "kind": "carer", "months": "6"}
FAILED_ONCE = [
    ("/sign-in/paper", {"number": "\x00", "code": "7QK2-M9FX-3RTA"}),
    ("/sign-in/passkey", {"credential": "9" * 5000}),
    ("/sign-in/passkey", {"credential": "[" * 100_000}),
    ("/account/passkeys/add", {"credential": "9" * 5000}),
    ("/account/passkeys/add", {"name": "\x00", "credential": "{}"}),
    ("/account/app/add", {"code": "\x00"}),
    ("/my/mandates/new", {**TERMS, "services": "a" * 5000}),
]


@pytest.mark.parametrize(("path", "fields"), FAILED_ONCE)
def test_what_readers_failed_at_is_refused(town: Town, account: Any, path: str, fields: dict[str, str]) -> None:
    visitor = Visitor()
    if not path.startswith("/sign-in"):
        sign_in(visitor.client, account, Means.CODE)
    answer = visitor.client.post(path, fields)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("path", FIELDS)
def test_fuzz_forms(town: Town, account: Any, path: str) -> None:
    @fuzzed
    @given(st.booleans(), st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS[path], TEXTS)), HEADERS)
    def ask(known: bool, fields: dict[str, str], headers: dict[str, str]) -> None:
        visitor = Visitor()
        if known:
            visitor.client.force_login(Account.objects.get(id=account))
        told = {name: value.replace("\r", "").replace("\n", "") for name, value in headers.items()}
        check(visitor.client.post(path, fields, headers=told))
        check(visitor.client.get(path, fields, headers=told))

    ask()
