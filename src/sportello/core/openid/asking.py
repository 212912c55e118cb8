"""What a relying party asks for when it sends somebody here to sign in. Knows no request, table or page.

OpenID Connect Core 1.0, section 3.1.2.1; PKCE with S256 (RFC 7636); addresses match exactly (RFC 9700, section 2.1).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from sportello.core import base64url
from sportello.core.actors import Assurance
from sportello.core.errors import Refused

OPENID, OFFLINE = "openid", "offline_access"
SCOPES = (OPENID, "profile", "email", "phone", OFFLINE)
"""What may be asked for: who it is, to this party alone; the name; e-mail; phone; all of it also while one is away."""
LEVELS = {"low": Assurance.LOW, "substantial": Assurance.SUBSTANTIAL, "high": Assurance.HIGH}
"""The values of `acr`."""
PROMPTS = frozenset({"none", "login", "consent", "select_account"})
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
LONGEST = 2000
ALIKE = frozenset({"LATIN", "GREEK", "CYRILLIC"})
LOOPBACK = ("127.0.0.1", "[::1]", "localhost")
NOT_SPOKEN = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}


class Denied(Exception):  # noqa: N818 - an answer, not an error
    """What is asked is answered with an error of the protocol (`invalid_scope`), at the address it came from."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True)
class RelyingParty:
    """Who has people sign in here: by which addresses they go back, after which scopes it may ask."""

    id: UUID
    name: str
    redirects: tuple[str, ...]
    logout_redirects: tuple[str, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What a relying party asks for. `max_age` is in seconds; `needs` the least assurance it named."""

    party: RelyingParty
    redirect: str
    scopes: tuple[str, ...]
    challenge: str
    nonce: str
    prompts: frozenset[str]
    max_age: int | None
    needs: Assurance
    hint: str = ""  # an ID token of whom the party expects

    @property
    def host(self) -> str:
        """Give where one goes on, as the network knows it: another's letters show as what they are (RFC 5890)."""
        return urlsplit(self.redirect).netloc

    @property
    def is_silent(self) -> bool:
        """Tell whether no page may be shown."""
        return "none" in self.prompts

    @property
    def is_anew(self) -> bool:
        """Tell whether one has to show again who one is, however lately one did."""
        return self.max_age == 0 or not self.prompts.isdisjoint({"login", "select_account"})


def find_redirect(given: Mapping[str, Sequence[str]], party: RelyingParty) -> str:
    """Find the address that an answer may go to at all. Refused `openid.redirect`."""
    redirects = given.get("redirect_uri", ())
    if len(redirects) != 1 or redirects[0] not in party.redirects:
        raise Refused("openid.redirect")
    return redirects[0]


def read(given: Mapping[str, Sequence[str]], party: RelyingParty) -> Asked:
    """Read what is asked. Refused `openid.redirect`; Denied with an error of the protocol for all else."""
    redirect = find_redirect(given, party)
    if any(len(values) != 1 or len(values[0]) > LONGEST for values in given.values()):
        raise Denied("invalid_request")
    asked = {name: values[0] for name, values in given.items()}
    if unspoken := next((NOT_SPOKEN[name] for name in NOT_SPOKEN if name in asked), None):
        raise Denied(unspoken)
    if asked.get("response_type") != "code":
        raise Denied("unsupported_response_type")
    return Asked(
        party,
        redirect,
        _read_scopes(asked.get("scope", ""), party),
        _read_challenge(asked),
        asked.get("nonce", ""),
        _read_prompts(asked.get("prompt", "")),
        _read_max_age(asked.get("max_age")),
        _read_needs(asked.get("acr_values", "")),
        asked.get("id_token_hint", ""),
    )


def answer(redirect: str, **facts: str) -> str:
    """Give the address that takes an answer back."""
    query = urlencode({name: value for name, value in facts.items() if value})
    return f"{redirect}{'&' if '?' in redirect else '?'}{query}" if query else redirect


def make_challenge(verifier: str) -> str:
    """Make the challenge of a verifier, by S256 (RFC 7636, section 4.2)."""
    return base64url.write(sha256(verifier.encode()).digest())


def fits(verifier: str, challenge: str) -> bool:
    """Tell whether this is what the challenge was made of (RFC 7636, section 4.6)."""
    return bool(VERIFIER.fullmatch(verifier)) and compare_digest(make_challenge(verifier), challenge)


def check_name(name: str) -> None:
    """Refuse `openid.name` for a name that mixes letters of scripts that look alike: it may pass for another's."""
    written = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    if len(written & ALIKE) > 1:
        raise Refused("openid.name")


def check_address(address: str) -> str:
    """Check an address to register: https, or http on the machine of whoever tries. Refused `openid.address`."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise Refused("openid.address", address=address) from None
    host = parts.netloc.rpartition(":")[0] if re.search(r":\d+$", parts.netloc) else parts.netloc
    is_here = parts.scheme == "http" and host in LOOPBACK
    is_plain = address.isascii() and address.isprintable() and not re.search(r"[\s*\\#@;,]", address)
    if not (is_plain and host and len(address) <= LONGEST and (is_here or parts.scheme == "https")):
        raise Refused("openid.address", address=address)
    return address


def _read_scopes(text: str, party: RelyingParty) -> tuple[str, ...]:
    """Read which scopes are asked for; `openid` is, and none that the party is not registered for."""
    wanted = set(text.split())
    if OPENID not in wanted or not wanted <= set(party.scopes):
        raise Denied("invalid_scope")
    return tuple(scope for scope in SCOPES if scope in wanted)


def _read_challenge(asked: Mapping[str, str]) -> str:
    challenge = asked.get("code_challenge", "")
    if asked.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(challenge):
        raise Denied("invalid_request")
    return challenge


def _read_prompts(text: str) -> frozenset[str]:
    prompts = frozenset(text.split())
    if not prompts <= PROMPTS or ("none" in prompts and len(prompts) > 1):
        raise Denied("invalid_request")
    return prompts


def _read_max_age(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Denied("invalid_request")
    return int(text)


def _read_needs(text: str) -> Assurance:
    """Read the least of the levels asked for; a value of somebody else's asks for none."""
    return min((LEVELS[word] for word in text.split() if word in LEVELS), default=Assurance.NONE)
