"""What must be there before the city opens: tables, the published pack, a demo city in an empty database."""

import sys
from datetime import UTC, datetime, timedelta

from django.core import management

from sportello.actions import checkpoints, editions, live, restores
from sportello.core import actors
from sportello.core.texts import say
from sportello.integrations.pyhanko import make_demo_identity
from sportello.packs import building, reading
from sportello.site import environment, publishing, seeding, wiring

DEMO_PAST = timedelta(days=seeding.DAYS + 1)


def prepare(cases: int = seeding.CASES) -> list[str]:
    """Bring the database up to date; give the lines to show once it is open. Progress goes to stderr.

    A database where nothing is published gets the environment's pack; published editions are never touched here.
    An empty demo city gets a past of so many cases.
    """
    management.call_command("migrate", verbosity=0, interactive=False)
    management.call_command("collectstatic", verbosity=0, interactive=False)
    here, now = environment.get(), datetime.now(UTC)
    if here.demo and here.pdf_signing is None:
        profile = building.build_profile(reading.read_folder(here.city).city)
        make_demo_identity(here.signing, say(profile.name, "en"), now - DEMO_PAST)
    clock, jobs = seeding.Clock(), seeding.Inline()
    wiring.install(clock=clock, jobs=jobs)
    if editions.find_newest("city") is None:
        clock.turned = now - DEMO_PAST if here.demo else None
        _publish(here)
        clock.turned = None
    if checkpoints.went_back():
        done = restores.settle()
        sys.stderr.write(
            f"The database had gone back to an earlier moment; the record is in epoch {done['epoch']} now.\n"
        )
    if here.demo and seeding.is_empty():
        seeding.seed(clock, jobs, reading.read_folder(here.city).services, now=now, count=cases)
    return _sign_ins() if here.demo else []


def _publish(here: environment.Environment) -> None:
    documents = publishing.read_documents(here.city)
    today = publishing.local_today(documents["city"])
    publishing.publish(documents, by=actors.system("publish"), effective_from=today)
    live.forget()


def _sign_ins() -> list[str]:
    return [
        "Residents sign in at /sign-in: choose one, or have a code sent to an address of your own invention, which",
        "  /outbox shows; resident.1@example.org has an account already. Anyone can apply without.",
        "Staff sign in at /desk/sign-in: choose one there",
        f"  (or with the password {seeding.PASSWORD}, and then a second factor):",
        "  clerk.housing  lead.housing  clerk.registry  clerk.zoning  clerk.cashier  operator.library",
        "  publisher.one  publisher.two  auditor",
    ]
