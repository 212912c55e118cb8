"""Sportello's own API for applicants, and its desk for clerks, as anyone may use them."""

import json
import random
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from bench.city_day.adapters import Receipt, Standing
from bench.city_day.clients import Browser, Incomplete, Line, Unexpected
from bench.city_day.population import PACK, Applicant
from bench.city_day.wire import Answer

SERVICE = "/api/v1/services/rental-assistance"
READS = (SERVICE, f"{SERVICE}?language=es", "/api/v1/services", "/services/rental-assistance", "/")
PAPERS = PACK / "services" / "rental-assistance"
LOGINS = ("clerk.housing", "clerk2.housing", "lead.housing")
QUEUE = {"service": "rental-assistance", "kind": "review"}
GRANTED = 0.85  # of those a clerk decides; the others never sent their papers
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DECIDE = re.compile(r'action="(/desk/cases/[0-9a-f-]+/tasks/[0-9a-f-]+/decide)"')
REFERENCE = re.compile(r'<h1[^>]*><span class="sp-ref">([^<]+)<')
BOUNDARY = "sportello-city-day"
ABOUT_TOKENS = (
    "a city takes 120 applications a minute from strangers of one network; give --token, as often as needed, with "
    "tokens that `sportello client add NAME` prints where the city runs. Each may ask 60,000 times a minute."
)


class Sportello:
    """A city on Sportello. Each token is a client of its own; people are spread over them."""

    has_keys = tells_status = True

    def __init__(self, line: Line, tokens: tuple[str, ...], chance: random.Random) -> None:
        self._line = line
        self._tokens = tokens
        self._chance = chance
        self._clerks: list[Browser] = []
        self._papers = [_read_paper(name) for name in ("lease.pdf", "mortgage.pdf", "pay-slip.jpg")]

    async def prepare(self, clerks: int) -> None:
        """Try every token, and sign the clerks in."""
        for token in self._tokens:
            answer = await self._line.ask("GET", SERVICE, _bearer(token))
            if answer.status == 401:
                raise SystemExit(f"city-day: the city does not know this token ({_code(answer)}): {ABOUT_TOKENS}")
            if answer.status != 200:
                raise SystemExit(f"city-day: rental assistance is not open there: {answer.status} {_code(answer)}")
        for number in range(clerks):
            self._clerks.append(browser := Browser(self._line))
            page = await browser.open("/sign-in")
            fields = {"account": LOGINS[number % len(LOGINS)], "next": "/desk/", **_csrf(page)}
            page = await browser.send("/sign-in", fields)
            if page.status != 200 or b'action="/desk/take-next"' not in page.body:
                raise SystemExit(
                    f"city-day: {fields['account']} cannot work at the desk; the day needs the demo city's staff"
                )

    async def apply(self, applicant: Applicant) -> Receipt:
        """Send the papers where there are some, then the application."""
        token, answers = self._token(applicant.number), applicant.said
        if applicant.has_papers and not applicant.missing:
            answers = answers | await self._add_papers(applicant, token)
        body = json.dumps({"answers": answers, "language": applicant.language}).encode()
        headers = _bearer(token) | {"Content-Type": "application/json", "Idempotency-Key": applicant.key}
        answer = await self._line.ask("POST", f"{SERVICE}/applications", headers, body, key=applicant.key)
        if answer.status == 422 and applicant.missing:
            raise Incomplete
        told = _read(answer, 201)
        decision = told["decision"]
        is_decided = decision["outcome"] != "refer"
        return Receipt(
            number=applicant.number,
            key=applicant.key,
            reference=told["reference"],
            proof=told["secret"],
            outcome=decision["outcome"] if is_decided else "",
            amount=_amount(decision["outcome"], decision["outputs"]),
        )

    async def status(self, receipt: Receipt) -> Standing | None:
        """Ask with the case's secret."""
        headers = _bearer(self._token(receipt.number)) | {"Case-Secret": receipt.proof}
        answer = await self._line.ask("GET", f"/api/v1/cases/{receipt.reference}", headers)
        if answer.status in (401, 404):  # a wrong reference and a wrong secret get the same answer
            return None
        case = _read(answer, 200)
        ruling = case["decision"]
        if ruling is None:
            return Standing()
        taken = datetime.fromisoformat(ruling["decided_at"]) - datetime.fromisoformat(case["submitted_at"])
        return Standing(ruling["outcome"], _amount(ruling["outcome"], ruling["outputs"]), taken.total_seconds())

    async def read(self, number: int) -> None:
        """Read about the service, as a program or as a person."""
        path = READS[number % len(READS)]
        answer = await self._line.ask("GET", path, _bearer(self._token(number)) if path.startswith("/api") else {})
        if answer.status != 200:
            raise Unexpected(answer)

    async def work(self, clerk: int) -> str | None:
        """Take the case that is due first, and decide it on the page."""
        browser = self._clerks[clerk]
        queue = await browser.open("/desk/")
        page = await browser.send("/desk/take-next", QUEUE | _csrf(queue))
        if page.status == 409:
            return None
        text = page.body.decode()
        form, reference = DECIDE.search(text), REFERENCE.search(text)
        if page.status != 200 or not form or not reference:
            raise Unexpected(page)
        is_granted = self._chance.random() < GRANTED
        ruling = {"outcome": "approve", "reasons": "within_limit"}
        if not is_granted:
            ruling = {"outcome": "deny", "reasons": "papers_missing"}
        done = await browser.send(form[1], ruling | _csrf(page))
        if done.status != 200:
            raise Unexpected(done)
        return reference[1]

    async def _add_papers(self, applicant: Applicant, token: str) -> dict[str, list[str]]:
        lease, mortgage, slip = self._papers
        rents = applicant.answers["tenure"] == "rent"
        contract = await self._add(lease if rents else mortgage, token)
        return {"lease" if rents else "mortgage_statement": [contract], "income_proof": [await self._add(slip, token)]}

    async def _add(self, paper: bytes, token: str) -> str:
        headers = _bearer(token) | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return str(_read(await self._line.ask("POST", "/api/v1/files", headers, paper), 201)["id"])

    def _token(self, number: int) -> str:
        return self._tokens[number % len(self._tokens)]


def _read_paper(name: str) -> bytes:
    """Read a paper of the service's examples, as a form sends it."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + (PAPERS / name).read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _csrf(page: Answer) -> dict[str, str]:
    found = TOKEN.search(page.body.decode())
    return {"csrfmiddlewaretoken": found[1]} if found else {}


def _read(answer: Answer, status: int) -> Any:
    if answer.status != status:
        raise Unexpected(answer)
    return json.loads(answer.body)


def _code(answer: Answer) -> str:
    try:
        return str(json.loads(answer.body)["code"])
    except (ValueError, KeyError, TypeError):
        return "no problem document"


def _amount(outcome: str, outputs: Mapping[str, str | None]) -> Decimal:
    return Decimal(outputs.get("amount") or 0) if outcome == "approve" else Decimal(0)
