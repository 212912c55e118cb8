"""Who stands at the desk, and what every page of it shows around. Lets staff and operators of partners in only."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sportello import words
from sportello.actions import access, accounts, city, live, queues
from sportello.channels import statuses
from sportello.channels.desk import CHANNEL
from sportello.channels.pages import languages, proofs, refusals, rendering
from sportello.core import showing
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused

View = Callable[..., HttpResponse]
DONE = "desk done"
SIGN_IN, SECOND_FACTOR = "/sign-in/password", "/account/staff"  # at the door of accounts


def find_actor(request: HttpRequest) -> Actor | None:
    """Find who works here; None for everyone else.

    Secrets of cases shown in this browser do not count: at the desk every look is a look.
    """
    if not isinstance(request.user, AbstractBaseUser):
        return None
    by = accounts.actor_of(request.user, CHANNEL, shown=proofs.count(request))
    return by if by.is_staff or by.partner else None


def at_desk(view: View) -> View:
    """Give the view who asks; it takes signing in with a second factor. Refused `access.staff` to all others."""

    @wraps(view)
    def guarded(request: HttpRequest, **where: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _lead(request, SIGN_IN)
        by = find_actor(request)
        if by is None:
            raise Refused("access.staff")
        if not proofs.has_second(request):
            return _lead(request, SECOND_FACTOR)
        try:
            return view(request, by=by, **where)
        except Refused as refused:
            if not _is_access(refused):
                raise
            return _refuse(request, refused)

    return guarded


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to where everybody signs in, and back."""
    return redirect(f"{SIGN_IN}?{urlencode({'next': reverse('desk:queue')})}")


def _is_access(refused: Refused) -> bool:
    return refused.code.startswith("access.")


def _lead(request: HttpRequest, door: str) -> HttpResponse:
    after = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk:queue")
    return redirect(f"{door}?{urlencode({'next': after})}")


def _refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Show what one may not do here: other advice than residents get."""
    links = [(reverse("desk:queue"), words.say(languages.of(request), "desk-back"))]
    return refusals.show(request, refused, advice="desk-advice-access", links=links)


def show(request: HttpRequest, by: Actor, template: str, /, *, status: int = 200, **facts: Any) -> HttpResponse:
    """Show a page of the desk, and once what was done just before."""
    language = languages.of(request)
    around: dict[str, Any] = {
        "by": by,
        "doors": list_doors(by),
        "done": take_done(request),
        "problems": [],
        "short_day": lambda at: showing.show_date(language, live.local(at).date(), "medium"),
    }
    return rendering.show(request, f"desk/pages/{template}", status=status, **(around | facts))


def show_form(
    request: HttpRequest, by: Actor, template: str, refused: Refused | None, field: str, /, **facts: Any
) -> HttpResponse:
    """Show a page with forms; what was refused is told at its field."""
    status = max(statuses.OTHERWISE, statuses.get_status(refused.code)) if refused else 200
    problems = list_problems(request, refused, field) if refused else []
    return show(request, by, template, status=status, problems=problems, **facts)


def check_access(refused: Refused) -> None:
    """Raise what is refused for who one is: no form mends that, and `at_desk` answers it."""
    if _is_access(refused):
        raise refused


def tell(request: HttpRequest, message: str, **facts: str) -> None:
    """Let the next page say that something was done, by the id of its words and what stands in them."""
    request.session[DONE] = [*request.session.get(DONE, []), [message, facts]]


def take_done(request: HttpRequest) -> list[str]:
    """Say what was done, once."""
    return [words.say(languages.of(request), id, **facts) for id, facts in request.session.pop(DONE, ())]


def list_doors(by: Actor) -> list[str]:
    """List the pages an actor has something to do on; the actions check it again."""
    works = bool(by.partner or queues.list_teams(by=by))
    audits, publishes = by.has_role(Role.AUDITOR), by.has_role(Role.PUBLISHER)
    open_to = {
        "queue": works,
        "find": audits or (works and not by.partner),
        "counter": access.works_at_counter(by),
        "money": audits or access.is_cashier(by),
        "editions": audits or publishes,
        "parties": publishes and city.current().issuer is not None,
        "record": audits,
    }
    return [door for door, is_open in open_to.items() if is_open]


def list_problems(request: HttpRequest, refused: Refused, field: str = "main-content") -> list[dict[str, str]]:
    """Say what was refused, with the field to go to."""
    return [{"href": f"#{field}", "text": words.refusal(languages.of(request), refused)}]
