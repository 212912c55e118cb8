"""Text a city wrote in several languages. Knows only how to pick one."""

from collections.abc import Mapping

Text = Mapping[str, str]
"""A text by language code: `{"en": "Name", "es": "Nombre"}`. `sportello check` refuses a missing language."""


def say(text: Text, language: str) -> str:
    """Give the text in this language, or in the first language it was written in."""
    return text.get(language) or next(iter(text.values()), "")
