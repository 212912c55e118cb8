"""Taking an application in: may it come, is it complete, what does policy say, what has to be stored. All pure."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
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
    receipts,
    references,
    vault,
)
from sportello.core import record as log
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.notes import Signer
from sportello.core.policy import Decision
from sportello.core.profile import Profile
from sportello.core.questions import Address, File, Group
from sportello.core.services import Service
from sportello.core.vault import Random, Vault

EVENT = "application.submitted"
RANDOM_BYTES = 256
"""More than the ids, keys and nonces of one application take."""


@dataclass(frozen=True)
class Key:
    """What makes a submission one of a kind: a blind index (service, client, client's key), and its body's hash.

    A draft is its own key and has no body to compare. `earlier` are the indexes under master keys that are not the
    current one any more, or not yet everywhere.
    """

    index: bytes
    body: bytes | None
    earlier: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Submission:
    """An application as it comes in. `answers` are JSON by question id; `now` is UTC, `today` the city's date.

    `known` is what the city already knows of the applicant, by `once` name.
    """

    service: Service
    answers: Mapping[str, Any]
    language: str
    by: Actor
    now: datetime
    today: date
    key: Key | None = None
    draft: UUID | None = None
    client: UUID | None = None
    known: Mapping[str, interview.Known] = field(default_factory=dict)


@dataclass(frozen=True)
class Tools:
    """What `prepare` needs of the city: its profile, keys and randomness."""

    profile: Profile
    vault: Vault
    signer: Signer
    random: Random


@dataclass(frozen=True)
class Attached:
    """A file in an application: the path of its answer, its id as given, and the type of the question."""

    path: str
    id: str
    type: File


@dataclass(frozen=True)
class Prepared:
    """An accepted application, ready to be written: one value for each column, all personal data sealed."""

    id: UUID
    reference: str
    service: str
    edition: str
    language: str
    channel: str
    client: UUID | None
    party: UUID | None
    status: str
    outcome: str
    submitted_at: datetime
    due_at: datetime
    district: str
    sealed_answers: bytes
    secret_index: bytes
    finds: list[bytes]
    wrapped_key: bytes
    decision_id: UUID
    decision_hash: str
    sealed_decision: bytes
    event_id: UUID
    event_kind: str
    event_facts: str
    actor: str
    sealed_nonce: bytes
    leaf: bytes
    idempotency: bytes | None
    body_hash: bytes | None
    sealed_reply: bytes | None
    draft: UUID | None
    files: tuple[Attached, ...]
    submitted: "Submitted" = field(repr=False)


@dataclass(frozen=True)
class Submitted:
    """What the applicant gets: reference, secret, the decision so far, the signed promise of a place in the record."""

    case: UUID
    edition: str
    reference: str
    secret: str
    outcome: str
    reasons: tuple[str, ...]
    outputs: Mapping[str, Any]  # canonical FEEL values: numbers and dates as text
    leaf: str  # hex
    promise: str
    due_at: datetime
    repeated: bool = False


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


def body_hash(answers: Mapping[str, Any], language: str) -> bytes:
    """Hash what a client sent, so that its key cannot be used again for something else."""
    return hashlib.sha256(canonical.write([answers, language])).digest()


def prepare(submission: Submission, tools: Tools) -> Prepared:
    """Check, decide and seal one application.

    Refused as `check_open` and `check_assurance` say; Invalid `application.invalid` with a problem per answer.
    """
    service, by, now = submission.service, submission.by, submission.now
    check_open(service, submission.today)
    check_assurance(service, by)
    application = applications.check(service, submission.answers, submission.today)
    answers = application.answers
    facts = applications.facts(application, interview.confirmed(service, answers, submission.known))
    decision = service.policy.decide(facts, decision_date(service, facts, submission.today))
    bundle = decisions.bundle(decision, service.edition, facts, submission.today)

    random = vault.draw_at_once(tools.random, RANDOM_BYTES)
    case_id, key = ids.uuid7(now, random(ids.RANDOM_BYTES)), vault.new_key(random)
    secret = secret_of(key)
    event = _event(submission, case_id, bundle.hash, decision.outcome, random)
    nonce = random(log.NONCE_BYTES)
    leaf = log.leaf(nonce, event)
    reference = references.new_reference(random(references.RANDOM_BYTES))
    submitted = _submitted(submission, tools, case_id, reference, secret, decision, leaf)
    return Prepared(
        id=case_id,
        reference=submitted.reference,
        service=service.id,
        edition=service.edition,
        language=submission.language,
        channel=by.channel,
        client=submission.client,
        party=by.subject,
        status="received",
        outcome=decision.outcome,
        submitted_at=now,
        due_at=submitted.due_at,
        district=_district(service, answers),
        sealed_answers=key.seal(canonical.write(answers), case_id, "answers", random),
        secret_index=secret_index(tools.vault, secret),
        finds=finding.finds(service, answers, tools.vault),
        wrapped_key=tools.vault.wrap(key, case_id, by.subject, random),
        decision_id=ids.uuid7(now, random(ids.RANDOM_BYTES)),
        decision_hash=bundle.hash,
        sealed_decision=key.seal(bundle.json, case_id, "decision", random),
        event_id=event.id,
        event_kind=event.kind,
        event_facts=canonical.encode(event.facts).decode(),
        actor=event.actor,
        sealed_nonce=key.seal(nonce, event.id, "nonce", random),
        leaf=leaf,
        idempotency=submission.key.index if submission.key else None,
        body_hash=submission.key.body if submission.key else None,
        sealed_reply=key.seal(render_reply(submitted), case_id, "reply", random) if submission.key else None,
        draft=submission.draft,
        files=tuple(list_files(service, answers)),
        submitted=submitted,
    )


def decision_date(service: Service, facts: Mapping[str, Any], today: date) -> date:
    """Give the date whose policy and parameters count: today, or the period the applicant named."""
    if service.decide_on == "period" and service.period:
        return facts.get(service.period) or today
    return today


def secret_of(key: vault.Key) -> str:
    """Give the secret code of a case, which follows from its key, so that links can be written again."""
    digest = hmac.new(key.secret, b"sportello/v1/secret", "sha256").digest()
    return references.new_code(digest[: references.RANDOM_BYTES])


def secret_index(keys: Vault, secret: str) -> bytes:
    """Give the index under which a case's secret is kept."""
    return indexes.make(keys, "secret", secret)


def list_files(service: Service, answers: Mapping[str, Any]) -> list[Attached]:
    """List the files of an application whose answers are checked."""
    found = []
    for question in service.questions:
        if isinstance(question.type, File):
            found += [Attached(question.id, id, question.type) for id in answers.get(question.id) or []]
        elif isinstance(question.type, Group):
            found += _files_in_rows(question.id, question.type, answers.get(question.id) or [])
    return found


def _files_in_rows(path: str, group: Group, rows: list[Mapping[str, Any]]) -> list[Attached]:
    inner = [(question.id, question.type) for question in group.questions if isinstance(question.type, File)]
    if not inner:
        return []
    return [
        Attached(f"{path}.{number}.{name}", id, type)
        for number, row in enumerate(rows)
        for name, type in inner
        for id in row.get(name) or []
    ]


def render_reply(submitted: Submitted) -> bytes:
    """Write what was answered, so that a repeated request gets the same."""
    return canonical.encode(
        {
            "case": submitted.case,
            "edition": submitted.edition,
            "reference": submitted.reference,
            "secret": submitted.secret,
            "outcome": submitted.outcome,
            "reasons": list(submitted.reasons),
            "outputs": submitted.outputs,
            "leaf": submitted.leaf,
            "promise": submitted.promise,
            "due_at": submitted.due_at,
        }
    )


def read_reply(reply: Mapping[str, Any]) -> Submitted:
    """Read what `render_reply` wrote, as the answer to a repeated request."""
    return Submitted(
        **{
            **reply,
            "case": UUID(reply["case"]),
            "reasons": tuple(reply["reasons"]),
            "due_at": datetime.fromisoformat(reply["due_at"]),
            "repeated": True,
        }
    )


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


def _submitted(
    submission: Submission, tools: Tools, case: UUID, reference: str, secret: str, decision: Decision, leaf: bytes
) -> Submitted:
    service, profile = submission.service, tools.profile
    return Submitted(
        case=case,
        edition=service.edition,
        reference=reference,
        secret=secret,
        outcome=decision.outcome,
        reasons=decision.reasons,
        outputs=feel.canonical(decision.outputs),
        leaf=leaf.hex(),
        promise=receipts.make(leaf, submission.now, tools.signer),
        due_at=_due_at(profile, service.promise.count, service.promise.unit, submission.now),
    )


def _due_at(profile: Profile, count: int, unit: Any, now: datetime) -> datetime:
    if unit in ("hours", "minutes"):
        return calendar.due_at(profile.calendar, profile.zone, now, count, unit)
    return _due_day(profile.calendar, profile.zone, calendar.local_date(now, profile.zone), count, unit)


@lru_cache(maxsize=200)
def _due_day(days: calendar.Calendar, zone: Any, received: date, count: int, unit: Any) -> datetime:
    """Compute a due day once a day and promise: counting working days is slow beside the rest."""
    noon = datetime(received.year, received.month, received.day, 12, tzinfo=zone)
    return calendar.due_at(days, zone, noon, count, unit)


def _district(service: Service, answers: Mapping[str, Any]) -> str:
    """Give the district of the first address answered, for figures by district."""
    for question in service.questions:
        if isinstance(question.type, Address) and answers.get(question.id):
            return str(question.type.coarse(answers[question.id]) or "")
    return ""
