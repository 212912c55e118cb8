"""Who reads, as far as it matters to public answers: what Django would make of the request, without asking Django.

Knows nothing of what is kept.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.http.cookie import parse_cookie
from django.urls import Resolver404, resolve

from sportello.actions import live
from sportello.channels.pages import display, languages, public, security
from sportello.site.front import Scope
from sportello.site.kept import CODINGS

LOOKED_AT = frozenset(
    {
        b"accept-encoding",
        b"accept-language",
        b"authorization",
        b"cookie",
        b"host",
        b"if-none-match",
        b"range",
        b"x-forwarded-proto",
    }
)
"""Headers that make a difference; all others make none to whoever is nobody in particular."""
OTHERWISE = frozenset({b"authorization", b"range"})  # with these, Django answers otherwise

LONGEST_PATH = 500  # characters: whether a path is public is remembered, and longer ones are nobody's

Told = dict[bytes, str]


@dataclass(frozen=True)
class Now:
    """What all public answers follow from, the languages there are, and until when (monotonic) this is sure."""

    state: object
    languages: tuple[str, ...]
    until: float


@dataclass(frozen=True)
class Reader:
    """What matters of a request: the language with and without its cookie, the codings it takes, the tags it has."""

    path: str
    spoken: str
    preferred: str
    codings: frozenset[str]
    tags: frozenset[bytes]

    @property
    def coding(self) -> str:
        """Give the best coding this reader takes; none for plain."""
        return next((name for name in CODINGS if name in self.codings), "")


def look_up() -> Now:
    """Look up what counts now. Raises whatever the database does, and Refused `city.unpublished`."""
    try:
        found = live.state()
    except Exception:
        connection.close()  # of this thread, which no request opens or closes
        raise
    return Now((found.editions, found.day), languages.spoken(), found.until)


def tell(scope: Scope) -> Told | None:
    """Tell what a request says; None where it does not ask for a public answer as nobody in particular."""
    pairs = [pair for pair in scope["headers"] if pair[0] in LOOKED_AT]
    told = {name: value.decode("latin-1") for name, value in pairs}
    plain = scope["method"] in ("GET", "HEAD") and not scope["query_string"] and not told.keys() & OTHERWISE
    if not plain or len(told) < len(pairs):  # a header given twice is left to Django
        return None
    if len(scope["path"]) > LONGEST_PATH:
        return None
    nobody = parse_cookie(told.get(b"cookie", "")).keys().isdisjoint((settings.SESSION_COOKIE_NAME, display.COOKIE))
    came_well = security.came_well(told.get(b"host", ""), told.get(b"x-forwarded-proto"))
    return told if nobody and came_well and is_public(scope["path"]) else None


def read(path: str, told: Told, known: tuple[str, ...]) -> Reader:
    """Read who asks, where these languages are known."""
    chosen = parse_cookie(told.get(b"cookie", "")).get(languages.COOKIE)
    wanted = told.get(b"accept-language", "")
    return Reader(
        path=path,
        spoken=languages.choose(chosen, wanted, known),
        preferred=languages.choose(None, wanted, known),
        codings=_read_codings(told.get(b"accept-encoding", "")),
        tags=frozenset(tag.strip().removeprefix("W/").encode() for tag in told.get(b"if-none-match", "").split(",")),
    )


@lru_cache(maxsize=1000)
def is_public(path: str) -> bool:
    """Tell whether what answers at a path declares its answers public: a view's mark, or that it is a file of ours."""
    if path.startswith(settings.STATIC_URL):
        return True
    try:
        return public.is_public(resolve(path).func)
    except Resolver404:
        return False


def _read_codings(header: str) -> frozenset[str]:
    """Read which codings are taken (RFC 9110, 12.5.3); one with a weight of nothing is not."""
    parts = (part.strip().lower().replace(" ", "").partition(";q=") for part in header[:500].split(","))
    return frozenset(name for name, _, weight in parts if not weight or weight.strip("0."))
