"""Signing in at the desk and out again. One answer for every wrong pair; tries are counted in the database."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sportello.actions import desk, limits
from sportello.channels.desk import door
from sportello.channels.pages import refusals, rendering, visitors
from sportello.core.errors import Refused
from sportello.store.accounts import Account

WINDOW = 15 * 60
PAIR = limits.Limit("sign-in pair", 10, WINDOW)  # one login from one address
LOGIN = limits.Limit("sign-in login", 50, WINDOW)  # one login from anywhere; more would lock its owner out
ADDRESS = limits.Limit("sign-in address", 100, WINDOW)  # an office shares one
BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with login and password; in a demonstration also as anyone of the list."""
    after = _here_only(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return _show(request, after)
    try:
        account = _choose(request) if "account" in request.POST else _check(request)
    except Refused as refused:
        return _show(request, after, refused)
    auth.login(request, account, backend=BACKEND)
    return redirect(after)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget all that was open."""
    auth.logout(request)
    door.tell(request, "desk-done-signed-out")
    return redirect("desk:sign_in")


def _check(request: HttpRequest) -> Account:
    """Give the account of someone who works here. Refused `access.sign_in`, `limit.reached`."""
    login, address = request.POST.get("login", "").strip()[:200], visitors.network(visitors.address(request))
    limits.take(ADDRESS, address)
    limits.take(LOGIN, login.casefold())
    limits.take(PAIR, f"{login.casefold()}\x00{address}")
    password = request.POST.get("password", "")[:1000]
    found = auth.authenticate(request, username=login, password=password) if login.isprintable() else None
    if not isinstance(found, Account) or not found.memberships.exists():
        raise Refused("access.sign_in")
    return found


def _choose(request: HttpRequest) -> Account:
    known = desk.list_demo_staff() if settings.DEMO else []
    chosen = next((one for one in known if str(one.id) == request.POST["account"]), None)
    if chosen is None:
        raise Refused("access.sign_in")
    return chosen


def _show(request: HttpRequest, after: str, refused: Refused | None = None) -> HttpResponse:
    status = 200 if refused is None else 429 if refused.code == "limit.reached" else 403
    response = rendering.show(
        request,
        "desk/pages/sign_in.html",
        status=status,
        after=after,
        typed=request.POST.get("login", "")[:200],
        problems=door.list_problems(request, refused, "login") if refused else [],
        staff=desk.list_demo_staff() if settings.DEMO else [],
        doors=[],
        done=[] if refused else door.take_done(request),
    )
    if status == 429:
        response.headers["Retry-After"] = str(refusals.RETRY_SECONDS[429])
    return response


def _here_only(address: str) -> str:
    """Give the address if it is one of the desk, else its front."""
    front = reverse("desk:queue")
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith(front)
    return address if safe else front
