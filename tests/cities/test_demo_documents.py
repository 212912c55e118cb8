"""Every document of the demo city becomes a PDF/UA-1 in every language, whatever is missing from the case."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
import yaml

DEMO = Path(__file__).parents[2] / "cities" / "demo"
LANGUAGES = ("en", "es", "it")
QR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9H0z"/></svg>'


def list_documents() -> Iterator[tuple[str, str]]:
    for path in sorted((DEMO / "services").glob("*/service.yaml")):
        service = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        yield from ((path.parent.name, document) for document in service.get("documents", {}))


def make_data(service_id: str, document_id: str, language: str, outcome: str) -> dict[str, Any]:
    service = yaml.load((DEMO / "services" / service_id / "service.yaml").read_text("utf-8"), yaml.BaseLoader)
    document = service["documents"][document_id]
    reason = next(iter(service["reasons"].values()))
    return {
        "language": language,
        "texts": {key: text[language] for key, text in document.get("texts", {}).items()},
        "city": {"name": "Lunara", "address": "1 Moon Square", "phone": "+1 214 555 0100"},
        "service": service["names"][language],
        "reference": "R7K-3F9-2Q",
        "document": {
            "id": document_id,
            "name": document["names"][language],
            "number": "2026-000001",
            "issued": {"iso": "2026-06-01", "text": "1 June 2026"},
            "valid_until": {"iso": "2026-11-28", "text": "28 November 2026"} if "valid" in document else None,
        },
        "applicant": {"name": "Ana María Ruiz Soto"},
        "answers": {question["id"]: "…" for question in service["questions"]},
        "labels": {question["id"]: question["ask"][language] for question in service["questions"]},
        "outputs": {"amount": "$3,600.00", "months": "3", "grant": "$9,000.00", "fee": "$45.00", "devices": "2"},
        "outcome": outcome,
        "reasons": [{"text": reason["text"][language], "law": reason["law"]}],
        "conditions": ["Keep the fire door shut."],
        "appeal": {"text": service["appeal"]["to"][language], "days": 30},
        "verify_url": "https://lunara.example/verify/7QK2",
        "qr_svg": QR,
        "brand": {"colour": "#0b5c5e", "accent": "#e0a526"},
        "record": {"leaf": "9f" * 32},
    }


def render(service_id: str, document_id: str, data: dict[str, Any]) -> bytes:
    folder = DEMO / "services" / service_id
    service = yaml.load((folder / "service.yaml").read_text("utf-8"), yaml.BaseLoader)
    template = folder / service["documents"][document_id]["template"]
    sources = {"main.typ": template.read_bytes(), "letterhead.typ": (DEMO / "letterhead.typ").read_bytes()}
    pdf: bytes = typst.compile(sources, sys_inputs={"data": json.dumps(data)}, pdf_standards="ua-1")
    return pdf


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", ["approve", "deny"])
@pytest.mark.parametrize(("service_id", "document_id"), list(list_documents()))
def test_a_document_is_accessible_in_every_language(
    service_id: str, document_id: str, outcome: str, language: str
) -> None:
    pdf = render(service_id, document_id, make_data(service_id, document_id, language, outcome))
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize(("service_id", "document_id"), list(list_documents()))
def test_a_document_bears_what_a_case_lacks(service_id: str, document_id: str) -> None:
    data = make_data(service_id, document_id, "es", "deny")
    bare = {**data, "applicant": {"name": None}, "answers": {}, "outputs": {}, "reasons": [], "conditions": []}
    assert render(service_id, document_id, {**bare, "appeal": None, "record": {"leaf": None}}).startswith(b"%PDF-")
