"""What the city no longer needs is deleted: old drafts, loose files, cases past their term, stubs of papers."""

from collections.abc import Callable

from sportello.actions import city, codes, dispatches, documents, erasing, files, letters, limits, live, recovery
from sportello.actions.money import transfers
from sportello.actions.openid import grants
from sportello.core import actors
from sportello.store.cases import Case, Draft

BATCH = 500


def delete_expired() -> dict[str, int]:
    """Delete what is past its term and tell how many of each. What the record says of a case stays: it names no one."""
    return {
        "drafts": _repeat(_drafts),
        "files": _repeat(files.delete_loose),
        "cases": _repeat(_cases),
        "stubs": documents.delete_stubs(),
        "tallies": limits.forget(),
        "codes": codes.forget(),
        "dispatches": dispatches.forget(),
        "letters": letters.forget(),
        "payers": transfers.forget_old(),
        "recoveries": recovery.forget(),
        "grants": grants.forget(),
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
    erasing.erase_drafts(old)
    return len(old)


def _cases() -> int:
    old = list(Case.objects.filter(keep_until__lt=live.today())[:BATCH])
    if old:
        erasing.erase_cases(old, by=actors.system())
    return len(old)
