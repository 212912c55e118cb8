"""The city's vault as actions use it: keys of cases, drafts and files; sealed JSON and text; blind indexes."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects

from sportello.actions import city
from sportello.core import canonical, indexes, intake, references, vault
from sportello.core.errors import Refused
from sportello.core.vault import Key
from sportello.store.accounts import Account, Code, Dispatch, Party
from sportello.store.cases import Case, CaseKey, Draft, OwnAnswers
from sportello.store.documents import Document
from sportello.store.files import File
from sportello.store.mandates import Mandate
from sportello.store.money import Transfer

log = structlog.get_logger()

Sealed = bytes | memoryview
"""Encrypted bytes, as the database gives them back."""


def new_key(owner: UUID) -> tuple[Key, bytes]:
    """Make a key for an owner nobody has claimed; give it with its wrapping."""
    at_home = city.current()
    key = vault.new_key(at_home.random)
    return key, at_home.vault.wrap(key, owner, None, at_home.random)


def case_key(case: Case) -> Key:
    """Get the key of a case by any of its wrappings; Refused `vault.missing` where none is left.

    The row keeps it: one deed asks for it several times.
    """
    key: Key | None = case.__dict__.get("opened_key")
    return key or open_key(case, case.__dict__.get("keys_read") or case.keys.order_by("id")[:1])


def open_key(case: Case, keys: Iterable[CaseKey]) -> Key:
    """Get the key of a case by the first of these wrappings, for `case_key` to give from now on."""
    for wrapped in keys:
        key = unwrap(case.id, wrapped.wrapped, wrapped.party_id)
        case.__dict__["opened_key"] = key
        return key
    raise Refused("vault.missing")


def read_keys(cases: Sequence[Case]) -> None:
    """Read the wrapped keys of many cases at once, for `case_key` to open."""
    prefetch_related_objects(cases, Prefetch("keys", CaseKey.objects.order_by("id"), to_attr="keys_read"))


def list_wrapped(cases: Collection[UUID]) -> dict[UUID, tuple[bytes, UUID | None]]:
    """List for `unwrap` the wrapping of each case that `case_key` takes; a case without keys is not in it."""
    rows = CaseKey.objects.filter(case_id__in=cases).order_by("-id").values_list("case_id", "wrapped", "party")
    return {case: (bytes(wrapped), party) for case, wrapped, party in rows}


def unwrap(case: UUID, wrapped: Sealed, party: UUID | None) -> Key:
    """Unwrap a case's key. Refused as `Vault.unwrap` says."""
    return city.current().vault.unwrap(bytes(wrapped), case, party)


def draft_key(draft: Draft) -> Key:
    """Get the key of a draft."""
    return _unwrap(draft)


def own_key(own: OwnAnswers) -> Key:
    """Get the key of what one of two applicants answered about themselves."""
    return _unwrap(own)


def file_key(file: File) -> Key:
    """Get the key of an uploaded file."""
    return _unwrap(file)


def document_key(document: Document) -> Key:
    """Get the key of an issued document."""
    return _unwrap(document)


def party_key(party: Party) -> Key:
    """Get the key of a party."""
    return _unwrap(party)


def mandate_key(mandate: Mandate) -> Key:
    """Get the key of a mandate."""
    return _unwrap(mandate)


def transfer_key(transfer: Transfer) -> Key:
    """Get the key of who paid a transfer."""
    return _unwrap(transfer)


def account_key(account: Account) -> Key:
    """Get the key of an account, made when it is first asked for."""
    if account.wrapped_key is None:
        _, wrapped = new_key(account.id)
        Account.objects.filter(id=account.id, wrapped_key=None).update(wrapped_key=wrapped)
        account.refresh_from_db(fields=["wrapped_key"])  # another process may have been first
    return _unwrap(account)


def sent_key(row: Code | Dispatch) -> Key:
    """Get the key of what was sent to a contact."""
    return _unwrap(row)


def seal(key: Key, owner: UUID, purpose: str, plain: bytes) -> bytes:
    """Encrypt bytes for an owner and a purpose."""
    return key.seal(plain, owner, purpose, city.current().random)


def open(key: Key, owner: UUID, purpose: str, sealed: Sealed) -> bytes:
    """Decrypt what `seal` gave."""
    return key.open(bytes(sealed), owner, purpose)


def find_stored(key: Key, owner: UUID, purpose: str, name: str) -> bytes | None:
    """Find and decrypt what was stored; None, and a line in the log, when it is gone or not what was put there.

    Refused `storage.unavailable` when nobody can tell: it may well be there.
    """
    try:
        return open(key, owner, purpose, city.current().files.read(name))
    except Refused as refused:
        if refused.code == "storage.unavailable":
            raise
        log.error("storage.damaged", name=name, code=refused.code)
        return None


def seal_json(key: Key, owner: UUID, purpose: str, value: Any) -> bytes:
    """Encrypt a JSON value; decimals, dates and ids become text."""
    return seal(key, owner, purpose, canonical.write(value))


def open_json(key: Key, owner: UUID, purpose: str, sealed: Sealed) -> Any:
    """Decrypt a JSON value."""
    return json.loads(open(key, owner, purpose, sealed))


def seal_text(key: Key, owner: UUID, text: str) -> bytes:
    """Encrypt a text."""
    return seal(key, owner, "text", text.encode())


def open_text(key: Key, owner: UUID, sealed: Sealed) -> str:
    """Decrypt a text."""
    return open(key, owner, "text", sealed).decode()


def case_secret(key: Key) -> str:
    """Give the secret code of a case."""
    return intake.secret_of(key)


def mailed_secret(key: Key) -> str:
    """Give the code that stands in messages of a case in place of its secret: it may be taken back."""
    return intake.secret_of(key, b"sportello/v1/mailed")


def secret_indexes(secret: str) -> tuple[bytes, ...]:
    """Give the indexes under which a case's secret may be kept: while rotating, by the current key or an older one."""
    return tuple(intake.secret_index(vault, secret) for vault in city.current().vault.singles)


def index(kind: str, normal: str) -> bytes:
    """Give the blind index of a text in normal form."""
    return indexes.make(city.current().vault, kind, normal)


def search(kind: str, normal: str) -> tuple[bytes, ...]:
    """Give the blind indexes to look for: while rotating, rows have that of the current key or of an older one."""
    return indexes.search(city.current().vault, kind, normal)


def hold(kind: str, normal: str) -> None:
    """Let one at a time do something with what a text names, until the caller's transaction ends.

    PostgreSQL is told blind indexes: what statements are given may be logged. All of them, as two processes may not
    have come equally far in rotating keys.
    """
    with connection.cursor() as cursor:
        for one in sorted(search(kind, normal)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(one[:8], signed=True)])


def search_code(kind: str, typed: str) -> tuple[bytes, ...]:
    """Give the blind indexes to look for of a code as it was typed; none where it cannot be one."""
    try:
        return search(kind, references.read_code(typed))
    except Refused:
        return ()


def _unwrap(row: Draft | OwnAnswers | File | Document | Mandate | Party | Account | Code | Dispatch | Transfer) -> Key:
    return city.current().vault.unwrap(bytes(row.wrapped_key or b""), row.id, None)
