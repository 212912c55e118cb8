"""Structured creditor references (ISO 11649): `RF` with two check digits, to pay by bank transfer.

A reference of digits alone shows every single wrong digit; one with letters does not, so ours have none.
"""

import re

from sportello.core.errors import Refused

LONGEST = 21
_FORM = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}")


def make(body: str) -> str:
    """Make a reference of up to 21 letters and digits, `RF18539007547034` of `539007547034`. ValueError for others."""
    plain = body.upper()
    if not re.fullmatch(r"[A-Z0-9]{1,21}", plain):
        raise ValueError(f"not the body of a creditor reference: {body!r}")
    return f"RF{98 - _modulus_97(plain + 'RF00'):02d}{plain}"


def read(text: str) -> str:
    """Read a reference, in groups or not; Refused `payment.reference` when its check does not fit."""
    plain = "".join(text.split()).upper()
    if not _FORM.fullmatch(plain) or _modulus_97(plain[4:] + plain[:4]) != 1:
        raise Refused("payment.reference")
    return plain


def find(text: str) -> str | None:
    """Find a reference in what a payer wrote as purpose of a transfer."""
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    for start in (found.start() for found in re.finditer("RF[0-9]{2}", plain)):
        for length in range(25, 4, -1):
            candidate = plain[start : start + length]
            if len(candidate) == length and _modulus_97(candidate[4:] + candidate[:4]) == 1:
                return candidate
    return None


def render(reference: str) -> str:
    """Print a reference, or an IBAN, in groups of four."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))


def _modulus_97(text: str) -> int:
    """Compute ISO/IEC 7064, MOD 97-10, with letters as 10 to 35."""
    return int("".join(str(int(one, 36)) for one in text)) % 97
