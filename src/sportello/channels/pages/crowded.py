"""What a visitor reads when more is being sent than fits into memory. Knows no request: none was read."""

from django.http.cookie import parse_cookie
from django.template.loader import render_to_string

from sportello import words
from sportello.channels.pages import languages, rendering


def render(language: str) -> bytes:
    """Write the page, in a language."""
    return render_to_string("pages/crowded.html", rendering.phrases(language)).encode()


def choose_language(cookie: str, accepted: str) -> str:
    """Choose a language of the product, not the city's, by the headers `Cookie` and `Accept-Language`."""
    return languages.choose(parse_cookie(cookie).get(languages.COOKIE), accepted, words.LANGUAGES)
