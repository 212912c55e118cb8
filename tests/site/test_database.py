"""The tests' own database, and Django over it."""

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", range(4))
def test_each_test_process_has_a_migrated_database_of_its_own(attempt: int, worker_id: str) -> None:
    suffix = "" if worker_id == "master" else f"_{worker_id}"
    assert connection.settings_dict["NAME"] == f"test_sportello{suffix}"
    assert "store_party" in connection.introspection.table_names()
