"""How a conversation goes back over answers: one step, any one by number or name, all before sending."""

from dataclasses import replace

from sportello.core import interview
from sportello.core.conversation import asking, prompts
from sportello.core.conversation.state import Around, Save, State, Submit, Turn
from sportello.core.questions import Group, matching, tongues
from sportello.core.services import Service


def go_back(state: State, around: Around, service: Service) -> Turn:
    """Put the previous question again; its answer stays until another is given. From a part, to its beginning."""
    path = state.asked if state.part else asking.find_previous(state, service)
    voice = prompts.Voice(state, around)
    if state.part and path:
        return asking.ask(state, path, around, service)
    if path is None:
        return asking.repeat(state, around).after(voice("talk-at-start"))
    draft = _without_empty_row(state.draft, path, service)
    before = replace(state, draft=draft, answered=state.answered[: state.answered.index(path)])
    question = interview.get_question(service, path)
    turn = asking.ask(before, path, around, service)
    if isinstance(question.type, Group) or interview.find_answer(draft, path) is None:
        return turn
    return turn.after(voice("talk-you-said", answer=prompts.answer(before, path, question, around)))


def _without_empty_row(draft: interview.Draft, path: str, service: Service) -> interview.Draft:
    """Take back a row that was started and got no answer."""
    rows = draft.answers.get(path)
    if isinstance(interview.get_question(service, path).type, Group) and rows and not rows[-1]:
        return interview.remove_row(service, draft, f"{path}.{len(rows) - 1}")
    return draft


def change(state: State, named: str, around: Around, service: Service) -> Turn | None:
    """Ask again for the answer meant by its number or by words of its question.

    None while a question is asked and no answer is meant: `Change of address` may be the answer itself.
    """
    path = _find_answer(state, named, service)
    if path is None:
        return _ask_which(state, around, service)
    if isinstance(interview.get_question(service, path).type, Group):
        state = replace(state, draft=interview.reopen(state.draft, path))
    return asking.ask(state, path, around, service)


def remove(state: State, named: str, around: Around, service: Service) -> Turn | None:
    """Remove the row of a group that the named answer belongs to; None as for `change`."""
    path, voice = _find_answer(state, named, service), prompts.Voice(state, around)
    if path is None or "." not in path:
        return _ask_which(state, around, service)
    draft = interview.remove_row(service, state.draft, path.rpartition(".")[0])
    group = path.partition(".")[0]
    answered = tuple(each for each in state.answered if not each.startswith(f"{group}."))
    removed = state.fresh(draft=draft, asked=None, answered=answered)
    return asking.go_on(removed, around, service).after(voice("talk-removed")).doing(Save(draft))


def _ask_which(state: State, around: Around, service: Service) -> Turn | None:
    if state.phase == "asking":
        return None
    return asking.review(state, around, service).after(prompts.Voice(state, around)("talk-which-answer"))


def _find_answer(state: State, named: str, service: Service) -> str | None:
    answers = interview.list_paths(service, state.draft)
    if named.strip().isdecimal():
        number = int(named)
        return answers[number - 1][0] if 1 <= number <= len(answers) else None
    labels = {path: (prompts.label(state, path, each, service), each.id) for path, each in answers}
    return matching.find(named, labels)


def hear_review(state: State, text: str, around: Around, service: Service) -> Turn:
    """Send on yes; on no ask which answer to change; else take the message as naming one."""
    if tongues.says(text, tongues.YES, state.language):
        return send(state, around, service)
    if tongues.says(text, tongues.NO, state.language):
        return Turn(state, (prompts.Voice(state, around)("talk-which-answer"),))
    return change(state, text, around, service) or asking.review(state, around, service)


def send(state: State, around: Around, service: Service) -> Turn:
    """Have the application submitted."""
    answers = interview.application(service, state.draft)
    sending = prompts.Voice(state, around)("talk-sending")
    return Turn(replace(state, phase="sending"), (sending,), (Submit(answers),))
