"""What was done just before, told by the page one is led to: its address says so, also when it is loaded again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def lead(page: str, deed: str) -> HttpResponse:
    """Lead to the address of a page that tells of the deed."""
    return redirect(f"{page}?done={deed}")


def find(request: HttpRequest, *ids: str) -> str | None:
    """Find among the ids of words by which a page tells of its deeds (`locker-done-kept`) that of what was done."""
    deed = request.GET.get("done", "")
    return next((id for id in ids if id.partition("-done-")[2] == deed), None)
