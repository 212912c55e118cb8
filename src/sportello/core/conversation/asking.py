"""What a conversation asks next: the question, and the review when none is left. Hears nothing."""

from dataclasses import replace

from sportello.core import applications, interview
from sportello.core.conversation import prompts
from sportello.core.conversation.state import Around, Say, State, Turn
from sportello.core.errors import Problem, Refused
from sportello.core.interview import Ask
from sportello.core.questions import Group, tongues
from sportello.core.services import Service
from sportello.core.texts import say


def go_on(state: State, around: Around, service: Service) -> Turn:
    """Put the next question, or review all answers when none is left."""
    question = interview.next_question(service, state.draft)
    if question is None:
        return review(state, around, service)
    state = state.fresh(phase="asking", asked=question.path)
    return Turn(state, prompts.question(state, question, around))


def ask(state: State, path: str, around: Around, service: Service) -> Turn:
    """Put the question at a path once more."""
    state = state.fresh(phase="asking", asked=path)
    question = find_current(state, service)
    return Turn(state, prompts.question(state, question, around)) if question else go_on(state, around, service)


def find_current(state: State, service: Service) -> Ask | None:
    """Find what the next message answers; None when nothing is left to ask."""
    upcoming = interview.next_question(service, state.draft)
    shown = dict(interview.list_paths(service, state.draft))
    if state.asked is None or state.asked not in shown or (upcoming and upcoming.path == state.asked):
        return upcoming
    question = shown[state.asked]
    if isinstance(question.type, Group):
        return Ask(state.asked, question, "another", len(state.draft.answers.get(state.asked) or []))
    _, _, row = state.asked.partition(".")
    return Ask(state.asked, question, row=int(row.partition(".")[0]) if row else None)


def find_previous(state: State, service: Service) -> str | None:
    """Find the path answered last and still shown, other than the one asked now."""
    shown = dict(interview.list_paths(service, state.draft))
    return next((path for path in reversed(state.answered) if path in shown and path != state.asked), None)


def review(state: State, around: Around, service: Service) -> Turn:
    """Read the answers back; then ask what is still missing or wrong, or whether to send."""
    problems = applications.problems(service, state.draft.answers, around.today)
    missing = interview.next_question(service, state.draft)
    if missing:
        return ask(state, missing.path, around, service).after(*prompts.review(state, service, around)[:2])
    if problems:
        return mend(state, problems[0], around, service)
    state = state.fresh(phase="reviewing", asked=None)
    return Turn(state, prompts.review(state, service, around))


def mend(state: State, problem: Problem, around: Around, service: Service) -> Turn:
    """Say what is wrong with an answer and ask for it again."""
    told = Say(around.words.refusal(state.language, Refused(problem.code, **problem.facts)))
    return ask(state, problem.path, around, service).after(told)


def repeat(state: State, around: Around) -> Turn:
    """Say again what was asked last."""
    asked = find_asked(state, around)
    if asked:
        return Turn(state, prompts.question(state, asked, around))
    if state.phase == "reviewing" and around.service:
        return Turn(state, prompts.review(state, around.service, around))
    if state.phase == "choosing":
        return Turn(state, (prompts.services(state, around),))
    return Turn(state, (prompts.Voice(state, around)("talk-after"),))


def find_asked(state: State, around: Around) -> Ask | None:
    """Find the question put to the person, while questions are being asked."""
    return find_current(state, around.service) if state.phase == "asking" and around.service else None


def explain(state: State, around: Around) -> tuple[Say, ...]:
    """Say what the city wrote to explain the question."""
    asked = find_asked(state, around)
    text = say(asked.question.help, state.language) if asked else ""
    return (Say(text),) if text else ()


def is_an_option(state: State, message: str, around: Around) -> bool:
    """Tell whether the message is, word for word, a choice of the question asked: then it is an answer."""
    asked = find_asked(state, around)
    labels = prompts.options(asked.question, state.language) if asked else ()
    return tongues.plain(message) in {tongues.plain(label) for label in labels}


def choose(state: State, around: Around, found: tuple[Service, ...]) -> Turn:
    """Ask which of these services is meant."""
    chosen = replace(state, phase="choosing", listed=tuple(service.id for service in found))
    return Turn(chosen, (prompts.services(chosen, around),))
