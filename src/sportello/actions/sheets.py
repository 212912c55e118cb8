"""Letters on paper as one PDF: how they look, with or without a code. Whoever asks has checked who prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sportello import words
from sportello.actions import city, live
from sportello.core import references, showing
from sportello.core.errors import Refused
from sportello.core.texts import say

TEMPLATE = Path(__file__).with_name("letters.typ")
UNSHOWN = "letter.unshown"


@dataclass(frozen=True)
class Sheet:
    """One letter: `reference` is in the window above the lines of the address, `after` follows the code."""

    language: str
    reference: str
    to: Sequence[str]
    day: date
    title: str
    text: Sequence[str]
    code: str = ""
    after: Sequence[str] = ()


def new_reference() -> str:
    """Make the reference of a letter, by which it is found again when it comes back."""
    return references.new_reference(city.current().random(references.RANDOM_BYTES))


def render_one(sheet: Sheet, made_at: datetime) -> bytes:
    """Render a letter alone. Refused `letter.unshown` where no font has a sign of it."""
    return _render([sheet], sheet.language, sheet.title, None, made_at)


def render_batch(sheets: Sequence[Sheet], made_at: datetime, prints: int) -> tuple[bytes, frozenset[int]]:
    """Render letters behind a list to check against, each beginning on a right-hand page.

    `prints` tells how often they were printed by now: the list warns of a second time. Those with a sign that no font
    has are left out, and given by their places: one name must not hold up everybody's. Refused `letter.unshown` where
    that leaves none.
    """
    try:
        return _render_listed(sheets, made_at, prints, 0), frozenset()
    except Refused as refused:
        if refused.code != UNSHOWN:
            raise
    left_out = frozenset(_find_unshown(sheets, range(len(sheets)), made_at))
    shown = [sheet for place, sheet in enumerate(sheets) if place not in left_out]
    if not shown:
        raise Refused(UNSHOWN)
    return _render_listed(shown, made_at, prints, len(left_out)), left_out


def _render_listed(sheets: Sequence[Sheet], made_at: datetime, prints: int, left_out: int) -> bytes:
    language = live.profile().languages[0]
    title = words.say(language, "letters-list-title", day=live.local(made_at).date())
    head = {part: words.say(language, f"letters-{part}") for part in ("number", "reference", "to")}
    said = [words.say(language, "letters-again", times=prints)] if prints > 1 else []
    said += [words.say(language, "letters-left-out", count=left_out)] if left_out else []
    return _render(sheets, language, title, {**head, "said": said}, made_at)


def _find_unshown(sheets: Sequence[Sheet], places: Sequence[int], made_at: datetime) -> list[int]:
    """Find the letters that cannot be rendered, half by half: a whole batch one by one takes a minute."""
    try:
        _render([sheets[place] for place in places], live.profile().languages[0], "-", None, made_at)
    except Refused as refused:
        if refused.code != UNSHOWN:
            raise
        if len(places) == 1:
            return list(places)
        half = len(places) // 2
        return [one for some in (places[:half], places[half:]) for one in _find_unshown(sheets, some, made_at)]
    return []


def _render(
    sheets: Sequence[Sheet], language: str, title: str, listed: Mapping[str, Any] | None, made_at: datetime
) -> bytes:
    profile = live.profile()
    data = {
        "language": language,
        "title": title,
        "city": say(profile.name, language),
        "brand": dict(profile.brand),
        "list": listed,
        "letters": [_tell(sheet) for sheet in sheets],
    }
    try:
        return city.current().typesetter.render_pdf({"main.typ": TEMPLATE.read_text()}, data, made_at=made_at)
    except Refused as refused:
        if refused.code == "document.letter_missing":  # of a font; what it says is somebody's name
            raise Refused(UNSHOWN) from None
        raise


def _tell(sheet: Sheet) -> dict[str, Any]:
    profile = live.profile()
    sender = profile.contact.get("address", "")
    return {
        **asdict(sheet),
        "city": say(profile.name, sheet.language),
        "sender": say(sender, sheet.language) if isinstance(sender, Mapping) else sender,
        "day": showing.show_date(sheet.language, sheet.day),
    }
