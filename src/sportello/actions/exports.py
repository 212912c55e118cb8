"""All of a party's own data as one ZIP: JSON that its schema describes, their papers and files. For the party alone.

Right of access and to data portability: Regulation (EU) 2016/679 (GDPR), articles 15 and 20.
"""

import json
import zipfile
from collections.abc import Callable
from functools import partial
from importlib import resources
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from sportello.actions import (
    access,
    cases,
    city,
    consents,
    documents,
    drafts,
    entitlements,
    files,
    folder,
    live,
    locker,
    mandates,
    messages,
    own_account,
    parties,
    preferences,
    pushing,
    record,
    replies,
)
from sportello.actions.money import bills
from sportello.actions.openid import consents as openid_consents
from sportello.actions.openid import issuers
from sportello.core import canonical
from sportello.core.actors import Actor
from sportello.core.delivery import Preferences
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.store.cases import Case

SCHEMA = "export.schema.json"
IN_MEMORY = 5 * 1024 * 1024


def write(language: str, *, by: Actor) -> IO[bytes]:
    """Write the ZIP and give it open for reading; what lies damaged in storage is named in it and left out.

    Refused `folder.sign_in`; `folder.own_only` to who acts for another: it is everything there is.
    """
    access.check_own(by)
    written: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller closes it
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        missing: list[str] = []
        told = _tell(archive, language, by, missing)
        archive.writestr("data.json", json.dumps(told | {"missing": missing}, ensure_ascii=False, indent=1))
        archive.writestr(SCHEMA, read_schema())
    record.append("folder.exported", by=by, facts={"cases": len(told["cases"])})
    written.seek(0)
    return written


def read_schema() -> str:
    """Read the JSON Schema (2020-12) of `data.json`."""
    return (resources.files("sportello.actions") / SCHEMA).read_text()


def _tell(archive: zipfile.ZipFile, language: str, by: Actor, missing: list[str]) -> dict[str, Any]:
    assert by.party is not None
    known = parties.known(by.party).items()
    found = Case.objects.filter(access.of_party(by.party, by)).order_by("submitted_at")
    told = {
        "made_at": city.now(),
        "city": say(live.profile().name, language),
        "accounts": own_account.tell_all(by.party),
        "preferences": _tell_preferences(preferences.of(by.party)),
        "devices": pushing.tell_all(by.party),
        "known": [{"name": n, "value": k.value, "source": k.source, "told_on": k.told_on} for n, k in known],
        "cases": [_tell_case(archive, case, by, missing) for case in found],
        "messages": [_tell_message(one) for one in messages.list_of_party(by.party, by=by)],
        "drafts": [
            {"service": one.service.id, "answers": one.draft.answers, "expires_at": one.expires_at}
            for one in drafts.list_mine(by=by)
        ],
        "bills": [_tell_bill(one) for one in bills.list_mine(by=by)],
        "mandates": [
            {"kind": m.kind, "state": m.state, "giver": m.giver, "holder": m.holder, "services": list(m.services)}
            for m in mandates.list_of(by=by)
        ],
        "signs_in_at": openid_consents.tell_all(by.party),
        "signs_in_by": issuers.tell_all(by.party),
        "consents": [
            {"purpose": one.purpose, "given_at": one.given_at, "withdrawn_at": one.withdrawn_at}
            for one in consents.list_of(by=by)
        ],
        "locker": _tell_locker(archive, by, missing),
        "computed": [
            {"service": one.service, "purpose": one.purpose, "day": one.day}
            for one in entitlements.list_computed(by=by)
        ],
        "looks": [
            {"case": one.reference, "who": one.seen.who, "purpose": one.seen.purpose, "hour": one.seen.hour}
            for one in folder.list_looks(by=by)
        ],
    }
    return dict(json.loads(canonical.write(told)))


def _tell_case(archive: zipfile.ZipFile, case: Case, by: Actor, missing: list[str]) -> dict[str, Any]:
    status = cases.get_status(case.id, by=by)
    for file in status.files:
        _keep(archive, f"{case.reference}/files/{file.id} {file.name}", partial(files.read, file.id, by=by), missing)
    for one in status.papers:
        _keep(archive, f"{case.reference}/{one.code}.pdf", partial(documents.read, one.id, by=by), missing)
    ruling = status.ruling
    return {
        "reference": status.reference,
        "service": status.service.id,
        "edition": case.edition,
        "status": status.status,
        "outcome": status.outcome,
        "reasons": list(ruling.reasons) if ruling else [],
        "outputs": _outputs(status),
        "submitted_at": status.submitted_at,
        "closed_at": status.closed_at,
        "keep_until": status.keep_until,
        "answers": status.answers,
        "messages": [_tell_message(one) for one in status.messages],
        "written": [
            {"at": said.at, "text": said.text, "for_you": said.is_others, "name": said.name}
            for said in replies.list_of(case, by=by)
        ],
        "papers": [{"code": p.code, "issued_at": p.issued_at, "valid_until": p.valid_until} for p in status.papers],
        "deeds": [{"at": d.at, "kind": d.kind, "actor": d.actor, "leaf": d.leaf} for d in record.list_of(case)],
    }


def _tell_locker(archive: zipfile.ZipFile, by: Actor, missing: list[str]) -> list[dict[str, Any]]:
    kept = locker.list_of(by=by)
    for one in kept:
        _keep(archive, f"locker/{one.id} {one.name}", partial(files.read, one.id, by=by), missing)
    return [{"name": one.name, "kind": one.kind, "sha256": one.sha256, "added_at": one.added_at} for one in kept]


def _outputs(status: cases.Status) -> dict[str, str]:
    """Give what was decided, as text by name; nothing before that."""
    return {name: str(value) for name, value in status.ruling.outputs.items()} if status.ruling else {}


def _tell_preferences(preferred: Preferences) -> dict[str, Any]:
    begin, end = preferred.quiet or (None, None)
    return {"channel": preferred.channel or "", "quiet_from": begin and str(begin), "quiet_to": end and str(end)}


def _tell_message(told: messages.Told) -> dict[str, Any]:
    return {"subject": told.subject, "body": told.body, "written_at": told.written_at}


def _tell_bill(bill: bills.Seen) -> dict[str, Any]:
    return {
        "titles": dict(bill.titles),
        "amount": bill.amount,
        "currency": bill.currency,
        "reference": bill.reference,
        "due": bill.standing.due,
        "moved": [{"kind": m.kind, "amount": m.amount, "at": m.at, "place": m.place} for m in bill.moved],
    }


def _keep(archive: zipfile.ZipFile, name: str, read: Callable[[], tuple[Any, bytes]], missing: list[str]) -> None:
    try:
        archive.writestr(name.replace("\\", "_"), read()[1])
    except Refused as refused:
        missing.append(f"{name}: {refused.code}")
