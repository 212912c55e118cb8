"""Serve pages and API over a database that is ready (see `sportello prepare`)."""

from argparse import ArgumentParser, Namespace

from sportello.site import environment, lifeline

HELP = "serve pages and API, alone"


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: host, port and processes come from the environment."""


def run(arguments: Namespace) -> int:
    """Serve until told to stop."""
    from sportello.site import web  # brings the web server: `--help` must not wait for it

    web.preload()
    lifeline.wait_for_go()
    here = environment.get()
    web.serve(here.host, here.port, here.web_processes, web.load_application)
    return 0
