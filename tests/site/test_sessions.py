"""Sessions: the database knows none of their keys, and forgets those that are over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.town import Town

from sportello.site import jobs
from sportello.site.sessions import SessionStore


def _begun() -> SessionStore:
    session = SessionStore()
    session["held"] = ["something"]
    session.save()
    return session


def test_what_the_database_holds_opens_no_session(town: Town) -> None:
    key = _begun().session_key
    assert SessionStore(key)["held"] == ["something"]
    kept = list(Session.objects.values_list("session_key", flat=True))
    assert key not in kept
    assert not any("held" in SessionStore(one) for one in kept)


def test_a_session_that_was_ended_is_gone(town: Town) -> None:
    session = _begun()
    key, others = session.session_key, Session.objects.count() - 1
    session.cycle_key()
    assert "held" not in SessionStore(key) and "held" in SessionStore(session.session_key)
    session.flush()
    assert Session.objects.count() == others


def test_sessions_that_are_over_are_deleted(town: Town) -> None:
    key = _begun().session_key
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert "held" not in SessionStore(key)
    jobs.delete_expired(timestamp=0)
    assert not Session.objects.exists()


@pytest.mark.parametrize("key", ["\0abcdefgh", "x" * 5000, "é" * 20, "\ud800abcdefgh"])
def test_a_cookie_that_nobody_was_given_opens_nothing(town: Town, key: str) -> None:
    assert "held" not in SessionStore(key)
