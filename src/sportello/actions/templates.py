"""What the template of a document may use of its case, in the applicant's language. Makes no document."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import segno

from sportello.actions import answers, city, live, messages
from sportello.core import parts, showing
from sportello.core.questions import Person
from sportello.core.rulings import Ruling
from sportello.core.services import Service
from sportello.core.texts import say
from sportello.store.cases import Case
from sportello.store.documents import Document


def gather(case: Case, service: Service, ruling: Ruling, document: Document, leaf: bytes) -> dict[str, Any]:
    """Gather what a template may use (see docs/pack.md) of a case, what was ruled in it, and its first leaf."""
    language, profile = case.language, live.profile()
    given = answers.shared(case)
    asked = [question for question in service.questions if question.id in given]
    verify_url = f"{city.current().base_url}/verify/{document.code}"
    shown = document.valid_until and showing.show_date(language, document.valid_until)
    return {
        "language": language,
        "texts": {name: say(text, language) for name, text in service.documents[document.kind].texts.items()},
        "city": {"name": say(profile.name, language), **_contact(language)},
        "service": say(service.names, language),
        "law": say(service.law, language),
        "reference": case.reference,
        "document": {
            "id": document.kind,
            "name": say(service.documents[document.kind].names, language),
            "number": document.code,
            "issued": showing.show_date(language, live.local(document.issued_at).date()),
            "issued_iso": live.local(document.issued_at).date().isoformat(),
            "valid_until": shown,
        },
        "submitted": showing.show_date(language, live.local(case.submitted_at).date()),
        "applicant": name_applicant(service, answers.of(case), language),
        "answers": {
            question.id: ", ".join(showing.show_answer(question, given[question.id], language)) for question in asked
        },
        "labels": {question.id: say(question.ask, language) for question in asked},
        "outcome": ruling.outcome,
        "outputs": messages.show_outputs(service, ruling.outputs, language),
        "reasons": [
            {"text": say(service.reasons[code].text, language), "law": say(service.reasons[code].law, language)}
            for code in ruling.reasons
            if code in service.reasons
        ],
        "conditions": list(ruling.conditions),
        "appeal": {"text": say(service.appeal.to, language), "days": service.appeal.days} if service.appeal else None,
        "verify_url": verify_url,
        "qr_svg": segno.make(verify_url, error="m").svg_inline(scale=4, omitsize=True),
        "brand": dict(profile.brand),
        "record": {"leaf": leaf.hex()},
    }


def _contact(language: str) -> dict[str, str]:
    return {
        name: say(value, language) if isinstance(value, dict) else str(value)
        for name, value in live.profile().contact.items()
    }


def name_applicant(service: Service, given: Mapping[str, Any], language: str) -> dict[str, str]:
    """Give name and, where it was asked, date of birth of the first person the applicant named.

    Never who applies together with them, also when what the applicant told of themselves is erased.
    """
    asked = (q for q in service.questions if q.about != parts.CO_APPLICANT)
    people = (q for q in asked if isinstance(q.type, Person) and given.get(q.id))
    first = next(people, None)
    if first is None:
        return {"name": ""}
    told = given[first.id]
    born = told.get("birth_date")
    said = {"birth_date": showing.show_date(language, date.fromisoformat(born))} if born else {}
    return {"name": f"{told['given_name']} {told['family_name']}", **said}
