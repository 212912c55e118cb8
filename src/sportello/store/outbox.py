"""The outbox: what intake emits, read in batches by workers, who are told that there is something."""

from django.db import connection, models

from sportello.store import binary

TELL = binary.Statement("NOTIFY store_outbox")
LISTEN = "LISTEN store_outbox"


class Outbox(models.Model):
    """One thing to do after an application was stored. Deleted in the transaction that did it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    case_id = models.UUIDField()
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)


def tell() -> None:
    """Tell whoever listens that something was added. After its commit: as a part of it, commits would wait in line."""
    TELL.run(connection)


def listen() -> None:
    """Have this thread's connection told from now on."""
    with connection.cursor() as cursor:
        cursor.execute(LISTEN)


def wait(seconds: float) -> None:
    """Wait until it is told something, or was since it listened or last waited, or for so long."""
    for _ in connection.connection.notifies(timeout=seconds, stop_after=1):
        pass
