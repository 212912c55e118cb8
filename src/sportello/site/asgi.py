"""What the web server runs: the front with its lanes, and Django behind, in a pool of threads."""

import os
from contextlib import suppress
from typing import Any

from django.core.wsgi import get_wsgi_application

from sportello.core.errors import Refused
from sportello.site import bridge, environment, front
from sportello.store.away import AWAY

THREADS = 16


def build() -> front.App:
    """Set Django up, install the city, and give the application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")
    django: Any = get_wsgi_application()
    from sportello import words
    from sportello.actions import accounts, live  # tables may only be imported once Django is set up
    from sportello.channels.api.case_lane import CaseLane
    from sportello.channels.api.lane import Lane
    from sportello.channels.pages import security
    from sportello.integrations.prometheus import Prometheus
    from sportello.site import crowding, logs, probes, readiness, shelf, tracing, watching, wiring

    here = environment.get()
    logs.tell_uncaught()
    meters = Prometheus() if here.metrics_token else None
    traces = tracing.begin(here, "sportello-web")
    wiring.install(**({"watcher": meters} if meters else {}), **({"tracer": traces} if traces else {}))
    if meters:
        watching.watch_intake(meters)
    with suppress(Refused, *AWAY):  # nothing is published yet, or the database has just gone away
        live.services()  # built now, lest the first visitors wait for it
    live.keep_fresh(accounts.keep_clients, words.learn)  # the words once: the city opens without waiting for them
    behind = bridge.Bridge(django, THREADS)
    asked = probes.Probes(readiness.Readiness(here.database_url or ""), meters, here.metrics_token)
    lanes: list[front.Lane] = [asked, Lane(), CaseLane(), shelf.Shelf(behind)]
    whole = front.Front(behind, lanes=lanes, headers=security.list_headers())
    return watching.Watched(crowding.Crowding(whole, here.bodies_mb * 1024 * 1024), meters, traces)


application = build()
