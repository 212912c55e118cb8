"""Finding without reading: keyed hashes of phone numbers, names and the like (blind indexes). Knows no table.

Texts that mean the same (`+39 02 1234`, `02-1234`) give the same index; without the key nothing can be tried.
An index is 18 bytes: two that name the master key, sixteen of an HMAC-SHA-256 over kind and normal form.
"""

import re
import unicodedata

import phonenumbers

from sportello.core import references
from sportello.core.errors import Refused
from sportello.core.vault import MasterKey, Vault

HASH_BYTES = 16

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = str.maketrans("", "", "'’ʼ‘`´")
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
    r"\U000e0000-\U000e0fff]"
)
_JOINERS = re.compile(r"(?<=[a-z0-9])[\u200c\u200d]+(?=[a-z0-9])")
"""What nobody sees in a name, and would be another name to a search; other scripts part words with joiners."""
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def make(vault: Vault, kind: str, normal: str) -> bytes:
    """Make the index to store, under the current key, of a text in normal form (see `normal_…`)."""
    return _index(vault.current, kind, normal)


def search(vault: Vault, kind: str, normal: str) -> tuple[bytes, ...]:
    """List the indexes to look for, one for each key in use: during a rotation rows may have either."""
    return tuple(_index(key, kind, normal) for key in vault.keys)


def normal_phone(text: str, region: str) -> str:
    """Write a phone number in E.164; `region` (ISO 3166-1) is for those without country code.

    Refused `index.phone`.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise Refused("index.phone") from error
    if not phonenumbers.is_possible_number(number):
        raise Refused("index.phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(text: str) -> str:
    """Fold an e-mail address: case does not count, not even before the @. Refused `index.email`."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    name, at, domain = folded.rpartition("@")
    if not (name and at and domain) or any(map(str.isspace, folded)):
        raise Refused("index.email")
    return folded


def normal_name(text: str) -> str:
    """Fold a name: no accents, case or apostrophes, its words in alphabetical order. Refused `index.name`."""
    words = _words(text)
    if not words:
        raise Refused("index.name")
    return " ".join(sorted(words))


def normal_address(text: str) -> str:
    """Fold an address key as a name, its words in their order. Refused `index.address`."""
    words = _words(text)
    if not words:
        raise Refused("index.address")
    return " ".join(words)


def normal_iban(text: str) -> str:
    """Write a bank account in capitals without spaces. Refused `index.iban` when its check does not fit."""
    plain = "".join(text.split()).upper()
    if not _IBAN.fullmatch(plain) or _modulus_97(plain) != 1:
        raise Refused("index.iban")
    return plain


def normal_reference(text: str) -> str:
    """Write a reference as it is printed. Refused `reference.mistyped`."""
    return references.read_reference(text)


def _index(key: MasterKey, kind: str, normal: str) -> bytes:
    return key.mark + key.mac(f"{kind}\0{normal}".encode())[:HASH_BYTES]


def _words(text: str) -> list[str]:
    """Give a text's words without accents, case and apostrophes; whatever else is no letter parts them."""
    if text.isascii():
        return _ASCII_WORDS.findall(text.replace("'", "").replace("`", "").casefold())
    compatible = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold().translate(_LETTERS)
    folded = unicodedata.normalize("NFKD", compatible)
    bare = _UNSEEN.sub("", "".join(one for one in folded if not unicodedata.combining(one)))
    bare = _JOINERS.sub("", bare)
    return "".join(one if one.isalnum() else " " for one in bare).split()


def _modulus_97(iban: str) -> int:
    """Compute the check of ISO 13616 (ISO/IEC 7064, MOD 97-10); it is 1 for a good number."""
    return int("".join(str(int(one, 36)) for one in iban[4:] + iban[:4])) % 97
