"""Do the city's background work: sending, signing, sealing the record, what is due."""

from argparse import ArgumentParser, Namespace

from sportello.site import environment

HELP = "do the background work, alone"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the work comes from the database."""


def run(arguments: Namespace) -> int:
    """Work until told to stop by SIGINT or SIGTERM; what is in hand is finished first."""
    from sportello.site import jobs, tracing, worker_metrics  # needs Django

    here = environment.get()
    with tracing.going(here, "sportello-worker") as tracer, worker_metrics.shown(here) as watcher:
        parts = {"tracer": tracer, "watcher": watcher}
        jobs.work(**{name: part for name, part in parts.items() if part})
    return 0
