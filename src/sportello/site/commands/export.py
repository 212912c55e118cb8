"""Write the published pack back into a folder, so that it can be edited and published again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sportello.site.failures import CannotRun

HELP = "write the published pack into a folder"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder to write."""
    parser.add_argument("folder", type=Path, help="a new or empty folder")


def run(arguments: Namespace) -> int:
    """Write what counts now."""
    from sportello.actions import editions, live  # needs Django
    from sportello.packs import writing
    from sportello.site import wiring

    wiring.install()
    folder = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        raise CannotRun(f"{folder} is not empty; nothing was written. Name a new folder.")
    documents = {subject: editions.get_document(hash) for subject, hash in live.hashes().items()}
    writing.write_folder(documents, folder)
    print(f"{len(documents)} editions written to {folder}")
    return 0
