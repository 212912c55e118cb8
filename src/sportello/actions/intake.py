"""Taking applications in: read, prepared with the city's keys, written, answered; sent again, answered again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sportello.actions import access, city, decisions, drafts, files, live, parties, sealing, writing
from sportello.core import intake, interview, receipts, vault
from sportello.core.actors import Actor
from sportello.core.errors import Invalid, Problem, Refused
from sportello.core.submissions import Key, Prepared, Submission, Submitted
from sportello.store.cases import Case, Draft
from sportello.store.intake import Outcome
from sportello.store.record import Event

REFERENCE_TRIES = 5


def submit(
    service_id: str,
    answers: Mapping[str, Any],
    language: str,
    *,
    by: Actor,
    key: str | None = None,
    client: UUID | None = None,
) -> Submitted:
    """Take in an application that came whole. It is stored when this returns; refused as `read` and `begin` say."""
    return _take_in(read(service_id, answers, language, by=by, key=key, client=client))


def read(
    service_id: str,
    answers: Mapping[str, Any],
    language: str,
    *,
    by: Actor,
    key: str | None = None,
    client: UUID | None = None,
) -> Submission:
    """Give an application that came whole as a submission of this moment; Refused `service.unknown`.

    `key` is the client's idempotency key: the same again gives the same answer, with another body it is refused
    `idempotency.other_body`.
    """
    drafts.check_language(language)
    service = live.service(service_id)
    told = f"{service.id}\x00{client or ''}\x00{key}"
    unique = _key("idempotency", told, intake.body_hash(answers, language)) if key else None
    return Submission(service, answers, language, by, city.now(), live.today(), unique, client=client)


def submit_draft(draft_id: UUID, *, by: Actor) -> Submitted:
    """Send a draft. Sending it again gives the same answer; nothing typed in between is lost without a word."""
    row = Draft.objects.filter(id=draft_id).first()
    if row is None:
        raise Refused("draft.not_found")
    access.check_owner(row, by)
    unique = _key("draft", str(draft_id))
    if known := _find_answer(unique):
        return known
    opened = drafts.get(draft_id, by=by)
    answers = {id: value for id, value in opened.draft.answers.items() if value is not None}
    return _take_in(
        Submission(
            opened.service,
            _shown(opened, answers),
            opened.language,
            by,
            city.now(),
            live.today(),
            unique,
            draft=draft_id,
        )
    )


def get_receipt(case_id: UUID, *, by: Actor) -> Submitted:
    """Get again what the applicant was given; Refused `case.not_found`.

    Who acts for another is given no secret: it would outlive the mandate. Nor are two who applied together.
    """
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise Refused("case.not_found")
    access.check_owner(case, by)
    submitted = _answer_again(case)
    return submitted if by.mandate is None and not access.is_joint(case) else submitted._replace(secret="")


def prepare(submission: Submission) -> Prepared:
    """Check, decide and seal a submission with the city's own keys, its files included."""
    at_home = city.current()
    access.check_covers(submission.service.id, submission.by)
    if submission.by.subject is not None:
        submission = submission._replace(known=parties.known(submission.by.subject))
    random = vault.draw_at_once(at_home.random, intake.RANDOM_BYTES)
    tools = intake.Tools(live.profile(), at_home.vault, random)
    with at_home.tracer.span("intake.prepare"):
        prepared = intake.prepare(submission, tools)
    if prepared.files:
        _check_files(prepared, submission.by)
    return prepared


def begin(submission: Submission) -> Prepared | Submitted:
    """Prepare a submission for `writing.put`; or give what was answered, where it came before and could not come again.

    Raises Invalid `application.invalid`; refused also as `core.intake.prepare` and `actions.files.check_usable` say.
    Whether it came before is otherwise found out by the writing, since a look for each would cost a query.
    """
    if submission.key and submission.key.earlier and (known := _find_answer(submission.key)):
        return known  # it may have been stored under another master key, where the writing does not look
    try:
        return prepare(submission)
    except Refused:  # the service has closed since, or its files are taken: what was answered still stands
        if submission.key and (known := _find_answer(submission.key)):
            return known
        raise


def settle(submission: Submission, end: Submitted | Outcome) -> Submitted:
    """Give the answer to a submission whose writing ended so; where its reference was taken, write it under another."""
    for _ in range(REFERENCE_TRIES):
        if isinstance(end, Submitted):
            return end
        if end is Outcome.REPEATED and submission.key and (known := _find_answer(submission.key)):
            return known
        begun = begin(submission)
        end = begun if isinstance(begun, Submitted) else writing.write(begun)
    raise Refused("intake.busy")


def _take_in(submission: Submission) -> Submitted:
    begun = begin(submission)
    return begun if isinstance(begun, Submitted) else settle(submission, writing.write(begun))


def _shown(opened: drafts.Open, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what conditions hide: it stays in the draft."""
    shown = {question.id for question in interview.path(opened.service, opened.draft)}
    return {id: value for id, value in answers.items() if id in shown}


def _check_files(prepared: Prepared, by: Actor) -> None:
    """Refuse files that are not this actor's, or not what the question takes, as problems of their answers."""
    problems = []
    for one in prepared.files:
        try:
            files.check_usable(one.id, by=by, accept=one.type.accept, most_bytes=one.type.max_mb * 1024 * 1024)
        except Refused as refused:
            problems.append(Problem(one.path, refused.code, refused.facts))
    if problems:
        raise Invalid("application.invalid", problems)


def _key(kind: str, told: str, body: str | None = None) -> Key:
    index, *earlier = sealing.search(kind, told)
    if body is None:
        return Key(index, None, tuple(earlier))
    of_body, *earlier_bodies = sealing.search("body", body)
    return Key(index, of_body, tuple(earlier), tuple(earlier_bodies))


def _find_answer(key: Key) -> Submitted | None:
    """Find what was answered under this key; Refused `idempotency.other_body`."""
    case = Case.objects.filter(idempotency__in=[key.index, *key.earlier]).first()
    if case is None:
        return None
    kept = bytes(case.body_hash or b"")  # none of what came in before it was indexed under a key
    if key.body is not None and kept and kept not in (key.body, *key.earlier_bodies):
        raise Refused("idempotency.other_body")
    return _answer_again(case)


def _answer_again(case: Case) -> Submitted:
    """Give what was answered when the case was taken in: all of it follows from what is stored."""
    key = sealing.case_key(case)
    first = decisions.first(case, key)
    leaf = bytes(Event.objects.filter(case_id=case.id, kind=intake.EVENT).values_list("leaf", flat=True)[0])
    return Submitted(
        case=case.id,
        edition=first.bundle["edition"],
        reference=case.reference,
        secret=sealing.case_secret(key),
        outcome=first.outcome,
        reasons=tuple(first.bundle["reasons"]),
        outputs=first.bundle["outputs"],
        leaf=leaf.hex(),
        promise=receipts.make(leaf, case.submitted_at, city.current().signer),
        due_at=case.due_at,
        repeated=True,
    )
