"""Claiming: what was begun without an account comes into the folder of whoever shows its code."""

from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, record, sealing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.cases import Case, Draft


def claim_case(case_id: UUID, *, by: Actor) -> None:
    """Take a case that is nobody's into the folder of the party the actor is or acts for; its key is wrapped for them.

    The actor holds its secret. Refused `claim.sign_in`, `case.not_found`, `access.not_yours`, `mandate.scope`, and
    `claim.taken` for one that is somebody's already.
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
    """Take a draft that is nobody's into the folder. Refused as `claim_case` says, and `draft.not_found`."""
    party = _claimant(by)
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(id=draft_id).first()
        if draft is None:
            raise Refused("draft.not_found")
        _check(draft, by)
        draft.party_id = party
        draft.save(update_fields=["party"])


def list_claimable(*, by: Actor) -> tuple[list[UUID], list[UUID]]:
    """List the ids of cases and of drafts that the actor holds by their secret and could claim."""
    if by.subject is None or not by.holds:
        return [], []
    cases = Case.objects.filter(id__in=by.holds, party=None)
    drafts = Draft.objects.filter(id__in=by.holds, party=None, case=None, expires_at__gt=city.now())
    return list(cases.values_list("id", flat=True)), list(drafts.values_list("id", flat=True))


def _claimant(by: Actor) -> UUID:
    if by.subject is None:
        raise Refused("claim.sign_in")
    return by.subject


def _check(row: Case | Draft, by: Actor) -> None:
    if row.id not in by.holds:
        raise Refused("access.not_yours")
    if row.party_id is not None:
        raise Refused("claim.taken")
    access.check_covers(row.service, by)
