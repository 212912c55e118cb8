"""Text in several languages: what a city wrote, and what the product says. Knows no catalogue."""

from collections.abc import Mapping
from typing import Any, Protocol

from sportello.core.errors import Refused

Text = Mapping[str, str]
"""A text by language code: `{"en": "Name", "es": "Nombre"}`. `sportello check` refuses a missing language."""


def say(text: Text, language: str) -> str:
    """Give the text in this language, or in the first language it was written in."""
    return text.get(language) or next(iter(text.values()), "")


class Words(Protocol):
    """What the product itself says, by message id and language; `sportello.words` is one."""

    def say(self, language: str, id: str, /, **facts: Any) -> str:
        """Say a message in the language, filled with the facts."""

    def refusal(self, language: str, refused: Refused) -> str:
        """Say why something was refused."""
