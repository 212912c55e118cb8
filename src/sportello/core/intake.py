"""Taking an application in: may it come, is it complete, what does policy say, what has to be stored. All pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sportello.core import (
    applications,
    calendar,
    canonical,
    decisions,
    feel,
    finding,
    ids,
    indexes,
    interview,
    parts,
    references,
    vault,
)
from sportello.core import record as log
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions import Address, File, Group
from sportello.core.services import Promise, Service
from sportello.core.submissions import Attached, Own, Prepared, Row, Submission
from sportello.core.vault import Random, Vault

EVENT = "application.submitted"
RANDOM_BYTES = 256
"""More than the ids, keys and nonces of one application take: worth drawing at once."""


@dataclass(frozen=True)
class Tools:
    """What `prepare` needs of the city: its profile, keys and randomness."""

    profile: Profile
    vault: Vault
    random: Random


def check_open(service: Service, today: date) -> None:
    """Refuse `service.not_open_yet` and `service.closed` outside the service's window."""
    window = service.window
    if window.opens and today < window.opens:
        raise Refused("service.not_open_yet", opens=window.opens)
    if window.closes and today >= window.closes:
        raise Refused("service.closed", closed=window.closes)


def check_assurance(service: Service, by: Actor) -> None:
    """Refuse `assurance.too_low` when the service needs to know more surely who asks."""
    if by.assurance < service.assurance:
        raise Refused("assurance.too_low", needs=service.assurance.name.lower(), has=by.assurance.name.lower())


def body_hash(answers: Mapping[str, Any], language: str) -> str:
    """Hash what a client sent (SHA-256, hex), so that its key cannot be used again for something else.

    To be kept it is indexed under a master key: few answers could be guessed by their hash alone.
    """
    return hashlib.sha256(canonical.write([answers, language])).hexdigest()


def prepare(submission: Submission, tools: Tools) -> Prepared:
    """Check, decide and seal one application.

    Refused as `check_open` and `check_assurance` say; Invalid `application.invalid` with a problem per answer.
    """
    service, today = submission.service, submission.today
    check_open(service, today)
    check_assurance(service, submission.by)
    application = applications.check(service, submission.answers, today)
    confirmed = interview.confirmed(service, application.answers, submission.known)
    facts = applications.facts(application, confirmed)
    decision = service.policy.decide(facts, decision_date(service, facts, today))
    own = parts.divide(service, application, tools.random) if service.own else ()
    bundle = (
        decisions.bundle_apart(decision, service.edition, facts, today, service.policy, own)
        if own
        else decisions.bundle(decision, service.edition, facts, today)
    )
    key = vault.new_key(tools.random)
    secret = secret_of(key)
    row = _seal(submission, application.answers, own, bundle, decision.outcome, key, secret, tools)
    return Prepared(
        row=row,
        files=tuple(list_files(service, application.answers)),
        draft=submission.draft,
        secret=secret,
        reasons=decision.reasons,
        outputs=feel.canonical(decision.outputs),
        own=tuple(_seal_part(part, row, tools) for part in own),
    )


def _seal(
    submission: Submission,
    answers: Mapping[str, Any],
    own: tuple[parts.Part, ...],
    bundle: decisions.Bundle,
    outcome: str,
    key: vault.Key,
    secret: str,
    tools: Tools,
) -> Row:
    """Seal an application under its key, and give it its ids, its event and what it is found by."""
    service, by, now = submission.service, submission.by, submission.now
    random, party = tools.random, by.subject
    id = ids.uuid7(now, random(ids.RANDOM_BYTES))
    event, nonce = _event(submission, id, bundle.hash, outcome, random), random(log.NONCE_BYTES)
    return Row(
        id=id,
        reference=references.new_reference(random(references.RANDOM_BYTES)),
        service=service.id,
        edition=service.edition,
        language=submission.language,
        channel=by.channel,
        client=submission.client,
        party=party,
        outcome=outcome,
        submitted_at=now,
        due_at=_due_at(tools.profile, service.promise, now),
        district=_district(service, answers),
        sealed_answers=key.seal(canonical.write(parts.shared(answers, own) if own else answers), id, "answers", random),
        secret_index=secret_index(tools.vault, secret),
        finds=finding.finds(service, answers, tools.vault),
        idempotency=submission.key.index if submission.key else None,
        body_hash=submission.key.body if submission.key else None,
        wrapped_key=tools.vault.wrap(key, id, party, random),
        decision_id=ids.uuid7(now, random(ids.RANDOM_BYTES)),
        decision_hash=bundle.hash,
        sealed_decision=key.seal(bundle.json, id, "decision", random),
        event_id=event.id,
        event_kind=event.kind,
        event_facts=canonical.encode_texts(event.facts),
        actor=event.actor,
        sealed_nonce=key.seal(nonce, event.id, "nonce", random),
        leaf=log.leaf(nonce, event),
    )


