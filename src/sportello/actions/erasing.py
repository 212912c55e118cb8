"""Erasing for good: cases with key, answers and papers, drafts, a party with all that is theirs.

What the record says of them stays: it names no one, and the nonces of a case go with its key. Stubs of a case's papers
stay as well, so that they can still be checked: these name no one either.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sportello.actions import city, documents, erasures, leaving, record, signed_in
from sportello.actions.erasures import Erasure
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Party
from sportello.store.cases import Case, Draft, OwnAnswers
from sportello.store.files import File
from sportello.store.openid import Consent, Linked


def erase_cases(cases: Sequence[Case], *, by: Actor) -> None:
    """Erase these cases, whoever they belong to; the caller has checked that they may go."""
    erasures.note(Erasure(cases=tuple(case.id for case in cases)))
    for case in cases:
        with transaction.atomic():
            _erase_all([case], by)


def erase_drafts(drafts: Sequence[UUID]) -> None:
    """Erase these drafts with the files that no case took; in a transaction of the caller's, if it locked them."""
    left = File.objects.filter(draft__in=drafts, case=None)
    names = [f"files/{id}" for id in left.values_list("id", flat=True)]
    with transaction.atomic():
        left.delete()
        Draft.objects.filter(id__in=drafts).delete()
        transaction.on_commit(lambda: _delete_files(names))


def erase_party(party_id: UUID, *, by: Actor) -> int:
    """Erase a party with its accounts, drafts and cases; tell how many cases.

    A case that two made together stays the other's: this party's wrapping of its key goes, and the key to what they
    answered about themselves. It is for the party itself and for the city's operators. Refused `access.not_yours`,
    `party.not_found`, and `party.open_cases` while the city still works on one: those are withdrawn or decided first.
    """
    if not by.system and by.party != party_id:
        raise Refused("access.not_yours")
    with transaction.atomic():
        if not Party.objects.select_for_update().filter(id=party_id).exists():
            raise Refused("party.not_found")
        if waiting := _of(party_id).exclude(status="closed").count():
            raise Refused("party.open_cases", count=waiting)
        own = tuple(row.id for case in _shared_cases(party_id) for row in leaving.list_own(case, party_id))
        cases = tuple(case.id for case in _own_cases(party_id))
        erasures.note(Erasure(parties=(party_id,), cases=cases, own=own))
        return _erase_party(party_id, by)


def replay(since: datetime) -> Counter[str]:
    """Erase again what was erased since then and came back with a backup; tell how many of each."""
    told: Counter[str] = Counter()
    for erasure in erasures.list_since(since):
        told.update(_replay(erasure))
    return told


def _replay(erasure: Erasure) -> Counter[str]:
    by = actors.system("restore")
    back = Case.objects.filter(id__in=erasure.cases)
    drafts = list(Draft.objects.filter(id__in=erasure.drafts).values_list("id", flat=True))
    parties = list(Party.objects.filter(id__in=erasure.parties).values_list("id", flat=True))
    told = Counter(cases=len(back), drafts=len(drafts), parties=len(parties))
    with transaction.atomic():
        _erase_all(back, by)
        erase_drafts(drafts)
        for row in OwnAnswers.objects.filter(id__in=erasure.own, sealed__isnull=False).select_related("case"):
            leaving.erase_own(row, by=by)
        for party in parties:
            told["cases"] += _erase_party(party, by)
    return told


def _own_cases(party_id: UUID) -> list[Case]:
    """List the cases that are this party's alone."""
    return list(_of(party_id).filter(Q(party=None) | Q(co_party=None)))


def _shared_cases(party_id: UUID) -> list[Case]:
    """List the cases that are another's too."""
    return list(_of(party_id).filter(party__isnull=False, co_party__isnull=False))


def _of(party_id: UUID) -> QuerySet[Case]:
    return Case.objects.filter(Q(party=party_id) | Q(co_party=party_id))


def _erase_party(party_id: UUID, by: Actor) -> int:
    """Erase a party, inside a transaction. Staff keep the account they work with."""
    cases = _own_cases(party_id)
    _erase_all(cases, by)
    for case in _shared_cases(party_id):
        leaving.leave(case, party_id, by=by)
    erase_drafts(list(Draft.objects.filter(party=party_id).values_list("id", flat=True)))
    _erase_loose_files(party_id)
    accounts = Account.objects.filter(party=party_id)
    for theirs in (Consent, Linked):
        theirs.objects.filter(account__in=accounts).delete()
    accounts.filter(memberships__isnull=False).update(party=None)
    _close(accounts, by)
    record.append("party.erased", by=by, facts={"party": str(party_id), "cases": len(cases)})
    Party.objects.filter(id=party_id).delete()
    return len(cases)


def _close(accounts: Iterable[Account], by: Actor) -> None:
    """Close accounts for good: signed out everywhere, contacts and second factors gone."""
    for account in accounts:
        signed_in.end_all(account.id)
        record.append("account.closed", by=by, facts={"account": str(account.id)})
        account.delete()


def _erase_all(cases: Iterable[Case], by: Actor) -> None:
    names = [name for case in cases for name in _erase_case(case, by)]
    transaction.on_commit(lambda: _delete_files(names))


def _erase_case(case: Case, by: Actor) -> list[str]:
    """Delete a case, inside a transaction, and give the names of its stored files, to delete after the commit."""
    names = [f"files/{id}" for id in case.files.values_list("id", flat=True)]
    names += [f"documents/{id}" for id in case.documents.values_list("id", flat=True)]
    record.append("case.deleted", by=by, facts={"case": str(case.id), "service": case.service})
    documents.keep_stubs(case)
    case.delete()
    return names


def _erase_loose_files(party_id: UUID) -> None:
    loose = File.objects.filter(owner=Actor("", party=party_id).name, case=None)
    names = [f"files/{id}" for id in loose.values_list("id", flat=True)]
    loose.delete()
    transaction.on_commit(lambda: _delete_files(names))


def _delete_files(names: Sequence[str]) -> None:
    for name in names:
        city.current().files.delete(name)
