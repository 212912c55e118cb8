"""An e-mail address or a phone number by which somebody is reached. Knows no account."""

from dataclasses import dataclass
from typing import Literal

from sportello.core import indexes
from sportello.core.errors import Refused
from sportello.core.questions import Email, Phone

Kind = Literal["email", "phone"]


@dataclass(frozen=True)
class Contact:
    """An e-mail address, or a phone number in E.164."""

    kind: Kind
    text: str

    @property
    def normal(self) -> str:
        """Give what is the same for all ways to write it."""
        return indexes.normal_email(self.text) if self.kind == "email" else self.text

    @property
    def masked(self) -> str:
        """Give what its owner knows again, and others learn little from: `a…@example.org`, `…42`."""
        if self.kind == "phone":
            return f"…{self.text[-2:]}"
        name, _, domain = self.text.rpartition("@")
        return f"{name[0]}…@{domain}"


def read(text: str, region: str) -> Contact:
    """Read what was typed; `region` (ISO 3166-1) is for phone numbers without country code.

    Refused `answer.missing`, `contact.unclear`, `answer.email_invalid`, `answer.phone_invalid`.
    """
    if not text.strip():
        raise Refused("answer.missing")
    if "@" in text:
        return Contact("email", str(Email().read(text, "en")))
    if not any(map(str.isdigit, text)):
        raise Refused("contact.unclear")
    return Contact("phone", str(Phone(region).read(text, "en")))
