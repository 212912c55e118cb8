"""A code that was sent, until it is typed: what it is for, to which contact, and where to go then. In the session."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sportello.actions import codes
from sportello.channels.account import door
from sportello.channels.pages import languages
from sportello.core.contacts import Contact

KEY = "code"


@dataclass(frozen=True)
class Pending:
    """The code's id, what it is `for` (a key of `code.DEEDS`), the contact as it is shown, and the page after."""

    id: str
    purpose: str
    kind: str
    shown: str
    after: str


def ask(request: HttpRequest, contact: Contact, purpose: str, after: str, *, shown: str | None = None) -> HttpResponse:
    """Send a code to a contact and ask for it. Refused `limit.reached`."""
    code = codes.send(contact, languages.of(request), asked_from=door.network(request))
    waiting = Pending(str(code), purpose, contact.kind, shown or contact.text, after)
    request.session[KEY] = asdict(waiting)
    return redirect("account_code")


def find(request: HttpRequest) -> Pending | None:
    """Find the code that was asked for in this session."""
    kept = request.session.get(KEY)
    return Pending(**kept) if kept else None


def end(request: HttpRequest) -> UUID:
    """Ask no more, and give the id of the code that was right."""
    return UUID(request.session.pop(KEY)["id"])
