"""How allauth meets our accounts: which steps signing in takes, and how second factors are named and sealed."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse

from sportello import words
from sportello.actions import factors, live, signed_in
from sportello.channels.account import browsers
from sportello.channels.pages import languages, leading
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.store.accounts import Account


def name(account: Account) -> str:
    """Give what an account is called."""
    return account.name


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in: once somebody showed whose the account is, a second factor where there is one, then the session."""

    def get_login_stages(self) -> list[str]:
        """List the steps after the first."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never ask: `door.fresh` has done it, by our own measure."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Tell whether one may be led there."""
        return leading.here_only(url, "") == url

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """Refuse an account that was closed."""
        raise Refused("account.closed")

    def login(self, request: HttpRequest, user: Account) -> None:
        """Begin the session, and note with what."""
        request.session[signed_in.BROWSER] = browsers.name(request.headers.get("User-Agent", ""))
        super().login(request, user)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send none: `actions.factors` warns at every contact, in the transaction of the change."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: called by the city's name and the person's, their secrets sealed under the account's key."""

    def encrypt(self, text: str) -> str:
        """Seal a secret of whoever is signed in."""
        return factors.seal(context.request.user, text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return factors.open(encrypted_text)

    def get_totp_label(self, user: Account) -> str:
        """Name the account in an authenticator app."""
        return user.name

    def get_totp_issuer(self) -> str:
        """Name the city in an authenticator app."""
        return self._get_site_name()

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code for an authenticator app."""
        return segno.make(url, error="m").svg_inline(scale=5, border=2)

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """Name a new passkey by the browser it was made in."""
        agent = context.request.headers.get("User-Agent", "")
        return browsers.name(agent) or words.say(languages.of(context.request), "account-passkey")

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """Name the account where passkeys are kept."""
        return {"id": user.id.hex.encode(), "name": user.name, "display_name": user.name}

    def _get_site_name(self) -> str:
        return say(live.profile().name, languages.of(context.request))
