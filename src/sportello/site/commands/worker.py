"""Do the city's background work: sending, signing, sealing the record, what is due."""

import gc
import os
from argparse import ArgumentParser, Namespace

from sportello.site import environment

HELP = "do the background work, alone"
USES_DATABASE = True
NICER = 5  # than the processes that answer: somebody waits for a page, nobody for a letter


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the work comes from the database, the number of processes from the environment."""


def run(arguments: Namespace) -> int:
    """Work until told to stop by SIGINT or SIGTERM; what is in hand is finished first."""
    from sportello.site import copies, jobs, tracing, worker_metrics  # needs Django

    here = environment.get()

    def work(number: int) -> None:
        with tracing.going(here, "sportello-worker") as tracer, worker_metrics.shown(here, number) as watcher:
            parts = {"tracer": tracer, "watcher": watcher}
            jobs.work(**{name: part for name, part in parts.items() if part})

    tracing.load(here)
    os.nice(NICER)
    gc.freeze()  # what is there stays, in memory that copies share
    copies.run("worker", here.worker_processes, work)
    return 0
