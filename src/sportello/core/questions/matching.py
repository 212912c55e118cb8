"""Which of several things a person meant by a few words, typing mistakes forgiven. Knows no question."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from sportello.core.questions.tongues import plain

CLOSE = 80  # per cent of letters in place; below, words such as "own" and "town" would pass for each other
LONGEST = 500  # characters; what is longer names nothing, and comparing it would take long
APART = 8  # how much better than the next best a choice must be


def find(text: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """Find the id whose name the text says; None when nothing or more than one fits.

    An exact name wins, then the one name near enough as a whole, then the one that has all words typed.
    Containment never ignores typed words, so that `I do not rent` is not taken for `I rent`.
    """
    typed, known = plain(text[: LONGEST + 1]), _plain(names)
    if not typed or len(text) > LONGEST:
        return None
    if any(typed in spoken for spoken in known.values()):
        return find_exact(text, names)
    return _near(typed, known) or _containing(typed, known)


def find_exact(text: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """Find the one id whose name is the text, but for case, accents and punctuation."""
    found = [id for id, spoken in _plain(names).items() if plain(text) in spoken]
    return found[0] if len(found) == 1 else None


def _plain(names: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {id: [plain(name) for name in (id, *spoken)] for id, spoken in names.items()}


def _near(typed: str, known: Mapping[str, list[str]]) -> str | None:
    scores = sorted(
        ((max(fuzz.ratio(typed, name) for name in spoken), id) for id, spoken in known.items()), reverse=True
    )
    if not scores or scores[0][0] < CLOSE:
        return None
    return scores[0][1] if len(scores) == 1 or scores[0][0] - scores[1][0] >= APART else None


def _containing(typed: str, known: Mapping[str, list[str]]) -> str | None:
    words = typed.split()
    found = [
        id for id, spoken in known.items() if any(all(_has(name.split(), word) for word in words) for name in spoken)
    ]
    return found[0] if len(found) == 1 else None


def _has(words: list[str], word: str) -> bool:
    return any(word == each or (len(word) > 3 and fuzz.ratio(word, each) >= CLOSE) for each in words)
