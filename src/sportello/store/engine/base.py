"""Django's backend for PostgreSQL; Django looks for it in a module of this name."""

import select

from django.db.backends.postgresql import base

SOMETHING = select.POLLIN | select.POLLERR | select.POLLHUP


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is found to have ended without asking the server, at each request, whether it is there."""

    def is_usable(self) -> bool:
        """Tell whether the server has been silent since it answered: it says so, or is gone, when it ends a connection.

        Unasked it says nothing else that matters; what else it may say costs a new connection.
        """
        if self.connection is None or self.connection.closed:
            return False
        look = select.poll()
        look.register(self.connection.fileno(), SOMETHING)
        return not look.poll(0)
