"""A resident at the keyboard: Django's test client with the pages' forms, without a browser."""

import base64
import re
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sportello.actions import live
from sportello.core import interview
from sportello.core.questions import Address, Choices, Date, File, Group, Person, Question, YesNo


class Visitor:
    """A visitor with cookies and a network address of their own."""

    def __init__(self, language: str = "en") -> None:
        address = ".".join(str(secrets.randbelow(250) + 1) for _ in range(4))
        told = {"Accept-Language": language, "Sec-Fetch-Site": "same-origin"}
        self.client = Client(REMOTE_ADDR=address, headers=told, raise_request_exception=False)
        self.page: Any = None

    def get(self, path: str) -> Any:
        """Open a page, following redirects."""
        self.page = self.client.get(path, follow=True)
        return self.page

    def post(self, path: str, **fields: Any) -> Any:
        """Send a form, following redirects."""
        self.page = self.client.post(path, fields, follow=True)
        return self.page

    @property
    def path(self) -> str:
        """Give the address of the page at hand."""
        return str(self.page.request["PATH_INFO"])

    @property
    def text(self) -> str:
        """Give the page's HTML."""
        return self.page.content.decode()

    def begin(self, service: str) -> str:
        """Begin a draft, and give its id."""
        self.post(f"/services/{service}/begin")
        return self.path.split("/")[2]

    def answer_all(self, town: Any, service: str, example: Mapping[str, Any]) -> None:
        """Answer each question the site asks with an example's answers, until all are to be checked."""
        asked = live.service(service)
        files = {name: base64.b64decode(town.pack.services[service]["files"][name]) for name in example["files"]}
        while match := re.fullmatch(r"/apply/[^/]+/(.+)", self.path):
            path, question = match[1], interview.get_question(asked, match[1])
            if isinstance(question.type, Group):
                rows = len(example["answers"].get(path) or [])
                more = rows > self.text.count('name="remove"')
                self.post(self.path, more="yes" if more else "no")
                continue
            value, before = find(example["answers"], path), self.path
            self.post(self.path, **fields_of(question, value, files))
            assert self.path != before, (before, value, re.findall(r"error-message.*", self.text))

    def prepare(self, town: Any, service: str, number: int = 0) -> tuple[str, str]:
        """Answer everything with an example, without sending it; give the draft's id and its code."""
        draft = self.begin(service)
        self.answer_all(town, service, town.example(service, number))
        self.get(f"/drafts/{draft}/save")
        (code,) = set(re.findall(r'href="/resume/([^"]+)"', self.text))
        return draft, code

    def apply(self, town: Any, service: str, number: int = 0) -> str:
        """Apply with an example, and give the draft's id; the receipt is the page at hand."""
        draft = self.begin(service)
        self.answer_all(town, service, town.example(service, number))
        self.post(f"/drafts/{draft}/send")
        return draft

    def read_codes(self) -> tuple[str, str]:
        """Read reference and code from the receipt."""
        reference, code = re.findall(r'<p class="sp-code">([^<]+)</p>', self.text)
        return reference, code


def find(answers: Mapping[str, Any], path: str) -> Any:
    """Find the answer at a path in an application's JSON."""
    id, *inside = path.split(".")
    if not inside:
        return answers.get(id)
    rows = answers.get(id) or []
    return rows[int(inside[0])].get(inside[1]) if int(inside[0]) < len(rows) else None


def fields_of(question: Question, value: Any, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Give what a resident types for an answer."""
    match question.type:
        case _ if value is None:
            return {"answer": ""}
        case File():
            return {"answer": [SimpleUploadedFile(name, files[name]) for name in value]}
        case YesNo():
            return {"answer": "true" if value in (True, "true") else "false"}
        case Choices():
            return {"answer": list(value)}
        case Date():
            return date_fields(value)
        case Person():
            born = date_fields(value["birth_date"], "birth_date-") if "birth_date" in value else {}
            return {"given_name": value["given_name"], "family_name": value["family_name"], **born}
        case Address():
            point = value.get("point")
            fields = {name: value[name] for name in ("line", "postcode", "place") if value.get(name)}
            unfixed = {"no_fixed": "yes"} if value.get("fixed", True) in (False, "false") else {}
            return fields | unfixed | ({"point": f"{point[1]}, {point[0]}"} if point else {})
    return {"answer": str(value)}


def date_fields(value: str, prefix: str = "") -> dict[str, str]:
    """Give a date in its three fields."""
    year, month, day = value.split("-")
    return {f"{prefix}day": day, f"{prefix}month": month, f"{prefix}year": year}
