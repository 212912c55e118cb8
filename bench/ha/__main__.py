"""Kill the primary of two PostgreSQL under Patroni while people apply: what was accepted survives, and it goes on.

Needs Debian's patroni, etcd-server and haproxy; all that is started listens on loopback only, and ends with the bench.
"""

import argparse
import sys
import time
from collections.abc import Iterator

from bench import city, figures
from bench.chaos import counting, stage
from bench.chaos.applicants import Applicants
from bench.figures import Figure
from bench.ha import cluster

CLIENTS = 6
PAUSE = 0.05
BEFORE_SECONDS = 5.0
AFTER_SECONDS = 5.0
WANTED_SECONDS = 30


def measure() -> Iterator[Figure]:
    """Open a city over a cluster of its own, kill the primary, and count; end with 1 when anything is wrong."""
    with city.thrown_away() as var, cluster.started(var / "cluster") as made:
        with stage.opened_over(made.url, CLIENTS, var=var / "city") as here:
            with Applicants(here.port, here.tokens, PAUSE) as applicants:
                time.sleep(BEFORE_SECONDS)
                killed = _kill_primary(made)
                applicants.wait_for_answer()
                time.sleep(AFTER_SECONDS)
            count = counting.count(here, applicants)
        silence, over = applicants.find_silence(killed)
    yield Figure("ha, accepted", count.accepted, "applications")
    yield Figure("ha, stored", count.stored, "applications")
    yield Figure("ha, lost", count.lost, "applications")
    yield Figure("ha, twice", count.twice, "applications")
    yield Figure("ha, unanswered", count.unanswered, "applications")
    yield Figure("ha, errors seen", applicants.problems.total(), "answers")
    yield Figure("ha, longest silence", round(silence, 2), "s")
    yield Figure("ha, answering again after", round(over - killed, 2), "s")
    yield Figure("ha, mails due", count.mails_due, "mails")
    yield Figure("ha, mails sent", count.mails, "mails")
    yield Figure("ha, record verifies", int(count.record_holds), "yes or no")
    if not count.is_good or over - killed > WANTED_SECONDS:
        sys.exit(f"bench.ha: not as it should be: {count}")


def _kill_primary(made: cluster.Cluster) -> float:
    """Kill it, and tell when."""
    primary = made.find_primary()
    if primary is None:
        sys.exit("bench.ha: there is no primary to kill")
    killed = time.monotonic()
    primary.kill()
    return killed


def main() -> None:
    """Print the figures, or what has to be installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    as_json = parser.parse_args().json
    if lacking := cluster.list_lacking():
        sys.exit(f"bench.ha: install {', '.join(lacking)} first: apt-get install {' '.join(lacking)}")
    city.end_cleanly()
    figures.show(measure(), as_json=as_json)


if __name__ == "__main__":
    main()
