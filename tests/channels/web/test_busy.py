"""While the queue is full, the page that sends the application again is light, and nothing is lost."""

import pytest
from tests import town as towns

from sportello.store.cases import Case, Draft


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Your answers are kept"),
        ("es", "Sus respuestas están guardadas"),
        ("it", "Le tue risposte sono salvate"),
    ],
)
def test_a_full_queue_is_told_in_a_light_page_of_the_visitors_language(town, newcomer, language, words):
    visitor = newcomer(language)
    draft, _ = visitor.prepare(town, "street-defect", 2)
    with towns.full_queue():
        visitor.post(f"/drafts/{draft}/send")
    assert (visitor.page.status_code, visitor.page.headers["Retry-After"]) == (503, "5")
    assert visitor.page.headers["Cache-Control"] == "no-store"
    assert words in visitor.text and f'<html lang="{language}"' in visitor.text
    assert f'action="/drafts/{draft}/send"' in visitor.text and f'href="/drafts/{draft}/save"' in visitor.text
    assert len(visitor.page.content) < 2500


def test_the_same_draft_sent_again_becomes_one_case(town, visitor):
    draft, _ = visitor.prepare(town, "street-defect", 2)
    with towns.full_queue():
        visitor.post(f"/drafts/{draft}/send")
        visitor.post(f"/drafts/{draft}/send")
    assert visitor.page.status_code == 503
    assert Draft.objects.get(id=draft).case_id is None
    for _ in range(2):
        visitor.post(f"/drafts/{draft}/send")
        assert visitor.path.endswith("/receipt")
    assert Case.objects.filter(id=Draft.objects.get(id=draft).case_id).count() == 1


def test_what_is_no_full_queue_is_told_as_ever(town, visitor):
    draft = visitor.begin("street-defect")
    visitor.post(f"/drafts/{draft}/send")
    assert visitor.page.status_code == 422
