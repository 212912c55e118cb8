"""The record: verify it whole, seal what waits, show the newest checkpoint, or export what is public of it.

`verify` recomputes every leaf from its event, the tree from its leaves, and checks the signature of every checkpoint
against the root of its size. What was altered, is missing or was inserted is named. With a FOLDER that `export` wrote
it needs no database and no city: leaves, checkpoints and the deeds of no case are verified, by whoever likes to. Keep
a checkpoint (`record checkpoint`, or `/record/checkpoint` of any city) to see later that the log grew from it.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sportello.site.progress import Progress

HELP = "verify the record, seal it, show its checkpoint, or export it"


def add_arguments(parser: ArgumentParser) -> None:
    """Take what to do."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    verify = deeds.add_parser("verify", help="recompute all of it, and name what does not hold")
    verify.add_argument("folder", nargs="?", type=Path, help="what `export` wrote; without it, the city's own database")
    verify.add_argument("--checkpoint", type=Path, metavar="FILE", help="a checkpoint you kept")
    deeds.add_parser("seal", help="give every event without a place one")
    deeds.add_parser("checkpoint", help="print the newest signed checkpoint")
    export = deeds.add_parser("export", help="write checkpoints, leaves and the deeds of no case into a folder")
    export.add_argument("folder", type=Path, help="a new or empty folder")


def run(arguments: Namespace) -> int:
    """Do it; 1 when the record does not hold."""
    if arguments.deed == "verify" and arguments.folder:
        return _verify_extract(arguments.folder, arguments.checkpoint)
    from sportello.site import database  # saves start-up: it brings Django

    with database.opened():
        return _run(arguments)


def _run(arguments: Namespace) -> int:
    from sportello.actions import record  # needs Django
    from sportello.site import extracts, wiring

    wiring.install()
    match arguments.deed:
        case "checkpoint":
            print(record.newest_checkpoint(), end="")
        case "seal":
            print(f"{record.seal_all()} events sealed")
        case "export":
            print(f"{extracts.write(arguments.folder)} leaves written to {arguments.folder}")
        case _:
            return _verify(arguments.checkpoint)
    return 0


def _verify(kept: Path | None) -> int:
    from sportello.actions import city, verification  # needs Django
    from sportello.site.extracts import read_held

    signer = city.current().signer
    held = [read_held(kept, signer.origin, signer.keys)] if kept else []
    with Progress() as progress:
        report = verification.verify(progress.print, watch=progress.tell, held=held)
    print(f"{report.events} events, {report.leaves} leaves, {report.checkpoints} checkpoints: {report.verdict}")
    return 1 if report.problems else 0


def _verify_extract(folder: Path, kept: Path | None) -> int:
    from sportello.site import extracts  # saves start-up: it brings cryptography

    reading = extracts.verify(folder, print, kept)
    verdict = f"{reading.problems} PROBLEMS" if reading.problems else "good"
    print(f"{reading.leaves} leaves, {reading.checkpoints} checkpoints of {reading.origin}: {verdict}")
    return 1 if reading.problems else 0
