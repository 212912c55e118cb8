"""Strike each fault at a city of its own, under load, and print what was lost, doubled or left lying.

A crowd applies over HTTP all the while, and sends the same again under the same key while it gets no answer.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench import city, figures
from bench.chaos import counting, faults, stage
from bench.chaos.applicants import Applicants
from bench.figures import Figure

CLIENTS = 6
BEFORE_SECONDS = 2.0
AFTER_SECONDS = 2.0
PAUSE = 0.05  # of each applicant between two applications: this is no measure of speed


@dataclass(frozen=True)
class Struck:
    """What came of one fault."""

    fault: faults.Fault
    note: str
    count: counting.Count
    errors: dict[str, int]
    silence: float  # the longest time in which nothing was accepted, in seconds
    again_after: float  # seconds from the strike until it was over


def strike(fault: faults.Fault, *, clients: int = CLIENTS, before: float = BEFORE_SECONDS) -> Struck:
    """Open a city, strike, and count."""
    with city.thrown_away() as var, fault.around(var):
        with stage.opened(clients, var=var, proxied=fault.proxied, program=fault.program) as here:
            with Applicants(here.port, here.tokens, PAUSE) as applicants:
                time.sleep(before)
                struck = time.monotonic()
                note = fault.strike(here, applicants)
                applicants.wait_for_answer()
                time.sleep(AFTER_SECONDS)
            count = counting.count(here, applicants)
        silence, over = applicants.find_silence(struck)
        return Struck(fault, note, count, dict(applicants.problems), silence, over - struck)


def _figures(struck: Struck) -> Iterator[Figure]:
    """Give every number of one fault."""
    name, count = f"chaos {struck.fault.name}", struck.count
    for what in ("sent", "accepted", "stored", "lost", "twice", "unanswered"):
        yield Figure(f"{name}, {what}", getattr(count, what), "applications")
    yield Figure(f"{name}, errors seen", sum(struck.errors.values()), "answers")
    yield Figure(f"{name}, answering again after", _rounded(struck.again_after), "s")
    yield Figure(f"{name}, longest silence", _rounded(struck.silence), "s")
    yield Figure(f"{name}, backlog drained after", _rounded(count.drained), "s")
    yield Figure(f"{name}, mails due", count.mails_due, "mails")
    yield Figure(f"{name}, mails sent", count.mails, "mails")
    yield Figure(f"{name}, mails sent twice", count.mails_twice, "mails")
    yield Figure(f"{name}, events not sealed", count.unsealed, "events")
    yield Figure(f"{name}, record verifies", int(count.record_holds), "yes or no")


def _rounded(seconds: float | None) -> float:
    return -1.0 if seconds is None else round(seconds, 2)  # never


HEADINGS = {
    "fault": 17,
    "sent": 6,
    "accepted": 9,
    "stored": 7,
    "lost": 5,
    "twice": 6,
    "again after": 12,
    "silence": 8,
    "drained": 8,
    "mails": 11,
    "record": 9,
    "": 5,
}


def _row(struck: Struck) -> str:
    count = struck.count
    cells = (
        struck.fault.name,
        count.sent,
        count.accepted,
        count.stored,
        count.lost,
        count.twice,
        f"{struck.again_after:.1f} s",
        f"{struck.silence:.1f} s",
        f"{_rounded(count.drained):.0f} s",
        f"{count.mails}/{count.mails_due}",
        "good" if count.record_holds else "BROKEN",
        "ok" if count.is_good else "FAILED",
    )
    return _line(str(cell) for cell in cells)


def _line(cells: Iterable[str]) -> str:
    first, *others = zip(cells, HEADINGS.values(), strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)


def _explain(struck: Struck) -> str:
    """Say below a row what was done and what applicants saw, and the record's own words unless it is simply good."""
    seen = ", ".join(f"{times} {kind}" for kind, times in sorted(struck.errors.items())) or "no error"
    count = struck.count
    left = f"; {count.unsealed} events are not sealed" * bool(count.unsealed)
    left += f"; {count.unanswered} gave up" * bool(count.unanswered)
    left += f"; {count.mails_twice} mails were sent twice" * bool(count.mails_twice)
    record = "" if count.record.endswith("good") else f"; {count.record}"
    return f"    {struck.fault.told} {struck.note or 'Done'}; applicants saw {seen}{left}{record}"


def run(wanted: Sequence[faults.Fault], *, as_json: bool) -> bool:
    """Strike these, one after the other, printing each as it is over; tell whether all went well."""
    if not as_json:
        print(_line(HEADINGS))
    well = True
    for fault in wanted:
        if lacking := fault.find_lacking():
            print(f"{fault.name}: skipped, {lacking}", file=sys.stderr)
            continue
        struck = strike(fault)
        well &= struck.count.is_good
        if as_json:
            figures.show(_figures(struck), as_json=True)
        else:
            print(_row(struck), _explain(struck), sep="\n", flush=True)
    return well


def main() -> None:
    """Strike, and exit with 1 when anything was lost, doubled or left lying."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure; -1 s is never")
    names = [fault.name for fault in faults.FAULTS]
    parser.add_argument("--only", metavar="NAME", action="append", choices=names, help=", ".join(names))
    given = parser.parse_args()
    city.end_cleanly()
    wanted = [fault for fault in faults.FAULTS if fault.name in (given.only or names)]
    sys.exit(0 if run(wanted, as_json=given.json) else 1)


if __name__ == "__main__":
    main()
