"""Sessions kept under a hash of their key, so that a stolen dump of the database opens nobody's session.

Whose a session is, once somebody signed in, is noted beside it: `actions.signed_in` lists and ends them.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY as ACCOUNT
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from sportello.actions import signed_in
from sportello.store import prepared
from sportello.store.sessions import hide

FIND = """
SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s
"""
NOTED = "noted"


class SessionStore(db.SessionStore):
    """Django's store of sessions in the database; the key itself is only in the visitor's cookie."""

    def exists(self, session_key: str) -> bool:
        """Tell whether there is a session with this key."""
        return super().exists(hide(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """Delete the session with this key, or the current one."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(hide(key))

    def save(self, must_create: bool = False) -> None:
        """Store the session; once it is an account's, note so."""
        kept = hide(self.session_key) if self.session_key and ACCOUNT in self else None
        is_new = kept is not None and self.get(NOTED) != kept
        if is_new:
            self[NOTED] = kept
        super().save(must_create)
        if is_new and kept:
            signed_in.note(kept, self[ACCOUNT], self.get(signed_in.BROWSER, ""))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Make the row to store."""
        row = super().create_model_instance(data)
        row.session_key = hide(row.session_key)
        return row

    def _get_session_from_db(self) -> Session | None:
        rows = prepared.fetch(FIND, [hide(self.session_key or ""), timezone.now()])
        if not rows:
            self._session_key = None
            return None
        return Session(*rows[0])
