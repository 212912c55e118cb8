"""What the city no longer needs is deleted: old drafts, loose files, cases past their term."""

from collections.abc import Callable

from django.db import transaction

from sportello.actions import city, files, limits, live, record
from sportello.core import actors
from sportello.store.cases import Case, Draft
from sportello.store.files import File

BATCH = 500


def delete_expired() -> dict[str, int]:
    """Delete what is past its term and tell how many of each. What the record says of a case stays: it names no one."""
    return {
        "drafts": _repeat(_drafts),
        "files": _repeat(files.delete_loose),
        "cases": _repeat(_cases),
        "tallies": limits.forget(),
    }


def _repeat(delete_some: Callable[[], int]) -> int:
    """Delete batch after batch until nothing is past its term: after a rush, one a night would never catch up."""
    total = 0
    while deleted := delete_some():
        total += deleted
    return total


def _drafts() -> int:
    """Delete drafts, also those that were sent: their hidden answers went nowhere else. Their files go with them."""
    old = list(Draft.objects.filter(expires_at__lte=city.now()).values_list("id", flat=True)[:BATCH])
    left = File.objects.filter(draft__in=old, case=None)
    names = [f"files/{id}" for id in left.values_list("id", flat=True)]
    with transaction.atomic():
        left.delete()
        Draft.objects.filter(id__in=old).delete()
    for name in names:
        city.current().files.delete(name)
    return len(old)


def _cases() -> int:
    old = list(Case.objects.filter(keep_until__lt=live.today())[:BATCH])
    for case in old:
        _delete(case)
    return len(old)


def _delete(case: Case) -> None:
    """Delete a case with its key, answers and papers. Its events stay, their nonces unreadable from now on."""
    names = [f"files/{id}" for id in case.files.values_list("id", flat=True)]
    names += [f"documents/{id}" for id in case.documents.values_list("id", flat=True)]
    with transaction.atomic():
        record.append("case.deleted", by=actors.system(), facts={"case": str(case.id), "service": case.service})
        case.delete()
    for name in names:
        city.current().files.delete(name)
