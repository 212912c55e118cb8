"""A conversation over two streams of text, such as a terminal's. Knows no service and no action."""

import textwrap
from typing import TextIO

from sportello.channels.talk.carrier import Carrier
from sportello.core import conversation
from sportello.core.conversation import Say, Turn

WIDTH = 78
PROMPT = "> "
HANG_UP = "stop"


def talk(
    carrier: Carrier,
    ears: TextIO,
    mouth: TextIO,
    *,
    language: str,
    service: str | None = None,
    code: str | None = None,
) -> None:
    """Hold a conversation until it ends. When nothing more comes in, the draft is paused and its code told.

    It begins with a service, with the code of a draft begun before, or by asking what is needed.
    """
    turn = _settle(carrier, _start(carrier, language, service, code), mouth)
    while turn.state.phase != "over":
        mouth.write(PROMPT)
        mouth.flush()
        message = ears.readline() or HANG_UP
        turn = _settle(carrier, conversation.reply(turn.state, message.strip(), carrier.look_around()), mouth)


def _start(carrier: Carrier, language: str, service: str | None, code: str | None) -> Turn:
    if service:
        return conversation.begin(language, service)
    if code:
        return conversation.resume(language, code)
    return conversation.start(language, carrier.look_around())


def _settle(carrier: Carrier, turn: Turn, mouth: TextIO) -> Turn:
    """Say what is to be said, do what is to be done, and go on with what comes of it."""
    for say in turn.says:
        mouth.write(render_say(say) + "\n\n")
    for effect in turn.effects:
        news = carrier.perform(effect, turn.state)
        if news:
            return _settle(carrier, conversation.told(turn.state, news, carrier.look_around()), mouth)
    return turn


def render_say(say: Say) -> str:
    """Set a text for a narrow screen, its options numbered below."""
    lines = [line for text in say.text.split("\n") for line in textwrap.wrap(text, WIDTH) or [""]]
    options = [f"  {number}. {option}" for number, option in enumerate(say.options, start=1)]
    return "\n".join([*lines, *options])
