"""Claiming: what was begun without an account comes into the folder of whoever shows its code.

Or of whoever has confirmed the phone number or e-mail address that its applicant gave as their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from sportello.actions import access, accounts, answers, city, contacts, drafts, live, record, sealing
from sportello.core import finding
from sportello.core.actors import Actor
from sportello.core.delivery import DENIED
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.store.cases import Case, Draft
from sportello.store.messages import Silence

MOST = 50


@dataclass(frozen=True)
class Found:
    """What may be the actor's: no more is told of it than which service, and when, before they claim it."""

    id: UUID
    service: Service
    at: datetime
    is_draft: bool


def claim_case(case_id: UUID, *, by: Actor) -> None:
    """Take a case that is nobody's into the folder of the party the actor is or acts for; its key is wrapped for them.

    The actor holds its secret, or confirmed its contact. Refused `claim.sign_in`, `case.not_found`,
    `access.not_yours`, `mandate.scope`, and `claim.taken` for one that is somebody's already.
    """
    party = _claimant(by)
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(id=case_id).first()
        if case is None:
            raise Refused("case.not_found")
        _check(case, by)
        key, at_home = sealing.case_key(case), city.current()
        wrapped = at_home.vault.wrap(key, case.id, party, at_home.random)
        case.keys.filter(party=None).update(party=party, wrapped=wrapped)
        case.party_id = party
        case.save(update_fields=["party"])
        case.bills.filter(party=None).update(party=party)
        record.append("case.claimed", by=by, case=case)


def claim_draft(draft_id: UUID, *, by: Actor) -> None:
    """Take a draft that is nobody's into the folder. Refused as `claim_case` says, and `draft.not_found`.

    One that is claimed by its contact gets another id and code: anybody can give somebody's address, to read later what
    they go on to answer.
    """
    party = _claimant(by)
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(id=draft_id).first()
        if draft is None:
            raise Refused("draft.not_found")
        _check(draft, by)
        draft.contacts.all().delete()
        draft.party_id = party
        if draft.id in by.holds:
            draft.save(update_fields=["party"])
        else:
            drafts.move(draft)


def list_claimable(*, by: Actor) -> tuple[list[UUID], list[UUID]]:
    """List the ids of cases and of drafts that the actor holds by their secret and could claim."""
    if by.subject is None or not by.holds:
        return [], []
    cases = Case.objects.filter(id__in=by.holds, party=None, co_party=None)
    begun = Draft.objects.filter(id__in=by.holds, party=None, case=None, expires_at__gt=city.now())
    return list(cases.values_list("id", flat=True)), list(begun.values_list("id", flat=True))


def list_found(*, by: Actor) -> list[Found]:
    """List the cases and drafts that are nobody's, of people who gave a contact which the actor has confirmed.

    For oneself alone: nothing to who acts for another. What a phone number was given for when somebody else may have
    had it is not found, nor by what its reader has said is somebody else's; the code of its receipt claims it.
    """
    if by.party is None or by.mandate is not None or by.account is None:
        return []
    held: dict[finding.Key, contacts.Held] = {
        (one.contact.kind, one.contact.normal): one
        for one in contacts.list_of(accounts.get_own(by))
        if one.silenced != DENIED
    }
    wanted = {index: one for key, one in held.items() for index in sealing.search(*key)}
    if not wanted:
        return []
    return [*_find_cases(held, list(wanted)), *_find_drafts(wanted)]


def _find_cases(held: Mapping[finding.Key, contacts.Held], wanted: list[bytes]) -> Iterator[Found]:
    """Find cases; opened to see that the contact is the applicant's own, and not of somebody they named."""
    nobodys = Case.objects.filter(party=None, co_party=None, client=None, finds__overlap=wanted)
    nobodys = nobodys.exclude(Exists(Silence.objects.filter(case=OuterRef("id"), why=DENIED)))
    for case in nobodys.order_by("-submitted_at")[:MOST]:
        service = live.edition(case.edition)
        given = held.keys() & finding.contacts(service, answers.of(case))
        if any(held[key].was_theirs(case.submitted_at) for key in given):
            yield Found(case.id, service, case.submitted_at, is_draft=False)


def _find_drafts(wanted: Mapping[bytes, contacts.Held]) -> Iterator[Found]:
    usable = Draft.objects.filter(party=None, case=None, expires_at__gt=city.now(), contacts__index__in=list(wanted))
    for draft in usable.distinct().order_by("-changed_at").prefetch_related("contacts")[:MOST]:
        given = (wanted.get(bytes(one.index)) for one in draft.contacts.all())
        if any(one is not None and one.was_theirs(draft.changed_at) for one in given):
            yield Found(draft.id, live.edition(draft.edition), draft.changed_at, is_draft=True)


def _claimant(by: Actor) -> UUID:
    if by.subject is None:
        raise Refused("claim.sign_in")
    return by.subject


def _check(row: Case | Draft, by: Actor) -> None:
    if access.is_joint(row):
        raise Refused("access.not_yours")
    if row.party_id is None and row.id not in by.holds and row.id not in {one.id for one in list_found(by=by)}:
        raise Refused("access.not_yours")
    if row.party_id is not None:
        raise Refused("claim.taken" if row.id in by.holds else "access.not_yours")
    access.check_covers(row.service, by)
