"""Drafts: saved after each answer, resumed by code from any door, kept 100 days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, erasing, erasures, live, parties, sealing
from sportello.actions.erasures import Erasure
from sportello.core import finding, intake, interview, references
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.core.vault import Key
from sportello.store import cases as tables
from sportello.store.files import File

KEEP = timedelta(days=100)


@dataclass(frozen=True)
class Open:
    """A draft being worked on. `newer` tells that the service has a newer edition than the draft's.

    `code` is empty for who acts for another: it would outlive the mandate. `is_own` tells that it lies in the folder of
    whose affairs these are, and not with whoever has its code.
    """

    id: UUID
    service: Service
    draft: interview.Draft
    language: str
    code: str
    expires_at: datetime
    newer: bool
    is_own: bool


def begin(service_id: str, language: str, *, by: Actor) -> Open:
    """Begin a draft of a service. The caller holds its id from now on.

    Refused `service.unknown`, `service.closed`, `service.not_open_yet`, `language.unknown`, `mandate.scope`.
    """
    service = live.service(service_id)
    access.check_covers(service.id, by)
    intake.check_open(service, live.today())
    check_language(language)
    now, draft_id = city.now(), city.new_id()
    code = references.new_code(city.current().random(references.RANDOM_BYTES))
    key, wrapped = sealing.new_key(draft_id)
    row = tables.Draft(
        id=draft_id,
        service=service.id,
        edition=service.edition,
        language=language,
        channel=by.channel,
        party_id=by.subject,
        wrapped_key=wrapped,
        sealed=b"",
        code_index=sealing.index("code", code),
        changed_at=now,
        expires_at=now + KEEP,
    )
    _seal(row, key, interview.Draft(), code)
    row.save(force_insert=True)
    return _open(row, by)


def get(draft_id: UUID, *, by: Actor) -> Open:
    """Get a draft to go on with. Refused `draft.not_found`, `draft.expired`, `draft.sent`."""
    return _open(_get(draft_id, by), by)


def save(draft_id: UUID, draft: interview.Draft, *, by: Actor) -> None:
    """Keep the answers given so far, and the draft for another 100 days."""
    with transaction.atomic():
        row = _get(draft_id, by, lock=True)
        key = sealing.draft_key(row)
        _seal(row, key, draft, _content(row, key)["code"])
        row.changed_at, row.expires_at = city.now(), city.now() + KEEP
        row.save(update_fields=["sealed", "changed_at", "expires_at"])
        if row.party_id is None:
            _note_contacts(row, draft)


def speak(draft_id: UUID, language: str, *, by: Actor) -> None:
    """Change the draft's language; its answers stay."""
    check_language(language)
    _get(draft_id, by)
    tables.Draft.objects.filter(id=draft_id).update(language=language)


def resume(code: str, *, by: Actor) -> UUID:
    """Give the id of the draft with this code, for the caller to hold.

    Refused `draft.not_found` (mistyped codes too), `draft.expired`, `draft.sent`.
    """
    row = tables.Draft.objects.filter(code_index__in=sealing.search_code("code", code)).first()
    if row is None:
        raise Refused("draft.not_found")
    _check_usable(row)
    return row.id


def upgrade(draft_id: UUID, *, by: Actor) -> Open:
    """Move the draft to the service's live edition; every answer stays in it, fitting or not."""
    with transaction.atomic():
        row = _get(draft_id, by, lock=True)
        row.edition = live.service(row.service).edition
        row.save(update_fields=["edition"])
    return _open(row, by)


def check_usable(draft_id: UUID, *, by: Actor) -> None:
    """Refuse as `get` does."""
    _get(draft_id, by)


