"""The record: verify it whole, seal what waits, or show the newest checkpoint.

`verify` recomputes every leaf from its event, the tree from its leaves, and checks the signature of every checkpoint
against the root of its size. What was altered, is missing or was inserted is named.
"""

from argparse import ArgumentParser, Namespace

HELP = "verify the record, seal it, or show its checkpoint"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take what to do."""
    parser.add_argument("deed", choices=("verify", "seal", "checkpoint"))


def run(arguments: Namespace) -> int:
    """Do it; 1 when the record does not hold."""
    from sportello.actions import record, verification
    from sportello.site import wiring
    from sportello.site.progress import Progress

    wiring.install()
    if arguments.deed == "checkpoint":
        print(record.newest_checkpoint(), end="")
        return 0
    if arguments.deed == "seal":
        print(f"{record.seal_all()} events sealed")
        return 0
    with Progress() as progress:
        report = verification.verify(progress.print, watch=progress.tell)
    print(f"{report.events} events, {report.leaves} leaves, {report.checkpoints} checkpoints: {report.verdict}")
    return 1 if report.problems else 0
