import pytest

from sportello.channels.web import search


def find(query):
    from sportello.actions import live

    return [one.subject.id for one in search.find(query, live.services(), live.profile())]


@pytest.mark.parametrize(
    ("query", "service"),
    [
        ("rent", "rental-assistance"),
        ("renntal asistance", "rental-assistance"),
        ("alquiler", "rental-assistance"),
        ("alqiler", "rental-assistance"),
        ("affito", "rental-assistance"),
        ("ayuda para la hipoteca", "rental-assistance"),
        ("pot hole in the road", "street-defect"),
        ("lampione", "street-defect"),
        ("bache", "street-defect"),
        ("laptop for school", "device-loan"),
        ("certificato di residenza", "residence-certificate"),
        ("BUILDNG PERMIT", "building-permit"),
    ],
)
def test_a_service_is_found_in_three_languages_with_wrong_letters(town, query, service):
    assert find(query)[0] == service


def test_answers_are_found_too(town):
    assert "no-fixed-address" in find("I have no fixed address")
    assert "appeal" in find("ricorso")


@pytest.mark.parametrize("query", ["", "   ", "qqqq zzzz", "de la", "🙂", "'; DROP TABLE store_case; --"])
def test_nothing_is_found_for_nothing(town, query):
    assert find(query) == []
