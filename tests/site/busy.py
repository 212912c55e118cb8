"""A city being used, as a process of its own: an application every few milliseconds, sealed every half second.

Prints the party and the account of a resident who has everything one can have here, and then a line for each
application once it is stored: when, and its id. Ends when its input does; a line `erase ID` on it erases that case, or
that party.
"""

import sys
import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID


def main() -> None:
    from sportello.site import database  # the database is opened before Django's models are imported

    with database.opened():
        from sportello.actions import record
        from sportello.site import wiring

        wiring.install()
        answers = read_answers()
        say(*map(str, settle(answers)))
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


def settle(answers: dict[str, Any]) -> tuple[UUID, UUID]:
    """Let someone have an account with a contact, an application, a mandate, messages, a bill, a calendar's address."""
    from sportello.actions import accounts, beginnings, cases, contacts, folder, intake, live, mandates
    from sportello.actions.money import bills, books
    from sportello.core.actors import Actor, Assurance, system
    from sportello.core.contacts import Contact
    from sportello.core.mandates import Kind

    ana, carl = (accounts.add_resident(name, language="en", assurance=Assurance.LOW) for name in ("Ana", "Carl"))
    assert ana.party_id
    by, today = Actor("web", party=ana.party_id, account=ana.id), live.today()
    contacts.add(ana, Contact("email", "ana@example.org"))
    terms = {"starts": today, "ends": today + timedelta(days=9)}
    proposed = mandates.propose(Kind.CARER, mandates.GIVER, by=by, **terms)
    mandates.accept(proposed.code, by=Actor("web", party=carl.party_id, account=carl.id))
    bills.open(books.Terms("dogs", {"en": "Dogs"}, Decimal(40), "EUR", today, 1), party=ana.party_id, by=system())
    folder.make_feed(by=by)
    sent = intake.submit("street-defect", answers, "en", by=by)
    beginnings.begin(sent.case)
    cases.withdraw(sent.case, by=by)
    return ana.party_id, ana.id


def submit(answers: dict[str, Any]) -> None:
    from sportello.actions import intake
    from sportello.core import actors

    sent = intake.submit("street-defect", answers, "en", by=actors.Actor("api"))
    say(datetime.now(UTC).isoformat(), str(sent.case))


def erase(id: str) -> None:
    from sportello.actions import erasing
    from sportello.core import actors
    from sportello.store.cases import Case

    if case := Case.objects.filter(id=id).first():
        erasing.erase_cases([case], by=actors.system())
    else:
        erasing.erase_party(UUID(id), by=actors.system())
    say("erased", id)


def listen(wanted: list[str], ended: threading.Event) -> None:
    for line in sys.stdin:
        wanted.append(line.split()[1])
    ended.set()


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
