"""Numbers of receipts: each follows the one before without a gap, in a year of the city's."""

from sportello.actions import live
from sportello.store.money import Numbering


def draw() -> str:
    """Draw the next number, `2026-000123`, in the caller's transaction: what is rolled back leaves no gap."""
    year = live.today().year
    series = f"receipt-{year}"
    Numbering.objects.get_or_create(series=series, defaults={"last": 0})
    row = Numbering.objects.select_for_update().get(series=series)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{year}-{row.last:06d}"
