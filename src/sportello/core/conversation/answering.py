"""How a conversation takes an answer: whole, by its parts, as files, or as the one before put right."""

from dataclasses import replace

from sportello.core import intents, interview
from sportello.core.conversation import asking, prompts
from sportello.core.conversation.state import AddFile, Around, FileAdded, Save, Say, State, Turn
from sportello.core.errors import Refused
from sportello.core.interview import Ask
from sportello.core.questions import File, Group, Json, LongText, QuestionType, Text, YesNo, tongues
from sportello.core.services import Service
from sportello.core.texts import say

FREE_TEXT = (Text, LongText)
TRIES = 2  # wrong answers to one part after which the whole question is put again


def hear(state: State, text: str, around: Around, service: Service) -> Turn:
    """Take a message as the answer to the question asked."""
    ask = asking.find_current(state, service)
    if ask is None:
        return asking.review(state, around, service)
    if not text:
        return asking.repeat(state, around)
    return _correct(state, ask, text, around, service) or _hear_asked(state, ask, text, around, service)


def _hear_asked(state: State, ask: Ask, text: str, around: Around, service: Service) -> Turn:
    if isinstance(ask.question.type, File):
        return _hear_file(state, ask, ask.question.type, text, around, service)
    try:
        value = _read(state, ask, text)
    except Refused as refused:
        return _again(state, ask, refused, around)
    return give(state, ask, value, around, service)


def _read(state: State, ask: Ask, text: str) -> Json:
    kind = ask.question.type
    if ask.kind == "another":
        return YesNo().read(text, state.language)
    if state.part:
        return {**state.partial, state.part: kind.read_part(state.part, text, state.language)}
    offered = state.offers.get(ask.path)
    if offered and not isinstance(kind, YesNo) and tongues.says(text, tongues.YES, state.language):
        return offered.value
    return kind.read(text, state.language)


def give(state: State, ask: Ask, value: Json, around: Around, service: Service) -> Turn:
    """Put an answer into the draft and go on; ask again if it does not do, or for the part it misses."""
    try:
        draft = interview.answer(service, state.draft, ask.path, value, around.today)
    except Refused as refused:
        if refused.code != "answer.part_missing":
            return _again(state, ask, refused, around)
        state = replace(state, partial=value, part=refused.facts["part"], tries=0)
        return Turn(state, prompts.question(state, ask, around))
    answered = (*(path for path in state.answered if path != ask.path), ask.path)
    offers = {path: told for path, told in state.offers.items() if path != ask.path}
    given = state.fresh(draft=draft, asked=None, answered=answered, offers=offers)
    return asking.go_on(given, around, service).doing(Save(draft))


def _again(state: State, ask: Ask, refused: Refused, around: Around) -> Turn:
    """Say what was wrong and put the question again; after some tries at a part, the whole of it."""
    again = replace(state, tries=state.tries + 1)
    if state.part and again.tries >= TRIES:
        again = replace(again, part=None, partial={})
    problem = Say(around.words.refusal(state.language, refused))
    return Turn(again, (problem, *prompts.question(again, ask, around)))


def _correct(state: State, ask: Ask, text: str, around: Around, service: Service) -> Turn | None:
    """Take `no, 4 people` as the previous answer put right, if it reads as one; None when it is an answer."""
    meant, path = intents.find_correction(text), asking.find_previous(state, service)
    if not meant or not path:
        return None
    question = interview.get_question(service, path)
    if not _may_be_corrected(question.type, ask.question.type):
        return None
    try:
        value = question.type.read(meant, state.language)
        draft = interview.answer(service, state.draft, path, value, around.today)
    except Refused:
        return None
    state = state.fresh(draft=draft, asked=None)
    asked, answer = say(question.ask, state.language), prompts.answer(state, path, question, around)
    noted = prompts.Voice(state, around)("talk-corrected", asked=asked, answer=answer)
    return asking.go_on(state, around, service).after(noted).doing(Save(draft))


def _may_be_corrected(previous: QuestionType, asked: QuestionType) -> bool:
    """Tell whether a message can be told from an answer: two free texts in a row look the same."""
    both_free = isinstance(previous, FREE_TEXT) and isinstance(asked, FREE_TEXT)
    return not isinstance(previous, (Group, File)) and not both_free


def _hear_file(state: State, ask: Ask, kind: File, text: str, around: Around, service: Service) -> Turn:
    files = state.partial.get("files")
    if files and tongues.says(text, tongues.NO, state.language):
        return give(state, ask, files, around, service)
    return Turn(state, effects=(AddFile(text, kind.accept, kind.max_mb * 1024**2),))


def add_file(state: State, news: FileAdded, around: Around, service: Service) -> Turn:
    """Note a file that was taken in, and ask for another while there may be more."""
    ask = asking.find_current(state, service)
    if ask is None or not isinstance(ask.question.type, File):
        return asking.repeat(state, around)
    files = [*state.partial.get("files", []), news.id]
    added = prompts.Voice(state, around)("talk-file-added", name=news.name)
    if len(files) >= ask.question.type.max_files:
        return give(state, ask, files, around, service).after(added)
    state = replace(state, partial={"files": files}, tries=0)
    return Turn(state, (added, *prompts.question(state, ask, around)))
