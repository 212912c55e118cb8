"""Any system that takes applications by a plain HTML form: sent as browsers do, the reference read from the page.

A mapping file says where the form goes, which of its fields gets what, and how the answer is read.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bench.city_day.adapters import Receipt, Standing
from bench.city_day.clients import Browser, Incomplete, Line, Unexpected
from bench.city_day.documents import Part
from bench.city_day.population import Applicant
from bench.city_day.wire import Answer


class Mapped(Part):
    """A form. `fields` gives each of its fields a format string over the applicant's answers, such as `{home[line]}`.

    `reference` is a regular expression whose first group is the reference on the page that follows. `key` names a field
    that makes a repeated sending the same, if the system has one. `status` is the path of a case's page, with
    `{reference}`.
    """

    read: str
    apply: str
    fields: dict[str, str]
    reference: str
    key: str = ""
    status: str = ""


class Nothing:
    """What was not answered, whatever part of it is asked for."""

    def __getitem__(self, part: str) -> "Nothing":
        return self

    def __format__(self, spec: str) -> str:
        return ""


class Answers(dict[str, Any]):
    """Answers to be asked for also where there are none."""

    def __missing__(self, name: str) -> Nothing:
        return Nothing()


class Form:
    """A system behind a form. Clerks do not work through it, and it tells of no decisions."""

    def __init__(self, line: Line, mapped: Mapped) -> None:
        self._line = line
        self._mapped = mapped
        self._reference = re.compile(mapped.reference)
        self.has_keys = bool(mapped.key)
        self.tells_status = bool(mapped.status)

    async def prepare(self, clerks: int) -> None:
        """Look whether the form's page is there."""
        answer = await Browser(self._line).open(self._mapped.read)
        if answer.status != 200:
            raise SystemExit(
                f"city-day: {self._mapped.read} answers {answer.status}; it should be the page with the form"
            )

    async def apply(self, applicant: Applicant) -> Receipt:
        """Send the form. A page without a reference is taken as the form shown again, for what was missing."""
        fields = write_fields(self._mapped.fields, applicant.said)
        if self._mapped.key:
            fields[self._mapped.key] = applicant.key
        page = await Browser(self._line).send(self._mapped.apply, fields, key=applicant.key)
        found = self._reference.search(page.body.decode(errors="replace"))
        if found is None or page.status >= 400:
            raise Incomplete if applicant.missing and page.status < 500 else Unexpected(page)
        return Receipt(applicant.number, applicant.key, found[1])

    async def status(self, receipt: Receipt) -> Standing | None:
        """Open the page of the case; it is known when the page is there and names it."""
        page = await Browser(self._line).open(self._mapped.status.format(reference=quote(receipt.reference)))
        if page.status >= 500:
            raise Unexpected(page)
        return Standing() if _names(page, receipt.reference) else None

    async def read(self, number: int) -> None:
        """Read the page with the form."""
        page = await Browser(self._line).open(self._mapped.read)
        if page.status != 200:
            raise Unexpected(page)

    async def work(self, clerk: int) -> str | None:
        """Find nothing to do."""
        return None


def write_fields(fields: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, str]:
    """Write the form's fields from the answers."""
    known = Answers(answers)
    return {name: text.format_map(known) for name, text in fields.items()}


def _names(page: Answer, reference: str) -> bool:
    return page.status == 200 and reference.encode() in page.body
