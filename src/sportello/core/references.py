"""References and codes that people write down, read out and type again. Knows no case and no draft.

31 characters: digits and capitals without I, L, O, S and U, which look like others. 31 is prime, so one check
character of the same alphabet is enough: a pure system in the manner of ISO/IEC 7064 (MOD 37-2 and others),
with modulus 31 and radix 3. It finds every single wrong character and every two neighbours exchanged, as
neither 3 nor 3 - 1 is a multiple of 31.
"""

from sportello.core.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
REFERENCE_LENGTH = 9
CODE_LENGTH = 12
RANDOM_BYTES = 16
"""How many random bytes a new reference or code takes, so that no character is likelier than another."""

_MODULUS = len(ALPHABET)
_RADIX = 3
_PAIRS = [first + second for second in ALPHABET for first in ALPHABET]
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans("OILSU", "0115V")
_BETWEEN = str.maketrans("", "", " -‐‑–—._\t\r\n\u00a0")


def new_reference(random: bytes) -> str:
    """Make a reference, `R7K-3F9-2QM`, of 16 random bytes: 8 characters (8.5 × 10¹¹ of them) and a check."""
    return _group(_new(random, REFERENCE_LENGTH), 3)


def read_reference(text: str) -> str:
    """Read a reference however it was typed (lower case, spaces, O for 0); Refused `reference.mistyped`."""
    return _group(_read(text, REFERENCE_LENGTH, "reference.mistyped"), 3)


def new_code(random: bytes) -> str:
    """Make a secret code to read out on the phone, `7QK2-M9FX-3RTA`, of 16 random bytes: 54 bits and a check.

    Keep only its blind index, and limit the tries.
    """
    return _group(_new(random, CODE_LENGTH), 4)


def read_code(text: str) -> str:
    """Read a secret code however it was typed; Refused `code.mistyped`."""
    return _group(_read(text, CODE_LENGTH, "code.mistyped"), 4)


def _new(random: bytes, length: int) -> str:
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"a reference takes {RANDOM_BYTES} random bytes, not {len(random)}")
    number, pairs = int.from_bytes(random, "big"), []
    for _ in range(length // 2):
        number, pair = divmod(number, _MODULUS * _MODULUS)
        pairs.append(_PAIRS[pair])
    characters = "".join(pairs)[: length - 1]
    return characters + _check_character(characters)


def _read(text: str, length: int, code: str) -> str:
    plain = text.upper().translate(_BETWEEN).translate(_LOOK_ALIKES)
    known = len(plain) == length and all(character in _VALUES for character in plain)
    if not known or _check_character(plain[:-1]) != plain[-1]:
        raise Refused(code, length=length, given=len(plain))
    return plain


def _check_character(characters: str) -> str:
    """Give the character that makes the sum of all, weighted 3ⁿ … 9, 3, 1 from the left, divisible by 31."""
    total = 0
    for character in characters:
        total = (total + _VALUES[character]) * _RADIX
    return ALPHABET[-total % _MODULUS]


def _group(characters: str, size: int) -> str:
    return "-".join([characters[at : at + size] for at in range(0, len(characters), size)])
