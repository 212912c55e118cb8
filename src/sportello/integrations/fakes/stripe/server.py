"""The stand-in over HTTP: Stripe's addresses, a page to pay on, and notices sent to the city with a signature."""

import hashlib
import hmac
import json
import re
import threading
import time
from html import escape
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen

import structlog

from sportello.integrations.fakes.serving import Serving
from sportello.integrations.fakes.stripe.books import Books, FailedError

log = structlog.get_logger()
LARGEST = 64 * 1024
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Payment page of a stand-in</title>
<style>body{{font:1.1rem/1.5 sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}}
button{{font:inherit;padding:.7rem 1.2rem;margin:.3rem 0;width:100%}}</style>
<main><h1>{title}</h1><p>{amount} {currency}</p>
<p>This page stands in for the payment provider. No money moves, and no card is asked for.</p>
<form method="post"><button name="end" value="pay">Pay</button>
<button name="end" value="leave">Leave without paying</button>
<button name="end" value="vanish">Pay, but never come back (the browser is closed)</button></form></main></html>"""


class FakeStripe(Serving):
    """Serves on a free port of this machine, as a context; `url` is where.

    Notices go to `notices_to`, signed with `secret`. `is_away` makes every call fail, as when Stripe is down.
    """

    def __init__(self, secret: str, notices_to: str | None = None, port: int = 0, books: Books | None = None) -> None:
        self.books = books or Books()
        self.notices_to = notices_to
        self.is_away = False
        self._secret = secret
        super().__init__(type("Handler", (_Handler,), {"fake": self}), port)

    def sign(self, body: bytes) -> str:
        """Sign a notice as Stripe does: HMAC-SHA-256 over moment and body."""
        now = int(time.time())
        digest = hmac.new(self._secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
        return f"t={now},v1={digest}"

    def send_notices(self) -> None:
        """Send the city what has happened; one that does not arrive is lost, as may happen."""
        if self.notices_to is None:
            return
        for notice in self.books.take_notices():
            body = json.dumps(notice).encode()
            headers = {"Content-Type": "application/json", "Stripe-Signature": self.sign(body)}
            try:
                urlopen(Request(self.notices_to, body, headers), timeout=10).close()  # noqa: S310 - told by us
            except OSError as error:
                log.warning("stripe.notice_lost", error=type(error).__name__)


def read_form(text: str) -> dict[str, Any]:
    """Read Stripe's nested form fields, `a[b][0]=c`, as mappings within mappings."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        *around, last = re.findall(r"[^\[\]]+", name)
        inner = found
        for part in around:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return found


class _Handler(BaseHTTPRequestHandler):
    fake: FakeStripe
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
        self._answer(self.rfile.read(length).decode())
        threading.Thread(target=self.fake.send_notices, daemon=True).start()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: it would be many lines."""

    def _answer(self, body: str) -> None:
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        try:
            if found := re.fullmatch(r"/pay/(\w+)", path):
                self._show_page(found[1], dict(parse_qsl(body)).get("end"))
                return
            self._check_caller()
            self._send(200, json.dumps(self._do(path, read_form(body or query))).encode(), "application/json")
        except FailedError as failed:
            error = {"error": {"type": failed.type, "code": failed.code, "message": failed.code}}
            self._send(failed.status, json.dumps(error).encode(), "application/json")

    def _check_caller(self) -> None:
        if self.fake.is_away:
            raise FailedError(503, "api_error", "away")
        if not self.headers.get("Authorization", "").startswith("Bearer sk_test_"):
            raise FailedError(401, "invalid_request_error", "api_key_missing")

    def _do(self, path: str, params: dict[str, Any]) -> dict[str, Any]:
        books, key = self.fake.books, self.headers.get("Idempotency-Key", "")
        if path == "/v1/checkout/sessions" and self.command == "POST":
            return books.once(key, params, lambda given: books.add_session(given, self.fake.url))
        if path == "/v1/refunds" and self.command == "POST":
            return books.once(key, params, books.add_refund)
        if found := re.fullmatch(r"/v1/checkout/sessions/(\w+)", path):
            return books.get_session(found[1])
        if path == "/v1/balance_transactions":
            created = params.get("created", {})
            rows = books.list_transactions(int(created.get("gt", 0)), int(created.get("lte", 2**40)))
            return {"object": "list", "data": rows, "has_more": False, "url": path}
        raise FailedError(404, "invalid_request_error", "resource_missing")

    def _show_page(self, session: str, end: str | None) -> None:
        told = self.fake.books.get_session(session)
        if end in ("pay", "vanish"):
            told = self.fake.books.pay(session)
        if end or told["status"] != "open":
            self._lead_to(told, end)
            return
        amount = f"{told['amount_total'] / 100:.2f}"
        page = PAGE.format(title=escape(told["title"]), amount=amount, currency=told["currency"].upper())
        self._send(200, page.encode(), "text/html; charset=utf-8")

    def _lead_to(self, told: dict[str, Any], end: str | None) -> None:
        if end == "vanish":
            self._send(200, b"Paid. You may close this page.", "text/plain")
            return
        where = told["success_url"] if told["payment_status"] == "paid" else told["cancel_url"]
        self.send_response(303)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
