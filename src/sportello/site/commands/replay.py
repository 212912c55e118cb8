"""Decide again from what was kept, and compare: inputs, edition, parameters, rows, outputs, hashes, the record.

What policy decided is recomputed. What people ruled cannot be; checked is all that follows from rules: outcome,
reasons and outputs, the role of whoever ruled, and two pairs of eyes where the step asks for them.
"""

from argparse import ArgumentParser, Namespace
from collections import Counter

from sportello.core import references
from sportello.site.failures import CannotRun
from sportello.site.progress import Progress

HELP = "decide again from what was kept of decisions, and compare"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take references, or all cases."""
    parser.add_argument("references", nargs="*", metavar="REFERENCE")
    parser.add_argument("--all", action="store_true", help="every case there is")


def run(arguments: Namespace) -> int:
    """Replay each; 1 unless all are equal, and all references known."""
    from sportello.actions import replays  # needs Django
    from sportello.site import wiring

    if not (arguments.all or arguments.references):
        raise CannotRun("Name the references of cases, or --all.")
    wiring.install()
    wanted = None if arguments.all else {references.read_reference(one) for one in arguments.references}
    counted: Counter[str] = Counter()
    missing, whys = set(wanted or ()), Counter[str]()
    with Progress() as progress:
        for one in replays.replay(wanted):
            counted[one.verdict] += 1
            missing.discard(one.reference)
            for why in one.why:
                progress.print(f"{one.reference}{f', step {one.path}' if one.path else ''}: {one.verdict}: {why}")
            if one.verdict is replays.Verdict.NOT_RECOMPUTABLE:
                whys.update(one.why)
            progress.tell(f"{counted.total():,} decisions")
    print(f"{counted.total()} decisions: " + ", ".join(f"{counted[verdict]} {verdict}" for verdict in replays.Verdict))
    for why, count in whys.most_common():
        print(f"  {count} not recomputable: {why}")
    for reference in sorted(missing):
        print(f"{reference} is of no case here.")
    return 1 if missing or counted.total() > counted[replays.Verdict.EQUAL] else 0
