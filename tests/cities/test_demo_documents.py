"""Every document of the demo city becomes an accessible PDF in every language, whatever is missing from the case."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests import town as towns

from sportello.core.services import Document, Service
from sportello.core.texts import say
from sportello.integrations.typst import TypstTypesetter
from sportello.packs import building

PROFILE = building.build_profile(towns.read_demo().city)
PAPERS = [
    pytest.param(service, paper, id=f"{service.id}-{paper.id}")
    for service in towns.build_demo().values()
    for paper in service.documents.values()
]
QR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9H0z"/></svg>'


def make_data(service: Service, paper: Document, language: str, outcome: str) -> dict[str, Any]:
    reason = next(iter(service.reasons.values()))
    return {
        "language": language,
        "texts": {name: say(text, language) for name, text in paper.texts.items()},
        "city": {"name": say(PROFILE.name, language), "address": "1 Moon Square", "phone": "+1 214 555 0100"},
        "service": say(service.names, language),
        "reference": "R7K-3F9-2Q",
        "document": {
            "id": paper.id,
            "name": say(paper.names, language),
            "number": "7QK2",
            "issued": "1 June 2026",
            "valid_until": "28 November 2026" if paper.valid_days else None,
        },
        "applicant": {"name": "Ana María Ruiz Soto"},
        "answers": {question.id: "…" for question in service.questions},
        "labels": {question.id: say(question.ask, language) for question in service.questions},
        "outputs": dict.fromkeys(service.outputs, "3"),
        "outcome": outcome,
        "reasons": [{"text": say(reason.text, language), "law": say(reason.law, language)}],
        "conditions": ["Keep the fire door shut."],
        "appeal": {"text": "Board", "days": 30},
        "verify_url": "https://lunara.example/verify/7QK2",
        "qr_svg": QR,
        "brand": dict(PROFILE.brand),
        "record": {"leaf": "9f" * 32},
    }


def render(paper: Document, data: dict[str, Any]) -> bytes:
    return TypstTypesetter().render_pdf(paper.sources, data, made_at=datetime(2026, 6, 1, tzinfo=UTC))


def test_every_service_that_decides_on_paper_has_a_paper() -> None:
    assert [service.id for service in towns.build_demo().values() if not service.documents] == [
        "data-correction",
        "street-defect",
    ]


@pytest.mark.parametrize("language", PROFILE.languages)
@pytest.mark.parametrize("outcome", ["approve", "deny"])
@pytest.mark.parametrize(("service", "paper"), PAPERS)
def test_a_paper_is_accessible_in_every_language(
    service: Service, paper: Document, outcome: str, language: str
) -> None:
    pdf = render(paper, make_data(service, paper, language, outcome))
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize(("service", "paper"), PAPERS)
def test_a_paper_bears_what_a_case_lacks(service: Service, paper: Document) -> None:
    data = make_data(service, paper, "es", "deny")
    bare = {**data, "applicant": {"name": ""}, "answers": {}, "outputs": {}, "reasons": [], "conditions": []}
    assert render(paper, {**bare, "appeal": None}).startswith(b"%PDF-")