def move(row: tables.Draft) -> None:
    """Give a draft another id, key and code, inside a transaction that locked it: who knew the former ones is out."""
    before, content = row.id, _content(row, sealing.draft_key(row))
    code = references.new_code(city.current().random(references.RANDOM_BYTES))
    row.id = city.new_id()
    key, row.wrapped_key = sealing.new_key(row.id)
    row.code_index = sealing.index("code", code)
    _seal(row, key, interview.Draft(content["answers"], frozenset(content["closed"])), code)
    row.save(force_insert=True)
    File.objects.filter(draft=before).update(draft=row, owner=f"draft:{row.id}")
    tables.Draft.objects.filter(id=before).delete()


def discard(draft_id: UUID, *, by: Actor) -> None:
    """Delete a draft and its files."""
    with transaction.atomic():
        _get(draft_id, by, lock=True)
        erasures.note(Erasure(drafts=(draft_id,)))
        erasing.erase_drafts([draft_id])


def list_mine(*, by: Actor) -> list[Open]:
    """List the drafts of the party the actor is or acts for, and those held, newest first."""
    mine = tables.Draft.objects.filter(access.their_drafts(by))
    usable = mine.filter(case=None, expires_at__gt=city.now()).order_by("-changed_at")[:50]
    return [_open(row, by) for row in usable]


def offers(opened: Open, *, by: Actor) -> list[interview.Offer]:
    """List answers the party gave the city before and may give again (never put in unasked), in a draft of their own:
    another may have handed them its code, to read what they accept.
    """
    if by.subject is None or not opened.is_own:
        return []
    return interview.prefill(opened.service, opened.draft, parties.known(by.subject), live.today())


def check_language(language: str) -> None:
    """Refuse `language.unknown` for a language the city does not speak."""
    if language not in live.profile().languages:
        raise Refused("language.unknown", language=language, languages=", ".join(live.profile().languages))


def _get(draft_id: UUID, by: Actor, *, lock: bool = False) -> tables.Draft:
    rows = tables.Draft.objects.select_for_update() if lock else tables.Draft.objects
    row = rows.filter(id=draft_id).first()
    if row is None:
        raise Refused("draft.not_found")
    access.check_owner(row, by)
    _check_usable(row)
    return row


def _check_usable(row: tables.Draft) -> None:
    if row.case_id is not None:
        raise Refused("draft.sent")
    if row.expires_at <= city.now():
        raise Refused("draft.expired")


def _open(row: tables.Draft, by: Actor) -> Open:
    content = _content(row, sealing.draft_key(row))
    return Open(
        id=row.id,
        service=live.edition(row.edition),
        draft=interview.Draft(content["answers"], frozenset(content["closed"])),
        language=row.language,
        code=content["code"] if by.mandate is None else "",
        expires_at=row.expires_at,
        newer=row.edition != live.service(row.service).edition,
        is_own=row.party_id is not None and row.party_id == by.subject,
    )


def _note_contacts(row: tables.Draft, draft: interview.Draft) -> None:
    """Keep what a draft that is nobody's may be claimed by."""
    wanted = {sealing.index(*key) for key in finding.contacts(live.edition(row.edition), draft.answers)}
    if wanted != {bytes(one) for one in row.contacts.values_list("index", flat=True)}:
        row.contacts.all().delete()
        tables.DraftContact.objects.bulk_create(tables.DraftContact(draft=row, index=one) for one in wanted)


def index_again(contact: tables.DraftContact) -> bytes:
    """Give a contact's index under the current key. Refused `draft.not_found` when the draft does not hold it."""
    row = contact.draft
    answers = _content(row, sealing.draft_key(row))["answers"]
    for key in finding.contacts(live.edition(row.edition), answers):
        if bytes(contact.index) in sealing.search(*key):
            return sealing.index(*key)
    raise Refused("draft.not_found")


def _content(row: tables.Draft, key: Key) -> Mapping[str, Any]:
    return dict(sealing.open_json(key, row.id, "draft", row.sealed))


def _seal(row: tables.Draft, key: Key, draft: interview.Draft, code: str) -> None:
    content = {"answers": draft.answers, "closed": sorted(draft.closed), "code": code}
    row.sealed = sealing.seal_json(key, row.id, "draft", content)
