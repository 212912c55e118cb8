"""Finding services and answers by what people type, in any of the city's languages, wrong letters forgiven."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from sportello.core.profile import Answer, Profile
from sportello.core.questions import tongues
from sportello.core.services import Service
from sportello.core.texts import Text

WORD = re.compile(r"\w+")
LIKE = 76  # per cent of likeness from which a word may be the one meant: one wrong letter in five
ENOUGH = 0.45  # of the words typed must be met, weighed
MOST = 8
SMALL = frozenset(
    {
        *("a", "an", "and", "for", "from", "how", "i", "in", "is", "my", "of", "on", "or", "the", "to", "what", "with"),
        *("con", "de", "del", "el", "en", "la", "las", "los", "mi", "para", "por", "que", "un", "una", "y", "mis"),
        *("che", "come", "da", "di", "e", "gli", "il", "le", "lo", "mia", "mio", "per", "del", "della"),
    }
)
"""Words that say nothing of what is looked for."""


@dataclass(frozen=True)
class Found:
    """A service or an answer, and how well it meets the words typed."""

    kind: str  # service | answer
    subject: Service | Answer
    score: float


@dataclass(frozen=True)
class _Entry:
    kind: str
    subject: Any
    words: tuple[tuple[float, tuple[str, ...]], ...]  # by weight: name and keywords before running text


def find(query: str, services: Iterable[Service], profile: Profile) -> list[Found]:
    """List what meets the words typed, best first; a service before an answer that meets them as well."""
    wanted = _split(query[:200])
    if not wanted:
        return []
    found = [
        Found(entry.kind, entry.subject, score)
        for entry in _entries(tuple(services), profile)
        if (score := _score(wanted, entry)) >= ENOUGH
    ]
    return sorted(found, key=lambda one: (-one.score, one.kind == "answer"))[:MOST]


def _score(wanted: list[str], entry: _Entry) -> float:
    """Give how much of what was typed is met: each word by the best of the entry's words like it, by weight."""
    met = [
        max(_likeness(spelled, words) * weight for weight, words in entry.words for spelled in _spellings(wanted, at))
        for at in range(len(wanted))
    ]
    return sum(met) / len(met)


def _spellings(wanted: list[str], at: int) -> list[str]:
    """Give a word alone and joined to its neighbours: `pot hole` may be one word."""
    pairs = (wanted[max(at - 1, 0) : at + 1], wanted[at : at + 2])
    return [wanted[at], *("".join(pair) for pair in pairs if len(pair) == 2)]


def _likeness(word: str, words: tuple[str, ...]) -> float:
    if len(word) >= 4 and any(each.startswith(word) for each in words):
        return 1
    best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=LIKE)
    return float(best[1]) / 100 if best else 0


_built: dict[tuple[str, ...], tuple[_Entry, ...]] = {}  # one: what is searched now, by its editions


def _entries(services: tuple[Service, ...], profile: Profile) -> tuple[_Entry, ...]:
    key = (profile.edition, *(service.edition for service in services))
    if key not in _built:
        _built.clear()
        told = (_Entry("answer", each, _answer_words(each)) for each in profile.answers)
        _built[key] = (*(_Entry("service", each, _service_words(each)) for each in services), *told)
    return _built[key]


def _service_words(service: Service) -> tuple[tuple[float, tuple[str, ...]], ...]:
    return ((1.0, _all(service.names, service.keywords)), (0.7, _all(service.summary)))


def _answer_words(answer: Answer) -> tuple[tuple[float, tuple[str, ...]], ...]:
    return ((0.9, _all(answer.titles)), (0.6, _all(answer.bodies)))


def _all(*texts: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_texts(texts))) or ("",)


def _texts(texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        for written in text.values():
            yield from _split(written)


def _split(text: str) -> list[str]:
    return [word for word in WORD.findall(tongues.plain(text)) if word not in SMALL]
