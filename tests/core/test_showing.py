"""How instants are written in messages."""

from datetime import UTC, datetime

import pytest

from sportello.core import showing


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "May 4, 2020, 5:30 PM"), ("es", "4 de mayo de 2020, 17:30"), ("it", "4 maggio 2020, 17:30")],
)
def test_an_instant_is_written_with_the_half_of_the_day_where_a_language_has_it(language: str, said: str) -> None:
    assert showing.show_instant(language, datetime(2020, 5, 4, 17, 30, 59, tzinfo=UTC)) == said
