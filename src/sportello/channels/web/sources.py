"""Where what the city knows of a resident comes from, in words: the office that keeps it, or where they told it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sportello import words
from sportello.actions import folder, live
from sportello.channels.web import answers
from sportello.core import interview, showing
from sportello.core.interview import Known
from sportello.core.profile import Datum
from sportello.core.questions import Question
from sportello.core.services import Service
from sportello.core.texts import say


@dataclass(frozen=True)
class Line:
    """One thing the city knows: its id (`once`), its name and value (lines of text), and from where or since when."""

    id: str
    name: str
    said: tuple[str, ...]
    source: str


def list_held(held: Iterable[folder.Held], language: str) -> dict[str, list[Line]]:
    """List what the city knows under the office that keeps it, in the city's order; last what the resident told it."""
    groups: dict[str, list[Line]] = {}
    for one in sorted(held, key=_place):
        if one.known.source == interview.REGISTER:
            heading = office_of(one.question, one.service, language)
            source = words.say(language, "folder-as-of", on=showing.show_date(language, one.known.told_on))
        else:
            heading = words.say(language, "folder-told-by-you")
            source = say_source(one.known, one.question, one.service, language)
        datum = datum_of(one.question, one.service)
        said = answers.say_answer(one.question, one.known.value, {}, language)
        groups.setdefault(heading, []).append(Line(datum.id, say(datum.names, language), said, source))
    return groups


def datum_of(question: Question, service: Service) -> Datum:
    """Give what a `once` question asks for; as its service has it, where the city that is live does not name it yet."""
    asked = Datum(question.once or question.id, question.ask, service.department)
    return live.profile().data.get(asked.id, asked)


def office_of(question: Question, service: Service, language: str) -> str:
    """Name the office that keeps what a `once` question asks for."""
    return say(live.profile().departments[datum_of(question, service).department], language)


def say_source(known: Known, question: Question, service: Service, language: str) -> str:
    """Say from where it is known, and since when."""
    on = showing.show_date(language, known.told_on)
    if known.source == interview.REGISTER:
        return words.say(language, "folder-from-office", office=office_of(question, service, language), on=on)
    return words.say(language, "folder-from-case", reference=known.source, on=on)


def _place(held: folder.Held) -> tuple[bool, int]:
    order = [*live.profile().data, held.question.once]
    return held.known.source != interview.REGISTER, order.index(held.question.once)
