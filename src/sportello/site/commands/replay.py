"""Recompute decisions from what was kept of them, and compare: inputs, edition, parameters, rows, outputs, hashes."""

from argparse import ArgumentParser, Namespace

HELP = "recompute decisions and compare them with what was kept"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take references, or all cases."""
    parser.add_argument("references", nargs="*", metavar="REFERENCE")
    parser.add_argument("--all", action="store_true", help="every case there is")


def run(arguments: Namespace) -> int:
    """Replay each; 1 when any differs."""
    from sportello.actions import decisions
    from sportello.core import references
    from sportello.site import wiring
    from sportello.store.cases import Case

    wiring.install()
    cases = Case.objects.order_by("submitted_at")
    if not arguments.all:
        wanted = [references.read_reference(one) for one in arguments.references]
        cases = cases.filter(reference__in=wanted)
    equal = different = 0
    for case in cases.iterator(chunk_size=500):
        problems = decisions.replay(case)
        different += bool(problems)
        equal += not problems
        for problem in problems:
            print(f"{case.reference}: {problem}")
    print(f"{equal} decisions recomputed and equal, {different} different")
    missing = not arguments.all and equal + different < len(arguments.references)
    if missing:
        print("Some references are of no case here.")
    return 1 if different or missing else 0
