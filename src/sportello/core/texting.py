"""Texts to and from phones: what one is made of and costs, what networks report of it, and what people answer.

A network may know texts by name, with gaps to fill, as WhatsApp does (approved beforehand, one for each language);
others take the words. So a text is both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sportello.core.delivery import Channel

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€")
"""Letters of the default alphabet (3GPP TS 23.038, 6.2.1), and those that take two places of it. None is á or ú."""
GSM_ROOM, WIDE_ROOM = (160, 153), (70, 67)
"""Places in a text that goes alone, and in each part of one that is joined: in the default alphabet, and in UCS-2."""
CARRIERS = frozenset(["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "REMOVE", "ARRET"])
STOP = CARRIERS | frozenset(["ALTO", "BAJA", "PARAR", "BASTA", "ANNULLA"])
"""Words by which people stop texts: those carriers hold to (CTIA; 47 CFR 64.1200(a)(10)), and of our languages."""
START = frozenset(["START", "UNSTOP", "RESUME", "ALTA", "INICIAR", "INIZIA"])


@dataclass(frozen=True)
class Text:
    """A text of one line: its words, and of which template in which language with which parameters they were made.

    `template` is a message of the catalogues (`message-short`), `parameters` are its variables by name, filled in.
    """

    template: str
    language: str
    parameters: Mapping[str, str]
    words: str


@dataclass(frozen=True)
class Receipt:
    """What a network (that of the channel) reports of a text, by the id it gave it. `why` is its code for a failure.

    `is_gone`: nobody has the number, or (`why` is `STOPPED`) whoever has it told the network to stop. What was read in
    an app counts as delivered: a message is read in the folder alone.
    """

    channel: Channel
    handed: str
    delivered: bool
    why: str = ""
    is_gone: bool = False


class Wish(StrEnum):
    """What somebody wants who answers a text with one word."""

    STOP = "stop"
    START = "start"


def read_wish(text: str) -> Wish | None:
    """Read an answer that is one such word, however it is written; None for all else ("please stop" is a sentence)."""
    word = "".join(one for one in text.upper().replace("Ê", "E") if one.isalpha())
    return Wish.STOP if word in STOP else Wish.START if word in START else None


def count_parts(words: str) -> int:
    """Count the text messages that a network sends and charges for: one letter outside its alphabet halves the room."""
    if set(words) <= GSM | GSM_TWICE:
        (alone, joined), size = GSM_ROOM, len(words) + sum(one in GSM_TWICE for one in words)
    else:
        (alone, joined), size = WIDE_ROOM, len(words.encode("utf-16-be")) // 2
    return 1 if size <= alone else -(-size // joined)
