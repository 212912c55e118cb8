"""Where a visitor is led after signing in, choosing a language and the like: to pages of this site only."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def here_only(address: str, otherwise: str = "/") -> str:
    """Give the address if it is a path of this site."""
    here = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if here else otherwise


def find_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Find where the form or the address says to go next."""
    return here_only(request.POST.get("next") or request.GET.get("next", ""), otherwise)


def to(page: str, after: str) -> HttpResponse:
    """Lead to a page that leads on from there."""
    return redirect(f"{page}?{urlencode({'next': after})}")


def to_sign_in(after: str) -> str:
    """Give the address where one signs in, and is led on from."""
    return f"/sign-in?{urlencode({'next': after})}"


def to_step_up(needs: str, after: str) -> str:
    """Give the address where one becomes sure enough (`substantial`), and is led on from."""
    return f"/account/step-up?{urlencode({'need': needs, 'next': after})}"
