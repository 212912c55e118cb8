"""The forms of allauth that take a code of a second factor: tries are counted, and an app's code is good once."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.forms import Form

from sportello.actions import limits
from sportello.core.errors import Refused

TRIES = limits.Limit("second factor", 10, 900)
ONCE = limits.Limit("app code once", 1, 180)  # longer than a code is good for, a wrong clock included


class _Counted(forms.BaseAuthenticateForm):  # type: ignore[misc]
    def clean_code(self) -> str:
        """Check the code."""
        _take(TRIES, str(self.user.pk), "rate_limited")
        code = str(super().clean_code())
        if self.authenticator.type == Authenticator.Type.TOTP:
            _take(ONCE, f"{self.user.pk} {normalize_user_code(code)}", "incorrect_code")
        return code


class Authenticate(_Counted, forms.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class Reauthenticate(_Counted, forms.ReauthenticateForm):  # type: ignore[misc]
    """Showing the second factor again."""


def list_codes(form: Form | Any) -> list[str]:
    """List the codes of what is wrong with what was sent; none before anything was."""
    errors = form.errors.as_data() if form is not None and form.is_bound else {}
    return [error.code or "invalid" for each in errors.values() for error in each]


def _take(limit: limits.Limit, who: str, otherwise: str) -> None:
    try:
        limits.take(limit, who)
    except Refused:
        raise ValidationError("", code=otherwise) from None
