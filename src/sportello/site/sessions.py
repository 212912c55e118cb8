"""Sessions kept under a hash of their key, so that a stolen dump of the database opens nobody's session."""

import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from sportello.store import prepared

FIND = """
SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s
"""
LENGTH = 40  # hex digits that Django's column holds; a session's key has 165 random bits


class SessionStore(db.SessionStore):
    """Django's store of sessions in the database; the key itself is only in the visitor's cookie."""

    def exists(self, session_key: str) -> bool:
        """Tell whether there is a session with this key."""
        return super().exists(_hide(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """Delete the session with this key, or the current one."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(_hide(key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Make the row to store."""
        row = super().create_model_instance(data)
        row.session_key = _hide(row.session_key)
        return row

    def _get_session_from_db(self) -> Session | None:
        rows = prepared.fetch(FIND, [_hide(self.session_key or ""), timezone.now()])
        if not rows:
            self._session_key = None
            return None
        return Session(*rows[0])


def _hide(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:LENGTH]
