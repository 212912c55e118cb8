"""Does what a conversation asks for, through actions. Knows no terminal; whoever speaks brings the words in and out."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from sportello import words
from sportello.actions import city, drafts, files, intake, live
from sportello.channels.talk import CHANNEL
from sportello.core import conversation, filetypes
from sportello.core import intake as rules
from sportello.core.actors import Actor
from sportello.core.conversation import Around, Effect, News, State
from sportello.core.errors import Refused


@dataclass
class Carrier:
    """One conversation's hands: who speaks, and the draft under way."""

    by: Actor = field(default_factory=lambda: Actor(channel=CHANNEL))
    opened: drafts.Open | None = None

    def look_around(self) -> Around:
        """Say what the conversation may know of the city this turn."""
        service = self.opened.service if self.opened else None
        return Around(words, live.today(), live.profile().languages, tuple(live.services()), service)

    def perform(self, effect: Effect, state: State) -> News | None:
        """Do one thing the conversation asked for; None when there is nothing to tell of it."""
        try:
            return self._perform(effect, state)
        except Refused as refused:
            return conversation.Failed(refused)

    def _perform(self, effect: Effect, state: State) -> News | None:
        match effect:
            case conversation.Begin(service):
                return self._begin(service, state.language)
            case conversation.Resume(code):
                return self._open(drafts.resume(code, by=self.by), resumed=True)
            case conversation.AddFile():
                return self._add_file(effect)
            case conversation.Submit():
                return self._submit()
            case conversation.Pause():
                return self._pause()
        self._keep(effect)
        return None

    def _keep(self, effect: Effect) -> None:
        match effect:
            case conversation.Save(draft):
                drafts.save(self._draft.id, draft, by=self.by)
            case conversation.Speak(language):
                drafts.speak(self._draft.id, language, by=self.by)

    @property
    def _draft(self) -> drafts.Open:
        if self.opened is None:
            raise Refused("draft.not_found")
        return self.opened

    def _begin(self, service: str, language: str) -> conversation.Opened:
        """Begin a draft; who cannot send it here is told before the first question, not after the last."""
        rules.check_assurance(live.service(service), self.by)
        return self._open(drafts.begin(service, language, by=self.by).id, resumed=False)

    def _open(self, draft: UUID, *, resumed: bool) -> conversation.Opened:
        self._hold(draft)
        self.opened = drafts.get(draft, by=self.by)
        offers = tuple(drafts.offers(self.opened, by=self.by))
        return conversation.Opened(self.opened.draft, self.opened.language, resumed, offers)

    def _hold(self, id: UUID) -> None:
        self.by = replace(self.by, holds=self.by.holds | {id})

    def _pause(self) -> conversation.Paused:
        until = live.local(drafts.get(self._draft.id, by=self.by).expires_at).date()
        return conversation.Paused(self._draft.code, f"{city.current().base_url}/resume", until)

    def _add_file(self, wanted: conversation.AddFile) -> conversation.FileAdded:
        path = Path(wanted.source).expanduser()
        content = _read(path, wanted.most_bytes)
        filetypes.check_file(content, accept=wanted.accept, largest=wanted.most_bytes)
        added = files.add(path.name, content, by=self.by, draft=self._draft.id)
        return conversation.FileAdded(str(added), path.name)

    def _submit(self) -> conversation.Submitted:
        service = self._draft.service
        submitted = intake.submit_draft(self._draft.id, by=self.by)
        self._hold(submitted.case)
        self.opened = None
        return conversation.Submitted(
            submitted.reference,
            submitted.outcome,
            f"{city.current().base_url}/track/{submitted.reference}/{submitted.secret}",
            tuple(service.reasons[reason].text for reason in submitted.reasons),
            live.local(submitted.due_at).date() if submitted.outcome == "refer" else None,
        )


def _read(path: Path, most_bytes: int) -> bytes:
    """Read a file, and one byte more than it may have so that its size shows. Refused `file.not_readable`."""
    try:
        if not path.is_file():
            raise Refused("file.not_readable", name=path.name)
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except (OSError, ValueError):
        raise Refused("file.not_readable", name=path.name) from None
