"""Propose what changed in a pack's folder as new editions; a pack in which `sportello check` finds errors is refused.

The first publication of a city counts at once, and so does a change of texts alone; anything else waits for a second
person: `sportello approve ID --by LOGIN`, or the desk. Published on a stale base, it is refused with what differs; what
is proposed already keeps its number and its day.
"""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sportello.site import environment
from sportello.site.commands import _people
from sportello.site.failures import CannotRun

if TYPE_CHECKING:
    from sportello.packs.reading import Scan
    from sportello.store.editions import Edition

HELP = "propose what changed in a pack as new editions"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder, the first day the change counts, and who publishes."""
    parser.add_argument("folder", type=Path, nargs="?", help="the pack (default: SPORTELLO_CITY)")
    parser.add_argument("--by", metavar="LOGIN", help="the publisher who proposes it")
    parser.add_argument("--from", dest="start", type=date.fromisoformat, metavar="DATE", help="default: today")
    parser.add_argument("--show", action="store_true", help="only show what would change")


def run(arguments: Namespace) -> int:
    """Show what changes, and propose it."""
    from sportello.actions import editions  # needs Django, as those below
    from sportello.packs import reading
    from sportello.site import publishing, wiring

    folder = arguments.folder or environment.get().city
    scan = reading.scan_folder(folder)
    if not arguments.show:
        _check(folder, scan)
    wiring.install()
    documents = publishing.resolve(reading.take_whole(scan))
    changes = editions.compare(documents)
    for change in changes:
        print(f"{change.subject}:", *change.lines[:40], sep="\n  ")
    if not changes:
        print("Nothing changed; nothing was published.")
    if arguments.show or not changes:
        return 0
    start = arguments.start or publishing.local_today(documents["city"])
    known = {waits.id for change in changes if (waits := editions.find_waiting(change))}
    for edition in publishing.publish(documents, by=_people.publisher(arguments.by), effective_from=start):
        print(f"{edition.subject}  {edition.hash[:12]}  {_tell(edition, edition.id in known)}")
    return 0


def _tell(edition: "Edition", is_known: bool) -> str:
    if edition.approved_at:
        return f"counts from {edition.effective_from}"
    before = f"is proposed already, to count from {edition.effective_from}, and " if is_known else ""
    return f"{before}waits: sportello approve {edition.id} --by LOGIN"


def _check(folder: Path, scan: "Scan") -> None:
    """Refuse a pack whose tables, words or examples are wrong: CannotRun with all that is."""
    from sportello.packs import checking  # saves start-up: it brings NumPy and the grammar of FEEL

    found = checking.examine_scan(folder, scan)
    if not found.is_good:
        wrong = "\n".join(str(error) for error in found.errors if error.level == "error")
        raise CannotRun(f"{wrong}\nNothing was published: mend this, try `sportello check`, and publish again.")
