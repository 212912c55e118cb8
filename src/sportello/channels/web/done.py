"""What was done just before, told by the page one is led to: its address says so, also when it is loaded again."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def lead(page: str, deed: str) -> HttpResponse:
    """Lead to the address of a page that tells of the deed."""
    return redirect(f"{page}?done={deed}")


def find(request: HttpRequest, page: str, deeds: Collection[str]) -> str | None:
    """Find the id of the words by which a page tells of one of its deeds: `locker-done-kept`."""
    deed = request.GET.get("done", "")
    return f"{page}-done-{deed}" if deed in deeds else None
