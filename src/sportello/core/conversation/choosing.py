"""How a conversation finds the service a person needs. Knows no question."""

from dataclasses import replace

from rapidfuzz import fuzz

from sportello.core import references
from sportello.core.conversation import asking, prompts
from sportello.core.conversation.state import Around, Begin, Resume, State, Turn
from sportello.core.errors import Refused
from sportello.core.questions import matching, tongues
from sportello.core.services import Service
from sportello.core.texts import say

ALIKE = 60  # per cent likeness from which a service is worth offering
MOST_OFFERED = 5


def hear(state: State, text: str, around: Around) -> Turn:
    """Begin the service meant by words or number, or ask which; a code takes a draft up."""
    if _is_code(text):
        return Turn(replace(state, phase="opening"), effects=(Resume(text),))
    found = find(state, text, around)
    if len(found) == 1:
        return Turn(replace(state, phase="opening"), effects=(Begin(found[0].id),))
    if not found:
        return asking.choose(state, around, around.services).after(prompts.Voice(state, around)("talk-no-service"))
    return asking.choose(state, around, found)


def find(state: State, text: str, around: Around) -> tuple[Service, ...]:
    """Find the services a text may mean: the one named or numbered, else the likeliest few."""
    known = {service.id: service for service in around.services}
    if text.isdecimal() and 1 <= int(text) <= len(state.listed):
        return (known[state.listed[int(text) - 1]],)
    spoken = {service.id: _spoken(service, state.language) for service in around.services}
    named = matching.find(text, spoken)
    if named:
        return (known[named],)
    likeness = {id: _likeness(text, names) for id, names in spoken.items()}
    likely = sorted((id for id in known if likeness[id] >= ALIKE), key=lambda id: -likeness[id])
    return tuple(known[id] for id in likely[:MOST_OFFERED])


def _is_code(text: str) -> bool:
    try:
        return bool(references.read_code(text)) and any(character.isdigit() for character in text)
    except Refused:
        return False


def _likeness(text: str, names: list[str]) -> float:
    return max(fuzz.token_set_ratio(tongues.plain(text), tongues.plain(name)) for name in names)


def _spoken(service: Service, language: str) -> list[str]:
    keywords = (word.strip() for word in say(service.keywords, language).split(","))
    return [say(service.names, language), *filter(None, keywords)]
