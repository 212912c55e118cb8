"""A worker hears of each job at once: also of one that came while it looked for others."""

import asyncio
from typing import Any

import pytest
from django.db import connection
from procrastinate import App, sql
from procrastinate.contrib.django import app as city_app
from procrastinate.psycopg_connector import PsycopgConnector
from tests.town import Town
from tests.waiting import PATIENCE

from sportello.site import listening

NEVER = 600.0  # seconds until the worker looks by itself


def test_a_job_that_is_committed_during_a_look_is_done_at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    heard, done = asyncio.Event(), asyncio.Event()
    look, listen = PsycopgConnector.execute_query_one_async, PsycopgConnector.listen_notify
    app = App(connector=listening.Connector())

    @app.task(name="note")
    async def note() -> None:
        done.set()

    def ask() -> None:
        app.with_connector(city_app.connector).configure_task("note").defer()
        connection.close()  # this thread's

    async def look_long(self: Any, query: Any, **given: Any) -> Any:
        found = await look(self, query, **given)
        while query == sql.queries["fetch_job"] and not heard.is_set():  # the listener may still be connecting
            await asyncio.to_thread(ask)
            await asyncio.sleep(0.02)
        return found

    async def hear(self: Any, on_notification: Any, channels: Any) -> None:
        async def tell(**news: Any) -> None:
            telling = asyncio.ensure_future(on_notification(**news))
            await asyncio.sleep(0)  # told by now, if it is told during the look
            heard.set()
            await telling

        await listen(self, tell, channels)

    async def work() -> None:
        async with app.open_async():
            worker = asyncio.ensure_future(
                app.run_worker_async(install_signal_handlers=False, fetch_job_polling_interval=NEVER)
            )
            try:
                await asyncio.wait_for(done.wait(), PATIENCE)
            finally:
                worker.cancel()
                await asyncio.wait([worker])

    monkeypatch.setattr(PsycopgConnector, "execute_query_one_async", look_long)
    monkeypatch.setattr(PsycopgConnector, "listen_notify", hear)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        asyncio.run(work())
        cursor.execute("DELETE FROM procrastinate_jobs")
