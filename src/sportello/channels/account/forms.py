"""The forms of allauth that take a second factor: tries are counted, an app's code is good once, garbage is refused."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.forms import Form, HiddenInput, JSONField

from sportello.actions import limits
from sportello.core.errors import Refused

TRIES = limits.Limit("second factor", 10, 900)
TRIES_A_DAY = limits.Limit("second factor, a day", 50, 24 * 3600)  # three codes are right at a time, of a million
ONCE = limits.Limit("app code once", 1, 180)  # longer than a code is good for, a wrong clock included
WORDED = frozenset({"required", "incorrect_code", "rate_limited"})
"""What is told of what was wrong; all else is just not right."""


class _Counted(forms.BaseAuthenticateForm):  # type: ignore[misc]
    def clean_code(self) -> str:
        """Check the code."""
        for limit in (TRIES, TRIES_A_DAY):
            _take(limit, str(self.user.pk), "rate_limited")
        code = str(super().clean_code())
        if self.authenticator.type == Authenticator.Type.TOTP:
            _take(ONCE, f"{self.user.pk} {normalize_user_code(code)}", "incorrect_code")
        return code


class Authenticate(_Counted, forms.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class Reauthenticate(_Counted, forms.ReauthenticateForm):  # type: ignore[misc]
    """Showing the second factor again."""


class _Said(JSONField):
    """What a browser says of a passkey, as JSON."""

    def to_python(self, value: Any) -> Any:
        """Read it."""
        with _garbage_refused():
            return super().to_python(value)


class _Credential(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = _Said(widget=HiddenInput)

    def clean_credential(self) -> Authenticator:
        """Check what a passkey answered."""
        with _garbage_refused():
            return super().clean_credential()


class AuthenticatePasskey(_Credential, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step of signing in."""


class ReauthenticatePasskey(_Credential, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Showing a passkey again."""


class SignInWithPasskey(_Credential, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""


class AddPasskey(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Adding a passkey."""

    credential = _Said(widget=HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Check what the browser made."""
        with _garbage_refused():
            return dict(super().clean())


@contextmanager
def _garbage_refused() -> Iterator[None]:
    """Refuse what is no answer of a browser: allauth's reading of it fails in as many ways as there are to be wrong."""
    try:
        yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error):
        raise ValidationError("", code="incorrect_code") from None


def list_codes(form: Form | Any) -> list[str]:
    """List the codes of what is wrong with what was sent; none before anything was."""
    errors = form.errors.as_data() if form is not None and form.is_bound else {}
    return [error.code if error.code in WORDED else "invalid" for each in errors.values() for error in each]


def _take(limit: limits.Limit, who: str, otherwise: str) -> None:
    try:
        limits.take(limit, who)
    except Refused:
        raise ValidationError("", code=otherwise) from None
