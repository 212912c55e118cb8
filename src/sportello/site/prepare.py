"""What must be there before the city opens: tables, the published pack, a demo city in an empty database."""

from datetime import UTC, datetime

from django.core import management

from sportello.actions import editions, live
from sportello.core import actors
from sportello.core.texts import say
from sportello.integrations.pyhanko import make_demo_identity
from sportello.packs import building, reading
from sportello.site import environment, publishing, wiring


def prepare() -> list[str]:
    """Bring the database up to date; give the lines to show once it is open. Progress goes to stderr.

    A database where nothing is published gets the environment's pack; published editions are never touched here.
    """
    management.call_command("migrate", verbosity=0, interactive=False)
    here = environment.get()
    pack = reading.read_folder(here.city)
    if here.demo:
        name = building.build_profile(pack.city).name
        make_demo_identity(here.var / "signing", say(name, "en"), datetime.now(UTC))
    wiring.install()
    if editions.find_newest("city") is None:
        documents = publishing.read_documents(here.city)
        publishing.publish(documents, by=actors.system("publish"), effective_from=publishing.local_today(pack.city))
        live.forget()
    return []
