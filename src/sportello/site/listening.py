"""How a worker hears of jobs: of each at once, also of one that was committed while the worker looked for others."""

import asyncio
from contextlib import nullcontext
from typing import Any

from procrastinate import sql
from procrastinate.connector import Notify
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector


class Connector(PsycopgConnector):
    """Tells the worker of new jobs between two looks for one, never during a look.

    A worker of procrastinate (3.10) forgets after each look whatever it was told meanwhile. A job committed just after
    the look began would wait until the worker looks by itself, five seconds later.
    """

    def __init__(self) -> None:
        super().__init__(kwargs=connector_params())
        self._looking = asyncio.Lock()

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> Any:
        """Do the query; nothing is told while it looks for a job."""
        async with self._looking if query == sql.queries["fetch_job"] else nullcontext():
            return await super().execute_query_one_async(query, **arguments)

    async def listen_notify(self, on_notification: Notify, channels: Any) -> None:
        """Listen, and tell what comes once no look is under way."""

        async def tell(**news: Any) -> None:
            async with self._looking:
                await on_notification(**news)

        await super().listen_notify(tell, channels)
