"""Apply for a service by talking, one question at a time.

Every answer is kept. "stop" gives a code, and with it the same application goes on on the web, or here:
`sportello talk --code 7QK2-M9FX-3RTA`.
"""

import sys
from argparse import ArgumentParser, Namespace

HELP = "apply for a service by talking"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the service or the code to begin with, and the language."""
    parser.add_argument("service", nargs="?", metavar="SERVICE", help="the service (default: talk asks)")
    parser.add_argument("--language", metavar="LANGUAGE", help="language to begin in (default: the city's first)")
    parser.add_argument("--code", help="go on with a draft begun before, at any door")


def run(arguments: Namespace) -> int:
    """Talk until the person leaves."""
    from sportello.actions import drafts, live  # needs Django
    from sportello.channels.talk import terminal
    from sportello.channels.talk.carrier import Carrier
    from sportello.site import wiring

    wiring.install()
    language = arguments.language or live.profile().languages[0]
    drafts.check_language(language)
    begin = {"service": arguments.service, "code": arguments.code}
    terminal.talk(Carrier(), sys.stdin, sys.stdout, language=language, **begin)
    return 0
