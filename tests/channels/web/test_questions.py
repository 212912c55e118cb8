import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sportello.core.questions import LongText, Text

PACK = Path(__file__).parents[3] / "cities" / "demo" / "services" / "rental-assistance"
NASTY = "<script>alert(1)</script>'; DROP TABLE store_case; --{{ 7*7 }}"


def at(visitor, draft, path):
    return f"/apply/{draft}/{path}"


def begin(visitor, tenure="rent"):
    draft = visitor.begin("rental-assistance")
    visitor.post(at(visitor, draft, "tenure"), answer=tenure)
    return draft


def test_a_wrong_answer_is_told_twice_and_what_was_typed_stays(visitor):
    draft = begin(visitor)
    visitor.post(at(visitor, draft, "annual_income"), answer="a lot")
    assert visitor.page.status_code == 422
    assert 'value="a lot"' in visitor.text
    assert visitor.text.count("I could not read that as a number") == 2
    assert '<a href="#answer">' in visitor.text
    assert "<title>Error:" in visitor.text


def test_each_field_wrong_has_a_link_that_leads_to_it(visitor):
    draft = begin(visitor)
    visitor.post(at(visitor, draft, "applicant"), given_name="Ana")
    summary = visitor.text.split("govuk-error-summary__list")[1].split("</ul>")[0]
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in visitor.text
    assert summary.count("<li>") == 2


def test_html_and_sql_in_every_text_field_are_only_text(town, visitor):
    from sportello.actions import live

    for service in live.services():
        for question in service.questions:
            if type(question.type) in (Text, LongText) and question.type.format is None and question.when is None:
                draft = visitor.begin(service.id)
                visitor.post(at(visitor, draft, question.id), answer=NASTY)
                if visitor.page.status_code == 200:
                    visitor.get(at(visitor, draft, question.id))
                assert "<script>alert" not in visitor.text
                assert "&lt;script&gt;alert(1)&lt;/script&gt;" in visitor.text
                assert "{{ 7*7 }}" in visitor.text


def test_a_name_of_html_is_text_on_every_page_of_the_interview(visitor):
    draft = begin(visitor)
    born = {"birth_date-day": "3", "birth_date-month": "5", "birth_date-year": "1980"}
    visitor.post(at(visitor, draft, "applicant"), given_name=NASTY, family_name=NASTY, **born)
    visitor.get(at(visitor, draft, "applicant"))
    assert "<script>alert" not in visitor.text
    visitor.post(at(visitor, draft, "household"), more="yes")
    visitor.post(at(visitor, draft, "household.0.name"), answer=NASTY)
    visitor.get(at(visitor, draft, "household"))
    assert "<script>alert" not in visitor.text


@pytest.mark.parametrize(
    "path", ["nothing", "monthly_mortgage", "household.7.name", "household.0.nothing", "tenure.0.x"]
)
def test_a_path_that_is_not_asked_leads_on(visitor, path):
    draft = begin(visitor)
    visitor.get(at(visitor, draft, path))
    assert visitor.path.endswith("/applicant")


def test_the_back_link_leads_to_the_question_before(visitor):
    draft = begin(visitor)
    visitor.get(at(visitor, draft, "home"))
    assert f'href="/apply/{draft}/applicant" class="govuk-back-link"' in visitor.text
    visitor.get(at(visitor, draft, "tenure"))
    assert 'href="/services/rental-assistance" class="govuk-back-link"' in visitor.text


def test_rows_are_added_changed_and_taken_away(visitor):
    draft = begin(visitor)
    for number, name in enumerate(("Leo", "Mia")):
        visitor.post(at(visitor, draft, "household"), more="yes")
        visitor.post(at(visitor, draft, f"household.{number}.name"), answer=name)
        visitor.post(at(visitor, draft, f"household.{number}.relation"), answer="child")
    visitor.post(at(visitor, draft, "household"), remove="0")
    assert "Mia" in visitor.text
    assert "Leo" not in visitor.text
    visitor.post(at(visitor, draft, "household"), remove="9")
    assert visitor.page.status_code == 422
    visitor.post(at(visitor, draft, "household"))
    assert "Please answer this question" in visitor.text


def upload(visitor, draft, name, content, **fields):
    return visitor.post(at(visitor, draft, "lease"), answer=[SimpleUploadedFile(name, content)], **fields)


def test_a_file_is_added_listed_and_taken_away(visitor):
    draft = begin(visitor)
    upload(visitor, draft, "lease.pdf", (PACK / "lease.pdf").read_bytes(), then="stay")
    assert "lease.pdf" in visitor.text
    (file,) = re.findall(r'name="remove" value="([^"]+)"', visitor.text)
    visitor.get(f"/files/{file}")
    assert visitor.page.content == (PACK / "lease.pdf").read_bytes()
    visitor.post(at(visitor, draft, "lease"), remove=file)
    assert "lease.pdf" not in visitor.text


def test_a_pdf_named_jpg_is_taken_for_what_it_is(visitor):
    draft = begin(visitor)
    upload(visitor, draft, "photo.jpg", (PACK / "lease.pdf").read_bytes(), then="stay")
    assert "photo.jpg" in visitor.text
    assert "PDF," in visitor.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.pdf", b"<html><script>1</script></html>", "whatever its name says"),
        ("empty.pdf", b"", "empty"),
        ("cut.pdf", b"%PDF-1.7 and then nothing", "cut off"),
        ("large.pdf", b"%PDF-1.7" + b"0" * (10 * 1024 * 1024), "too large"),
    ],
)
def test_a_file_that_cannot_be_taken_costs_none_of_the_others(visitor, name, content, words):
    draft = begin(visitor)
    upload(visitor, draft, "lease.pdf", (PACK / "lease.pdf").read_bytes(), then="stay")
    upload(visitor, draft, name, content)
    assert visitor.page.status_code == 422
    assert words in visitor.text
    assert "lease.pdf" in visitor.text


def test_a_file_of_another_draft_is_not_shown(visitor, newcomer):
    draft = begin(visitor)
    upload(visitor, draft, "lease.pdf", (PACK / "lease.pdf").read_bytes(), then="stay")
    (file,) = re.findall(r'name="remove" value="([^"]+)"', visitor.text)
    assert newcomer().get(f"/files/{file}").status_code == 404


def test_the_map_takes_a_click_without_a_script(visitor):
    draft = visitor.begin("street-defect")
    visitor.post(f"/apply/{draft}/kind", answer="pothole")
    visitor.post(
        f"/apply/{draft}/where", **{"spot.x": "150", "spot.y": "140", "map_within": "", "line": "by the fountain"}
    )
    assert visitor.path.endswith("/where")
    assert 'value="by the fountain"' in visitor.text
    (point,) = re.findall(r'name="point"[^>]* value="([^"]+)"', visitor.text)
    visitor.post(f"/apply/{draft}/where", point=point, line="by the fountain")
    assert visitor.path.endswith("/private_land")


def test_enter_in_a_field_beside_the_map_sends_the_form(visitor):
    draft = visitor.begin("street-defect")
    visitor.post(f"/apply/{draft}/kind", answer="pothole")
    visitor.post(
        f"/apply/{draft}/where", **{"spot.x": "0", "spot.y": "0", "line": "1 Moon Square", "place": "old-town"}
    )
    assert visitor.path.endswith("/private_land")
