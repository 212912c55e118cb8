import pytest

from sportello.channels.pages import languages


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("es-MX,es;q=0.9,en;q=0.5", "es"),
        ("de,it;q=0.4,en;q=0.3", "it"),
        ("en;q=0.2, es;q=0.8", "es"),
        ("de", None),
        ("", None),
        ("es;q=nonsense", None),
    ],
)
def test_the_best_known_language_of_a_header_is_found(header, found):
    assert languages.find_preferred(header, ("en", "es", "it")) == found


def test_a_language_is_named_in_itself():
    assert [languages.name(each) for each in ("en", "es", "it")] == ["English", "Español", "Italiano"]
