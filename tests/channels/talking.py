"""A resident at the terminal: hears what is asked and types the answers of an example, in words."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sportello.actions import drafts, live
from sportello.channels.talk import terminal
from sportello.channels.talk.carrier import Carrier
from sportello.core import interview
from sportello.core.actors import Actor
from sportello.core.questions import File


class Applicant(io.TextIOBase):
    """Types, at each prompt, the answer to what is asked; sends at the end, and leaves.

    An answer of type file is a list of paths; a question without an answer is skipped.
    """

    def __init__(self, carrier: Carrier, answers: Mapping[str, Any], language: str) -> None:
        self.carrier, self.answers, self.language = carrier, answers, language
        self.to_send: list[str] = []
        self.before: interview.Ask | None = None
        self.sent = False

    def readline(self, size: int = -1) -> str:
        return self._next() + "\n"

    def _next(self) -> str:
        if self.to_send:
            return self.to_send.pop(0)
        if self.carrier.opened is None:
            return "stop"
        now = drafts.get(self.carrier.opened.id, by=self.carrier.by)
        ask = interview.next_question(now.service, now.draft)
        if ask is None:
            assert not self.sent, "sending came back with a question"
            self.sent = True
            return "send"
        return self._say(ask)

    def _say(self, ask: interview.Ask) -> str:
        assert ask != self.before, f"{ask.path} was asked again: its answer was not taken"
        self.before = ask
        if ask.kind == "another":
            return "yes" if ask.row < len(self.answers.get(ask.path, ())) else "no"
        value = self._find(ask.path)
        if value is None:
            return "skip"
        if isinstance(ask.question.type, File):
            first, *self.to_send = [*value, *([] if len(value) == ask.question.type.max_files else ["done"])]
            return first
        checked = ask.question.type.check(value, live.today())
        shown = ask.question.type.show(checked, self.language).replace("\n", " ")
        return f'"{shown}"'

    def _find(self, path: str) -> Any:
        group, _, rest = path.partition(".")
        if not rest:
            return self.answers.get(path)
        row, _, inner = rest.partition(".")
        return self.answers[group][int(row)].get(inner)


def apply(service: str, answers: Mapping[str, Any], language: str, by: Actor) -> tuple[Actor, str]:
    """Apply through the terminal; give who has then shown the receipt, and all that was said."""
    carrier, mouth = Carrier(by), io.StringIO()
    terminal.talk(carrier, Applicant(carrier, answers, language), mouth, language=language, service=service)
    return carrier.by, mouth.getvalue()


def put_down(files: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """Put files into a folder; give the path of each name."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return {name: str(folder / name) for name in files}
