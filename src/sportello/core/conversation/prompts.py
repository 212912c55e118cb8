"""How a conversation puts questions, lists answers and tells a decision. Reads the state, changes nothing."""

from datetime import date
from typing import Any

from sportello.core import interview
from sportello.core.conversation.state import Around, Paused, Say, State, Submitted
from sportello.core.interview import Ask
from sportello.core.questions import Address, Choice, Choices, File, Group, Question, YesNo, dates
from sportello.core.services import Service
from sportello.core.texts import say

OUTCOMES = ("approve", "deny", "refer")
WITH_HINT = ("date", "money", "choices", "long_text", "file")


class Voice:
    """The product's words in the language of one conversation."""

    def __init__(self, state: State, around: Around) -> None:
        self.language = state.language
        self.words = around.words

    def __call__(self, id: str, **facts: Any) -> Say:
        return Say(self.words.say(self.language, id, **facts))


def services(state: State, around: Around) -> Say:
    """Ask which of the services listed is meant."""
    known = {service.id: service for service in around.services}
    names = tuple(say(known[id].names, state.language) for id in state.listed if id in known)
    return Say(around.words.say(state.language, "talk-which-service"), names)


def question(state: State, ask: Ask, around: Around) -> tuple[Say, ...]:
    """Put a question: what is offered from before, what is asked, how to answer, what to choose from."""
    voice = Voice(state, around)
    if ask.kind == "another":
        return (another(state, ask, around),)
    if state.part:
        return (part(state, ask.question, state.part, around),)
    if state.partial.get("files"):
        return (voice("talk-more-files"),)
    text = " ".join(filter(None, (_row(ask, around, state), say(ask.question.ask, state.language))))
    hints = [voice(id, **facts).text for id, facts in _hints(ask.question, state)]
    asked = Say("\n".join([text, *hints]), options(ask.question, state.language))
    first = ask.question.type.parts[:1]
    parts = [part(state, ask.question, first[0], around)] if first else []
    return (*_offered(state, ask, voice), asked, *parts)


def part(state: State, asked: Question, name: str, around: Around) -> Say:
    """Ask for one part of an answer."""
    places = asked.type.places.values() if name == "place" and isinstance(asked.type, Address) else ()
    names = tuple(say(place.names, state.language) for place in places)
    none = "-or-none" if name == "line" and isinstance(asked.type, Address) and asked.type.no_fixed else ""
    return Say(around.words.say(state.language, f"part-{name}{none}".replace("_", "-")), names)


def another(state: State, ask: Ask, around: Around) -> Say:
    """Ask whether a group has another row."""
    each = say(ask.question.type.each, state.language) if isinstance(ask.question.type, Group) else ""
    asked = say(ask.question.ask, state.language)
    text = around.words.say(state.language, "talk-another", asked=asked, each=each, count=ask.row or 0)
    return Say(text, _yes_no(state.language))


def options(asked: Question, language: str) -> tuple[str, ...]:
    """Give the labels to choose from, if the question has such."""
    if isinstance(asked.type, YesNo):
        return _yes_no(language)
    if isinstance(asked.type, (Choice, Choices)):
        return tuple(say(label, language) for label in asked.type.options.values())
    return ()


def review(state: State, service: Service, around: Around) -> tuple[Say, ...]:
    """Read all answers back, numbered, and ask whether to send them."""
    voice = Voice(state, around)
    lines = [
        f"{number}. {label(state, path, each, service)}: {answer(state, path, each, around)}"
        for number, (path, each) in enumerate(interview.list_paths(service, state.draft), start=1)
    ]
    return (voice("talk-review"), Say("\n".join(lines)), voice("talk-send"))


def label(state: State, path: str, asked: Question, service: Service) -> str:
    """Name a path for people: the question, with its row in a group."""
    group, _, row = path.partition(".")
    if not row:
        return say(asked.ask, state.language)
    kind = interview.get_question(service, group).type
    each = say(kind.each, state.language) if isinstance(kind, Group) else ""
    return f"{each or group} {int(row.partition('.')[0]) + 1}, {say(asked.ask, state.language)}"


def answer(state: State, path: str, asked: Question, around: Around) -> str:
    """Say the answer at a path."""
    value = interview.find_answer(state.draft, path)
    if isinstance(asked.type, Group):
        return around.words.say(state.language, "talk-rows", count=len(value or []))
    if value is None:
        return around.words.say(state.language, "talk-not-given")
    if isinstance(asked.type, File):
        return around.words.say(state.language, "talk-files", count=len(value))
    return asked.type.show(value, state.language)


def told(state: State, news: Submitted, around: Around) -> tuple[Say, ...]:
    """Tell that the application is in, what was decided and why, and where to follow it."""
    voice = Voice(state, around)
    outcome = voice(f"outcome-{news.outcome if news.outcome in OUTCOMES else 'other'}", outcome=news.outcome)
    reasons = [Say(say(reason, state.language)) for reason in news.reasons]
    due = [voice("talk-due", due=news.due)] if news.due else []
    follow = voice("talk-follow", link=news.link, reference=news.reference)
    return (
        voice("talk-sent", reference=news.reference),
        outcome,
        *reasons,
        *due,
        follow,
        voice("talk-after"),
    )


def paused(state: State, news: Paused, around: Around) -> Say:
    """Tell the code that takes the draft up again."""
    return Voice(state, around)("talk-paused", code=news.code, link=news.link, until=news.until)


def _offered(state: State, ask: Ask, voice: Voice) -> tuple[Say, ...]:
    told = state.offers.get(ask.path)
    if told is None:
        return ()
    answer = ask.question.type.show(told.value, state.language)
    return (voice("talk-offer", answer=answer, source=told.source, on=date.fromisoformat(told.told_on)),)


def _row(ask: Ask, around: Around, state: State) -> str:
    if ask.row is None or around.service is None:
        return ""
    group = interview.get_question(around.service, ask.path.partition(".")[0]).type
    each = say(group.each, state.language) if isinstance(group, Group) else ""
    return f"{each} {ask.row + 1}.".strip()


def _hints(asked: Question, state: State) -> list[tuple[str, dict[str, Any]]]:
    kind = asked.type.kind
    facts = {"example": dates.short_example(state.language)} if kind == "date" else {}
    if isinstance(asked.type, File):
        facts = {"accept": ", ".join(asked.type.accept), "mb": str(asked.type.max_mb)}
    hints = [(f"talk-hint-{kind}".replace("_", "-"), facts)] if kind in WITH_HINT else []
    return [*hints, ("talk-hint-optional", {})] if asked.optional else hints


def _yes_no(language: str) -> tuple[str, ...]:
    return (YesNo().show(True, language), YesNo().show(False, language))
