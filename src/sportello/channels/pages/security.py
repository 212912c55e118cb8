"""What every answer tells the browser to forbid, and to forget."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"

EMBEDDED_BY = "same-origin"
"""Whose pages may show what comes from here; programs of others, which ask by CORS, are not meant (Fetch standard)."""


class SecurityHeaders:
    """Middleware, outermost of those that answer: nothing inline or from elsewhere, no frames.

    Nothing stays in caches unless a view says so.
    What sets a cookie (a session, a form's token) stays in none, whatever the view says.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers added."""
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", EMBEDDED_BY)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.cookies:
            response.headers["Cache-Control"] = "no-store"
        return response


def allow_form_to(response: HttpResponse, address: str) -> HttpResponse:
    """Let what a form of this page leads to be at this address: browsers hold redirects to `form-action` too."""
    parts = urlsplit(address)
    own = "form-action 'self'"
    response.headers["Content-Security-Policy"] = POLICY.replace(own, f"{own} {parts.scheme}://{parts.netloc}")
    return response


def came_well(host: str, protocol: str | None) -> bool:
    """Tell whether a request names a host of ours and came the safe way, where there is one; else Django refuses it.

    `protocol` is what our own proxy says in X-Forwarded-Proto.
    """
    safe = not settings.SECURE_SSL_REDIRECT or protocol == "https"
    return safe and _is_ours(host, tuple(settings.ALLOWED_HOSTS))


@lru_cache(maxsize=100)
def _is_ours(host: str, hosts: tuple[str, ...]) -> bool:
    return validate_host(split_domain_port(host)[0], hosts)


def list_headers() -> dict[str, str]:
    """List what our middleware and Django's add to every answer over this site, for answers that do not pass them."""
    transport = {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"}
    return {
        "Content-Security-Policy": POLICY,
        "Permissions-Policy": PERMISSIONS,
        "Cache-Control": "no-store",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": EMBEDDED_BY,
        **(transport if settings.SECURE_HSTS_SECONDS else {}),
    }
