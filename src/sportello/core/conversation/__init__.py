"""The interview as a conversation: one message in; what to say, and what the carrier is to do, out.

Pure: knows no terminal and no telephone. The carrier keeps the state, performs effects and tells the news.
"""

from dataclasses import replace

from sportello.core import intents, interview
from sportello.core.conversation import answering, asking, changing, choosing, prompts
from sportello.core.conversation.state import (
    AddFile,
    Around,
    Begin,
    Effect,
    Failed,
    FileAdded,
    HangUp,
    News,
    Opened,
    Pause,
    Paused,
    Resume,
    Save,
    Say,
    Speak,
    State,
    Submit,
    Submitted,
    Told,
    Turn,
    dump,
    load,
)
from sportello.core.errors import Invalid, Refused
from sportello.core.services import Service
from sportello.core.texts import say


def start(language: str, around: Around) -> Turn:
    """Greet, and ask what the person needs."""
    state = State(language)
    return asking.choose(state, around, around.services).after(prompts.Voice(state, around)("talk-hello"))


def begin(language: str, service: str) -> Turn:
    """Start with a service already chosen, by its id."""
    return Turn(State(language, "opening"), effects=(Begin(service),))


def resume(language: str, code: str) -> Turn:
    """Start with a draft begun before, at any door, by its code."""
    return Turn(State(language, "opening"), effects=(Resume(code),))


def reply(state: State, message: str, around: Around) -> Turn:
    """Answer one message."""
    answers = asking.is_an_option(state, message, around)
    intent = None if answers else intents.find(message, state.language, around.languages)
    turn = _obey(state, intent, around) if intent else None
    return turn or _hear(state, intents.unquote(message), around)


def told(state: State, news: News, around: Around) -> Turn:
    """Go on after the carrier did what it was asked."""
    match news, around.service:
        case Opened(), Service() as service:
            return _open(state, news, around, service)
        case FileAdded(), Service() as service:
            return answering.add_file(state, news, around, service)
        case Paused(), _:
            return Turn(replace(state, phase="over"), (prompts.paused(state, news, around),), (HangUp(),))
        case Submitted(), _:
            return Turn(state.fresh(phase="sent"), prompts.told(state, news, around))
        case Failed(refused), _:
            return _fail(state, refused, around)
    return Turn(state)


def _hear(state: State, text: str, around: Around) -> Turn:
    match state.phase, around.service:
        case "asking", Service() as service:
            return answering.hear(state, text, around, service)
        case "reviewing", Service() as service:
            return changing.hear_review(state, text, around, service)
        case "choosing", _:
            return choosing.hear(state, text, around)
    return asking.repeat(state, around)


def _obey(state: State, intent: intents.Intent, around: Around) -> Turn | None:
    """Do what a message tells the conversation; None where it tells nothing, and is an answer."""
    turn = _obey_anywhere(state, intent, around)
    if turn is None and state.phase in ("asking", "reviewing") and around.service:
        turn = _obey_over_answers(state, intent, around, around.service)
        return turn or _obey_at_question(state, intent, around, around.service)
    return turn


def _obey_anywhere(state: State, intent: intents.Intent, around: Around) -> Turn | None:
    match intent.name, state.phase:
        case "language", _:
            return _speak(state, intent.rest, around)
        case "stop", _:
            return _stop(state, around)
        case "help" | "repeat" as name, _:
            help = (*asking.explain(state, around), prompts.Voice(state, around)("talk-help"))
            return asking.repeat(state, around).after(*(help if name == "help" else ()))
        case "resume", "choosing":
            return resume(state.language, intent.rest)
        case "again", "sent":
            return asking.choose(State(state.language), around, around.services)
    return None


def _obey_over_answers(state: State, intent: intents.Intent, around: Around, service: Service) -> Turn | None:
    match intent.name, state.phase:
        case "back", _:
            return changing.go_back(state, around, service)
        case "change", _:
            return changing.change(state, intent.rest, around, service)
        case "remove", _:
            return changing.remove(state, intent.rest, around, service)
        case "review", _:
            return asking.review(state, around, service)
        case "send", "reviewing":
            return changing.send(state, around, service)
    return None


def _obey_at_question(state: State, intent: intents.Intent, around: Around, service: Service) -> Turn | None:
    ask = asking.find_asked(state, around)
    if ask is None:
        return None
    match intent.name:
        case "skip":
            return answering.give(state, ask, None, around, service)
        case "same" if ask.path in state.offers or interview.find_answer(state.draft, ask.path) is not None:
            offered = state.offers.get(ask.path)
            value = offered.value if offered else interview.find_answer(state.draft, ask.path)
            return answering.give(state, ask, value, around, service)
        case "done" if state.partial.get("files"):
            return answering.give(state, ask, state.partial["files"], around, service)
    return None


def _open(state: State, news: Opened, around: Around, service: Service) -> Turn:
    state = replace(state, language=news.language)
    voice, name = prompts.Voice(state, around), say(service.names, state.language)
    told = {each.path: Told(each.value, each.known.source, each.known.told_on.isoformat()) for each in news.offers}
    opened = State(state.language, "asking", news.draft, offers=told, answered=tuple(news.draft.answers))
    turn = asking.go_on(opened, around, service)
    if news.resumed:
        return turn.after(voice("talk-resumed", service=name))
    return turn.after(voice("talk-begun", service=name), Say(say(service.summary, state.language)))


def _fail(state: State, refused: Refused, around: Around) -> Turn:
    """Tell why the carrier was refused, and go on where that makes sense."""
    if isinstance(refused, Invalid) and refused.problems and around.service:
        return asking.mend(state, refused.problems[0], around, around.service)
    said = Say(around.words.refusal(state.language, refused))
    if state.phase == "opening":
        return asking.choose(state, around, around.services).after(said)
    if state.phase == "sending":
        state = replace(state, phase="reviewing")
    return asking.repeat(state, around).after(said)


def _speak(state: State, language: str, around: Around) -> Turn | None:
    """Change the language; words after `language` that name none are an answer to a question."""
    if language not in around.languages:
        unknown = Refused("language.unknown", language=language, languages=", ".join(around.languages))
        said = Say(around.words.refusal(state.language, unknown))
        return None if state.phase == "asking" else asking.repeat(state, around).after(said)
    spoken = replace(state, language=language)
    turn = asking.repeat(spoken, around).after(prompts.Voice(spoken, around)("talk-language"))
    return turn.doing(Speak(language)) if around.service else turn


def _stop(state: State, around: Around) -> Turn:
    """Pause a draft under way; otherwise just say goodbye."""
    if state.phase in ("asking", "reviewing"):
        return Turn(state, effects=(Save(state.draft), Pause()))
    return Turn(replace(state, phase="over"), (prompts.Voice(state, around)("talk-bye"),), (HangUp(),))


__all__ = [
    "AddFile",
    "Around",
    "Begin",
    "Effect",
    "Failed",
    "FileAdded",
    "HangUp",
    "News",
    "Opened",
    "Pause",
    "Paused",
    "Resume",
    "Save",
    "Say",
    "Speak",
    "State",
    "Submit",
    "Submitted",
    "Turn",
    "begin",
    "dump",
    "load",
    "reply",
    "resume",
    "start",
    "told",
]
