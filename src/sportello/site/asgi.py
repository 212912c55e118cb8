"""What the web server runs: the front with its lanes, and Django's WSGI handler behind in a pool of threads."""

import os
from contextlib import suppress
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from sportello.core.errors import Refused
from sportello.site import front

THREADS = 16


def build() -> front.Front:
    """Set Django up, install the city, and give the application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")
    django: Any = get_wsgi_application()
    from sportello.actions import live  # tables may only be imported once Django is set up
    from sportello.channels.api.lane import Lane
    from sportello.site import shelf, wiring

    wiring.install()
    with suppress(Refused):  # nothing is published yet
        live.services()  # built now, lest the first visitors wait for it
    live.keep_fresh()
    behind: Any = WSGIMiddleware(django, workers=THREADS)
    return front.Front(behind, lanes=[Lane(), shelf.Shelf(behind)])


application = build()
