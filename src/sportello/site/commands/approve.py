"""Let a proposed edition count; another person than the one who proposed it."""

from argparse import ArgumentParser, Namespace

from sportello.site.commands import _people

HELP = "approve a proposed edition"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the edition's number and who approves."""
    parser.add_argument("edition", type=int, help="the number `sportello publish` gave")
    parser.add_argument("--by", metavar="LOGIN", required=True, help="the publisher who approves it")


def run(arguments: Namespace) -> int:
    """Approve it."""
    from sportello.actions import editions  # needs Django
    from sportello.site import wiring

    wiring.install()
    edition = editions.approve(arguments.edition, by=_people.publisher(arguments.by))
    print(f"{edition.subject}  {edition.hash[:12]}  counts from {edition.effective_from}")
    return 0