def _seal_part(part: parts.Part, row: Row, tools: Tools) -> Own:
    """Seal what one of two applicants answered about themselves, under a key of its own."""
    id, key = ids.uuid7(row.submitted_at, tools.random(ids.RANDOM_BYTES)), vault.new_key(tools.random)
    sealed = key.seal(canonical.write(part.to_json()), id, "own", tools.random)
    return Own(id, row.id, part.about, tools.vault.wrap(key, id, None, tools.random), sealed)


def decision_date(service: Service, facts: Mapping[str, Any], today: date) -> date:
    """Give the date whose policy and parameters count: today, or the period the applicant named."""
    if service.decide_on == "period" and service.period:
        return facts.get(service.period) or today
    return today


def secret_of(key: vault.Key, purpose: bytes = b"sportello/v1/secret") -> str:
    """Give the secret code of a case, which follows from its key, so that links can be written again."""
    digest = vault.make_mac(key.secret)(purpose)
    return references.new_code(digest[: references.RANDOM_BYTES])


def secret_index(keys: Vault, secret: str) -> bytes:
    """Give the index under which a case's secret is kept."""
    return indexes.make(keys, "secret", secret)


def list_files(service: Service, answers: Mapping[str, Any]) -> list[Attached]:
    """List the files of an application whose answers are checked."""
    found = []
    for question in service.with_files:
        if isinstance(question.type, File):
            found += [Attached(question.id, id, question.type) for id in answers.get(question.id) or []]
        elif isinstance(question.type, Group):
            found += _files_in_rows(question.id, question.type, answers.get(question.id) or [])
    return found


def _files_in_rows(path: str, group: Group, rows: list[Mapping[str, Any]]) -> list[Attached]:
    inner = [(question.id, question.type) for question in group.questions if isinstance(question.type, File)]
    return [
        Attached(f"{path}.{number}.{name}", id, type)
        for number, row in enumerate(rows)
        for name, type in inner
        for id in row.get(name) or []
    ]


def _event(submission: Submission, case: UUID, decision: str, outcome: str, random: Random) -> log.Event:
    service = submission.service
    facts = {
        "service": service.id,
        "edition": service.edition,
        "channel": submission.by.channel,
        "decision": decision,
        "outcome": outcome,
    }
    event_id = ids.uuid7(submission.now, random(ids.RANDOM_BYTES))
    return log.Event(event_id, submission.now, EVENT, submission.by.name, case, facts)


def _due_at(profile: Profile, promise: Promise, now: datetime) -> datetime:
    if promise.unit in ("hours", "minutes"):
        return calendar.due_at(profile.calendar, profile.zone, now, promise.count, promise.unit)
    received = calendar.local_date(now, profile.zone)
    return _due_day(profile.calendar, profile.zone, received, promise.count, promise.unit)


@lru_cache(maxsize=200)
def _due_day(days: calendar.Calendar, zone: Any, received: date, count: int, unit: Any) -> datetime:
    """Compute a due day once a day and promise: counting working days is slow beside the rest."""
    noon = datetime(received.year, received.month, received.day, 12, tzinfo=zone)
    return calendar.due_at(days, zone, noon, count, unit)


def _district(service: Service, answers: Mapping[str, Any]) -> str:
    """Give the district of the first address answered, for figures by district."""
    for question in service.addresses:
        if isinstance(question.type, Address) and answers.get(question.id):
            return str(question.type.coarse(answers[question.id]) or "")
    return ""
