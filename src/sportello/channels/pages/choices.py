"""What a visitor's browser keeps of their choices, which are no secret and tell nobody who they are."""

from django.conf import settings
from django.http import HttpResponse

YEAR = 365 * 24 * 3600


def remember(response: HttpResponse, name: str, choice: str) -> None:
    """Let the browser keep a choice for a year; an empty one is forgotten."""
    if choice:
        response.set_cookie(
            name, choice, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(name, samesite="Lax")
