"""Someone who uses the site as a browser does: keeps cookies, follows redirects, sends forms. Runs no scripts."""

import http.cookiejar
import json
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Page:
    """Where one came to, and what was shown."""

    path: str
    text: str


class Visitor:
    """One browser at one site."""

    def __init__(self, port: int) -> None:
        self._site = f"http://127.0.0.1:{port}"
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def open(self, path: str) -> Page:
        """Open a page."""
        return self._ask(urllib.request.Request(self._site + path))

    def send(self, path: str, form: Mapping[str, str], *, to: str | None = None) -> Page:
        """Open the page with a form, and send the form: there, or to another path."""
        token = TOKEN.search(self.open(path).text)
        body = urlencode({**form, **({"csrfmiddlewaretoken": token[1]} if token else {})}).encode()
        return self._ask(urllib.request.Request(self._site + (to or path), body, {"Origin": self._site}))

    def read(self, path: str) -> bytes:
        """Read what is no page, as its bytes."""
        with self._opener.open(self._site + path, timeout=60) as answer:
            return bytes(answer.read())

    def post_json(self, path: str, value: Any) -> Any:
        """Send JSON to the API, and give what it answers."""
        headers = {"Content-Type": "application/json"}
        return json.loads(
            self._ask(urllib.request.Request(self._site + path, json.dumps(value).encode(), headers)).text
        )

    @property
    def cookies(self) -> str:
        """Give the header that tells who this is."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)

    def _ask(self, request: urllib.request.Request) -> Page:
        with self._opener.open(request, timeout=60) as answer:
            return Page(urlsplit(answer.url).path, answer.read().decode())
