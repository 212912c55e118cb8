"""Second factors as pages: allauth's views with our pages around, each change with its line and its warnings."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from sportello.actions import factors, limits
from sportello.channels.account import door, library
from sportello.channels.account.forms import list_codes
from sportello.channels.account.signing_in import show_sign_in
from sportello.channels.pages import languages
from sportello.core.assurance import Means
from sportello.core.errors import Refused
from sportello.store.accounts import Account
from sportello.words import say

PASSKEYS = limits.Limit("passkeys from", 100, 900)
BOUND_TO_DEVICE = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
"""What makes a key a passkey: it knows whose it is, and asks for finger, face or PIN."""


class _Page:
    """A view of allauth that shows a page of ours."""

    request: HttpRequest
    page: str

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        """Show the page, with what was wrong with what was sent."""
        language = languages.of(self.request)
        sent = (context.get("form"), context.get("webauthn_form"))
        wrong = [code for form in sent for code in list_codes(form)] if self.request.method == "POST" else []
        problems = [
            {"href": "#code", "text": say(language, f"account-problem-{code.replace('_', '-')}")} for code in wrong
        ]
        facts = {name: value for name, value in context.items() if name not in ("view", "site")}
        return door.show(self.request, self.page, status=422 if wrong else 200, **facts | {"problems": problems})


class SecondStep(_Page, AuthenticateView):  # type: ignore[misc]
    """The second step of signing in."""

    page = "second_step.html"

    def get_context_data(self, **facts: Any) -> dict[str, Any]:
        """Say whether there is a passkey to ask for."""
        context: dict[str, Any] = super().get_context_data(**facts)
        has = {one.means for one in factors.list_of(self.stage.login.user)}
        return {**context, "has_passkey": Means.PASSKEY in has}


class AddApp(_Page, ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    page = "add_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it up; its code was just shown."""
        answer: HttpResponse = super().form_valid(form)
        library.note_shown(self.request, self.request.user, Means.APP)  # type: ignore[arg-type]
        return answer


class RemoveApp(_Page, DeactivateTOTPView):  # type: ignore[misc]
    """Do away with the authenticator app."""

    page = "remove_app.html"


class AddPasskey(_Page, AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey."""

    page = "add_passkey.html"

    def get_context_data(self, **facts: Any) -> dict[str, Any]:
        """Ask for a key that alone is enough to sign in."""
        context: dict[str, Any] = super().get_context_data(**facts)
        asked = context["js_data"]["creation_options"]["publicKey"]
        asked["authenticatorSelection"] = {**asked["authenticatorSelection"], **BOUND_TO_DEVICE}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it; it was just shown."""
        answer: HttpResponse = super().form_valid(form)
        library.note_shown(self.request, self.request.user, Means.PASSKEY)  # type: ignore[arg-type]
        return answer


class RemovePasskey(_Page, RemoveWebAuthnView):  # type: ignore[misc]
    """Do away with a passkey."""

    page = "remove_passkey.html"


class ShowRecoveryCodes(_Page, ViewRecoveryCodesView):  # type: ignore[misc]
    """Show the recovery codes that are left."""

    page = "recovery_codes.html"


class RenewRecoveryCodes(_Page, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new recovery codes; the old ones end."""

    page = "renew_recovery_codes.html"


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """Sign in with a passkey: GET gives what the browser needs to ask for one, POST takes its answer."""

    def dispatch(self, request: HttpRequest, *args: Any, **where: Any) -> HttpResponse:
        """Count by where it is asked from."""
        limits.take(PASSKEYS, door.network(request))
        answer: HttpResponse = super().dispatch(request, *args, **where)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the sign-in page again."""
        return show_sign_in(self.request, Refused("factor.passkey_unknown"))


def managed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let whoever showed lately that the account is theirs change its second factors; what changed is noted with it."""

    @door.fresh
    @wraps(view)
    def answered(request: HttpRequest, account: Account, **where: Any) -> HttpResponse:
        with transaction.atomic():
            before = factors.list_of(account)
            answer = view(request, **where)
            changes = factors.note_changes(account, before, by=door.actor(request))
        for change in changes:
            door.tell(request, f"account-done-{change}")
        return answer

    return answered
