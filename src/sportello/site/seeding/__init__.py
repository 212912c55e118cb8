"""A believable past for a city on show: staff, residents, and cases in all states made from the services' examples.

Cases are played by several processes at once, each case with chance of its own, so that it comes out alike anywhere.
"""

import multiprocessing
import os
import random
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from sportello.actions import batches, live
from sportello.site import lifeline
from sportello.site.seeding import money, past, people, post, sealing
from sportello.site.seeding.people import PASSWORD
from sportello.site.seeding.stage import Clock, Inline, Stage
from sportello.store.accounts import Account
from sportello.store.cases import Case

__all__ = ["CASES", "DAYS", "PASSWORD", "Clock", "Inline", "is_empty", "seed"]

CASES = 260
DAYS = 150
WAITING = 0.27
"""The share of cases, the newest, that people have to look at, of each service alike: what staff find to do."""
AGREED = timedelta(days=9)  # ago: the newest mandates
READ_WITHIN = timedelta(days=14)  # residents have read what is older
MOST_PROCESSES = 4
YEAR = 2020  # the seed of chance: the same demo city every time

_on: list[tuple[Stage, datetime]] = []
"""The stage of a process that plays cases, and the moment that is now."""


def is_empty() -> bool:
    """Tell whether nobody has an account and no case came in yet."""
    return not (Account.objects.exists() or Case.objects.exists())


def seed(clock: Clock, jobs: Inline, documents: Mapping[str, Mapping[str, Any]], *, now: datetime, count: int) -> None:
    """Give the city staff, residents and `count` cases over the last months.

    `clock` and `jobs` are those of the installed city; `documents` are what was published, by service.
    """
    stage = Stage(clock, jobs, random.Random(YEAR), documents)  # noqa: S311 - nothing secret
    people.add_staff()
    people.add_residents(stage)
    people.add_preferences()
    clock.turned = now - AGREED
    people.add_mandates()
    batches.gather()
    clock.turned = None
    people.add_relying_parties()
    jobs.run()  # what residents are told of this goes out today, before the clock turns back
    moments = sorted(now - timedelta(days=DAYS * stage.chance.random() ** 2, minutes=20) for _ in range(count))
    for played in _play(stage, moments, now):
        if played % 20 == 0 or played == count:
            end = "\n" if played == count else ""
            sys.stderr.write(f"\r  Seeding the demo city: {played} of {count} cases …{end}")
            sys.stderr.flush()
    past.play_joint(stage, now - timedelta(days=3))
    post.add(stage, now)  # after there were copies: what makes letters has threads
    money.add()  # receipts are numbered in the order of their days
    jobs.run()
    people.read_messages(now - READ_WITHIN)
    batches.gather()
    sealing.seal(clock)


def _play(stage: Stage, moments: list[datetime], now: datetime) -> Iterator[int]:
    """Play the cases in processes that are copies of this one; count them as they are done, in their order."""
    services = live.services()  # built once, before there are copies
    numbers = range(1, len(moments) + 1)
    settled = len(moments) * (1 - WAITING)
    waiting = [services[number % len(services)].id if number > settled else "" for number in numbers]
    connections.close_all()
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    copies = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, copies, _begin, (stage, now, os.getpid())) as pool:
        yield from pool.map(_play_one, numbers, moments, waiting)


def _begin(stage: Stage, now: datetime, parent: int) -> None:
    lifeline.hold(parent)
    _on.append((stage, now))


def _play_one(number: int, moment: datetime, waiting: str) -> int:
    stage, now = _on[0]
    chance = random.Random(f"{YEAR} {number}")  # noqa: S311 - nothing secret
    past.play_case(replace(stage, chance=chance), moment, now, waiting=waiting)
    return number
