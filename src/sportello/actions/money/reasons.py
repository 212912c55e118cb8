"""The reason that whoever moves money at the desk gives for it."""

from sportello.core.errors import Refused

LONGEST = 500


def check(text: str) -> str:
    """Give the reason without spaces around it; Refused `money.reason` where there is none, or it is too long."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise Refused("money.reason", most=LONGEST)
    return text.strip()
