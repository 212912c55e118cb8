"""A city being used, as a process of its own: an application every few milliseconds, sealed every half second.

Prints a line for each application once it is stored: when, and its id. Ends when its input does; a line `erase ID` on
it erases that case.
"""

import sys
import threading
from datetime import UTC, datetime
from typing import Any


def main() -> None:
    from sportello.site import database  # the database is opened before Django's models are imported

    with database.opened():
        from sportello.actions import record
        from sportello.site import wiring

        wiring.install()
        answers = read_answers()
        wanted: list[str] = []
        ended = threading.Event()
        threading.Thread(target=listen, args=(wanted, ended), daemon=True).start()
        sealed = datetime.now(UTC)
        while not ended.is_set() or wanted:
            submit(answers)
            if wanted:
                erase(wanted.pop())
            if (datetime.now(UTC) - sealed).total_seconds() > 0.5:
                record.seal()
                sealed = datetime.now(UTC)
            ended.wait(0.01)


def read_answers() -> dict[str, Any]:
    from sportello.packs import reading
    from sportello.site import environment

    example = reading.read_folder(environment.get().city).services["street-defect"]["tests"][0]
    return {id: value for id, value in example["answers"].items() if id != "photo"}


def submit(answers: dict[str, Any]) -> None:
    from sportello.actions import intake
    from sportello.core import actors

    sent = intake.submit("street-defect", answers, "en", by=actors.Actor("api"))
    say(datetime.now(UTC).isoformat(), str(sent.case))


def erase(case: str) -> None:
    from sportello.actions import erasing
    from sportello.core import actors
    from sportello.store.cases import Case

    erasing.erase_cases([Case.objects.get(id=case)], by=actors.system())
    say("erased", case)


def listen(wanted: list[str], ended: threading.Event) -> None:
    for line in sys.stdin:
        wanted.append(line.split()[1])
    ended.set()


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
