"""The API as programs meet it: Django's own test client, each test from an address of its own."""

import base64
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.town import Town

APPLY = "/api/v1/services/{}/applications"


class Program:
    """A program that calls the API, with a token of its own or without."""

    def __init__(self, token: str | None = None) -> None:
        address = ".".join(str(secrets.randbelow(250) + 1) for _ in range(4))
        self._client = Client(REMOTE_ADDR=address, raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **headers: str) -> Any:
        return self._client.get(path, headers=self._with(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        content = body if isinstance(body, bytes) else json.dumps(body)
        return self._client.post(path, content, content_type="application/json", headers=self._with(headers))

    def send(self, path: str, method: str, content: bytes = b"", media_type: str = "", **headers: str) -> Any:
        return self._client.generic(method, path, content, media_type, headers=self._with(headers))

    def upload(self, name: str, content: bytes, path: str = "/api/v1/files") -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        return self._client.post(path, {"file": SimpleUploadedFile(name, content)}, headers=self._with({}))

    def apply(self, town: "Town", service: str, number: int = 0, **changed: Any) -> Any:
        """Send an example of the service's tests.yaml, its files first."""
        return self.post(APPLY.format(service), {"answers": self.answers(town, service, number) | changed})

    def answers(self, town: "Town", service: str, number: int = 0) -> dict[str, Any]:
        """Give an example's answers, the files they name sent in."""
        example, contents = town.example(service, number), town.pack.services[service]["files"]
        ids = {name: self.upload(name, base64.b64decode(contents[name])).json()["id"] for name in example["files"]}
        text = json.dumps(example["answers"])
        for name, id in ids.items():
            text = text.replace(json.dumps(name), json.dumps(id))
        return json.loads(text)

    def _with(self, headers: Mapping[str, str]) -> dict[str, str]:
        return self.headers | {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture(autouse=True, scope="session")
def _static_folder() -> None:
    """Make the folder of static files, which WhiteNoise looks for at start."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def known(name: str, partner: str = "") -> Program:
    """Make a program with a token; Django is not ready when this file is read."""
    from sportello.actions import accounts

    return Program(accounts.add_client(f"{name}-{secrets.token_hex(6)}", partner=partner))


@pytest.fixture
def stranger(town: "Town") -> Program:
    """Be a program without a token."""
    return Program()


@pytest.fixture
def client_a(town: "Town") -> Program:
    """Be a program the city knows."""
    return known("a")


@pytest.fixture
def client_b(town: "Town") -> Program:
    """Be another program the city knows."""
    return known("b")
