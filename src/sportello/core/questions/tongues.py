"""How languages say yes, no, nothing and small numbers, and the locale of a language. Knows no question."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError

LONGEST = 1000
YES = {
    "en": ("yes", "y", "yeah", "yep", "true", "ok", "sure"),
    "es": ("sí", "s", "si", "claro", "vale", "verdadero"),
    "it": ("sì", "s", "si", "certo", "va bene", "vero"),
}
NO = {
    "en": ("no", "n", "nope", "false"),
    "es": ("no", "n", "falso"),
    "it": ("no", "n", "falso"),
}
NONE = {
    "en": ("none", "nothing", "none of these"),
    "es": ("ninguno", "ninguna", "nada", "ninguna de estas"),
    "it": ("nessuno", "nessuna", "niente", "nessuna di queste"),
}
NO_FIXED_ADDRESS = {
    "en": ("no fixed address", "no address", "homeless"),
    "es": ("sin domicilio fijo", "sin dirección fija", "sin hogar"),
    "it": ("senza fissa dimora", "senza indirizzo fisso", "nessun indirizzo fisso"),
}
NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove venti",
}
ONES = {"es": ("un", "una"), "it": ("un", "una")}
MULTIPLIERS = frozenset(
    {
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "dozen",
        "dozens",
        "half",
        "cien",
        "ciento",
        "cientos",
        "mil",
        "millon",
        "millones",
        "docena",
        "docenas",
        "media",
        "medio",
        "cento",
        "mille",
        "mila",
        "milione",
        "milioni",
        "dozzina",
        "dozzine",
        "mezzo",
        "mezza",
    }
)
"""Words after a number that make it another number."""


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Get the locale of a language tag (`es`, `en-GB`); an unknown one is read as English."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def plain(text: str) -> str:
    """Fold case, accents, punctuation and spaces away, so that `¡Sí, claro!` equals `si claro`.

    Only the first thousand characters count: no phrase is longer, and folding takes the square of many marks.
    """
    letters = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def says(text: str, phrases: Mapping[str, tuple[str, ...]], language: str) -> bool:
    """Tell whether the text is one of the phrases, in its language or in English."""
    spoken = (*phrases.get(language[:2], ()), *phrases["en"])
    return plain(text) in {plain(phrase) for phrase in spoken}


def find_small_number(text: str, language: str) -> int | None:
    """Find which number from 0 to 20 a word says: `four`, `cuatro`, `quattro`."""
    word = plain(text)
    if word in ONES.get(language[:2], ()):
        return 1
    words = plain(NUMBERS.get(language[:2], NUMBERS["en"])).split()
    return words.index(word) if word in words else None
