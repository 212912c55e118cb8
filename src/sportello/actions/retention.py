"""What the city no longer needs is deleted: old drafts, loose files, cases past their term."""

from django.db import transaction

from sportello.actions import city, files, limits, live, record
from sportello.core import actors
from sportello.store.cases import Case, Draft

BATCH = 500


def delete_expired() -> dict[str, int]:
    """Delete what is past its term and tell how many of each. What the record says of a case stays: it names no one."""
    return {"drafts": _drafts(), "files": files.delete_loose(), "cases": _cases(), "tallies": limits.forget()}


def _drafts() -> int:
    old = Draft.objects.filter(expires_at__lte=city.now(), case=None).values_list("id", flat=True)[:BATCH]
    deleted, _ = Draft.objects.filter(id__in=list(old)).delete()
    return deleted


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
