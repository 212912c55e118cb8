"""What must be there before the city opens: tables, the published pack, a demo city in an empty database."""

from django.core import management


def prepare() -> list[str]:
    """Bring the database up to date; give the lines to show once it is open. Progress goes to stderr."""
    management.call_command("migrate", verbosity=0, interactive=False)
    return []
