"""The reason that whoever moves money at the desk gives for it."""

from sportello.core.errors import Refused
from sportello.core.questions.writing import CONTROL_BUT_LINES

LONGEST = 500


def check(text: str) -> str:
    """Give the reason without spaces around it.

    Refused `money.reason` where there is none, it is too long, or would read other than it is.
    """
    said = text.strip()
    if not 0 < len(said) <= LONGEST or CONTROL_BUT_LINES.search(said):
        raise Refused("money.reason", most=LONGEST)
    return said
