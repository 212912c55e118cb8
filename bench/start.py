"""How long the demo city takes to open: the first time, when its past is made, and the second.

There is no floor: what has to be done is ours. Beside the seconds that passed, those of the processor until it is
closed again: a busy machine disturbs them less. Run with `python -m bench.start [--json]`.
"""

import argparse
import resource
from collections.abc import Iterator

from bench import city, figures
from bench.figures import Figure


def measure() -> Iterator[Figure]:
    """Open a new demo city, close it, and open it again."""
    with city.thrown_away() as var:
        for name in ("first start", "second start"):
            before = _processor()
            with city.opened(var) as (_, seconds):
                yield Figure(name, round(seconds, 2), "s")
            yield Figure(f"{name}, processor", round(_processor() - before, 2), "s")


def _processor() -> float:
    """Tell how many seconds the processor worked for programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    as_json = parser.parse_args().json
    city.end_cleanly()
    figures.show(measure(), as_json=as_json)


if __name__ == "__main__":
    main()
