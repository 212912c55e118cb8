"""The stand-in over HTTP: what it publishes, the page where one says who one is, and the token endpoint."""

import json
from base64 import b64decode
from binascii import Error
from html import escape
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from sportello.core.actors import Assurance
from sportello.core.openid import asking
from sportello.integrations.fakes.openid.desk import Desk, WrongError
from sportello.integrations.fakes.serving import Serving

LARGEST = 64 * 1024
LONGEST_NAME = 100
PEOPLE = ("Ana Ruiz", "Ximena Ulloa", "Nadia Rossi", "Samuel Greco")  # the first is new; the others may have accounts
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Stand-in: {title}</title>
<style>body{{font:1.1rem/1.5 sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}}
button,select,input{{font:inherit;padding:.5rem;margin:.3rem 0;width:100%;box-sizing:border-box}}
label{{display:block;margin-top:1rem}}.mark{{border-left:.5rem solid #b35900;padding-left:1rem}}</style>
<main><h1>{title}</h1><p class="mark">This page stands in for whoever signs residents in for the city. It is part of a
demonstration: nobody's identity is checked, and you may be anybody.</p>
<form method="post"><label for="person">Who are you?</label><select id="person" name="person">{people}
<option value="">Somebody else, as written below</option></select>
<label for="name">Somebody else’s name</label><input id="name" name="name" maxlength="100" autocomplete="off">
<label for="acr">How surely are you known?</label><select id="acr" name="acr">{levels}</select>
<button name="end" value="yes">Sign in</button>
<button name="end" value="no">Cancel, and go back without signing in</button>
<button name="end" value="away">Go back as if it were out of order</button></form></main></html>"""
ENDS = {"no": "access_denied", "away": "temporarily_unavailable"}


class StandInIssuer(Serving):
    """Serves on a port of this machine, a free one unless told, as a context; `url` is where."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.desk = desk
        super().__init__(type("Handler", (_Handler,), {"issuer": self}), port)

    def describe(self) -> dict[str, Any]:
        """Describe it as discovery does: under the name the city's pack knows it by, at its address here."""
        return {
            "issuer": self.desk.issuer.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "authorization_response_iss_parameter_supported": True,
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def show(self, asked: dict[str, str]) -> str:
        """Show the page; what is asked for stands first."""
        wanted = asked.get("acr_values", "").split()
        levels = {"": Assurance.LOW, **self.desk.issuer.levels}
        order = sorted(levels, key=lambda acr: (acr not in wanted, levels[acr]))
        return PAGE.format(
            title=escape(next(iter(self.desk.issuer.names.values()))),
            people="".join(f"<option>{escape(one)}</option>" for one in PEOPLE),
            levels="".join(
                f'<option value="{escape(acr)}">{levels[acr].name.capitalize()} {escape(acr)}</option>' for acr in order
            ),
        )

    def end(self, asked: dict[str, str], form: dict[str, str]) -> str:
        """Give the address to go back to, with what came of it."""
        name = (form.get("person") or form.get("name", "")).strip()[:LONGEST_NAME] or PEOPLE[0]
        end = form.get("end", "no")
        told = {"error": ENDS.get(end, ENDS["no"])}
        if end == "yes":
            told = {"code": self.desk.sign_in(asked, name, form.get("acr", ""))}
        return asking.answer(asked["redirect_uri"], **told, state=asked.get("state", ""), iss=self.desk.issuer.url)


class _Handler(BaseHTTPRequestHandler):
    issuer: StandInIssuer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
        self._answer(dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: it would be many lines."""

    def _answer(self, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        try:
            if parts.path == "/authorize":
                self._authorize(dict(parse_qsl(parts.query)), form)
            elif parts.path == "/token" and self.command == "POST":
                self._send_json(200, self.issuer.desk.redeem(self._client(), form))
            elif parts.path == "/keys":
                self._send_json(200, {"keys": self.issuer.desk.list_keys()})
            elif parts.path == "/.well-known/openid-configuration":
                self._send_json(200, self.issuer.describe())
            else:
                self._send_json(404, {"error": "not_found"})
        except WrongError as wrong:
            self._send_json(401 if str(wrong) == "invalid_client" else 400, {"error": str(wrong)})

    def _authorize(self, asked: dict[str, str], form: dict[str, str]) -> None:
        self.issuer.desk.check_asked(asked)
        if self.command == "POST":
            self._send(303, b"", "text/plain", Location=self.issuer.end(asked, form))
        else:
            self._send(200, self.issuer.show(asked).encode(), "text/html; charset=utf-8")

    def _client(self) -> tuple[str, str]:
        scheme, _, told = self.headers.get("Authorization", "").partition(" ")
        try:
            id, _, secret = b64decode(told, validate=True).decode().partition(":")
        except (Error, UnicodeDecodeError):
            raise WrongError("invalid_client") from None
        if scheme != "Basic":
            raise WrongError("invalid_client")
        return unquote_plus(id), unquote_plus(secret)

    def _send_json(self, status: int, told: dict[str, Any]) -> None:
        self._send(status, json.dumps(told).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
