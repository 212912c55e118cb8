"""Serve pages and API over a database that is ready (see `sportello prepare`)."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from sportello.integrations.prometheus import share_between_processes
from sportello.site import environment, lifeline

HELP = "serve pages and API, alone"


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: host, port and processes come from the environment."""


def run(arguments: Namespace) -> int:
    """Serve until told to stop."""
    from sportello.site import web  # brings the web server: `--help` must not wait for it

    here = environment.get()
    with TemporaryDirectory(prefix="sportello-figures-") as folder:
        if here.metrics_token:
            share_between_processes(Path(folder))
        web.preload()
        lifeline.wait_for_go()
        web.serve(here.host, here.port, here.web_processes, web.load_application)
    return 0
