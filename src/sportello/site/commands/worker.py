"""Do the city's background work: sending, signing, sealing the record, what is due."""

import gc
import importlib
import os
from argparse import ArgumentParser, Namespace

from sportello.site import environment

HELP = "do the background work, alone"
USES_DATABASE = True
BROUGHT_LATE = ("holidays.countries", "sportello.integrations.pyhanko.pades")  # elsewhere: few processes need them
NICER = 5  # than the processes that answer: somebody waits for a page, nobody for a letter


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the work comes from the database, the number of processes from the environment."""


def run(arguments: Namespace) -> int:
    """Work until told to stop by SIGINT or SIGTERM; what is in hand is finished first."""
    from sportello.site import copies, jobs, logs, tracing, worker_metrics  # needs Django

    here = environment.get()

    def work(number: int) -> None:
        logs.tell_uncaught()
        with tracing.going(here, "sportello-worker") as tracer, worker_metrics.shown(here, number) as watcher:
            parts = {"tracer": tracer, "watcher": watcher}
            jobs.work(**{name: part for name, part in parts.items() if part})

    tracing.load(here)
    bring()
    os.nice(NICER)
    copies.run("worker", here.worker_processes, work)
    return 0


def bring() -> None:
    """Import and read, once for all copies, what whoever asks for the first document would otherwise wait for.

    It stays, in memory that copies share: a collection that looked through it all would find nothing.
    """
    from sportello import words  # brings Fluent: `--help` must not wait for it

    for name in BROUGHT_LATE:
        importlib.import_module(name)
    words.learn()
    gc.freeze()
