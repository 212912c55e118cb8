"""Bills, the ledger, payments under way at a provider, and differences found when both are compared."""

from decimal import Decimal

from django.db import models

from sportello.store.accounts import Party
from sportello.store.cases import Case


class Bill(models.Model):
    """Something owed to the city, of a case's step or on its own. `titles` are texts by language, and name no one.

    What the law keeps outlives party and case: both may be null then.
    """

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="bills")
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="bills")
    path = models.CharField(max_length=20, blank=True)
    service = models.CharField(max_length=60)
    titles = models.JSONField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    instalments = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    reference = models.CharField(max_length=25, unique=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "path"],
                condition=models.Q(case__isnull=False, cancelled_at__isnull=True),
                name="one_bill_a_step",
            ),
        )


class Entry(models.Model):
    """One movement of money. Its `key` tells what it came from, so that the same is never entered twice.

    `why` is the reason that somebody of staff gave for it.
    """

    id = models.UUIDField(primary_key=True)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    key = models.CharField(max_length=120, unique=True)
    receipt = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=500, db_default="")


class Posting(models.Model):
    """That an entry brought an amount to an account of the ledger, or took it away."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(max_length=80, db_index=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)


class Checkout(models.Model):
    """A payment begun at a provider. `session` and `payment` are the provider's own ids."""

    id = models.UUIDField(primary_key=True)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="checkouts")
    provider = models.CharField(max_length=20)
    session = models.CharField(max_length=120, null=True, unique=True)
    payment = models.CharField(max_length=120, blank=True, db_index=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    status = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Difference(models.Model):
    """What provider or bank and ledger do not agree on, until somebody of staff has looked into it."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20)
    bill = models.ForeignKey(Bill, null=True, on_delete=models.SET_NULL)
    facts = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)


class Transfer(models.Model):
    """Who paid what stands as a difference, and what they wrote: sealed (JSON), until that is ended."""

    id = models.UUIDField(primary_key=True)
    difference = models.OneToOneField(Difference, on_delete=models.CASCADE, related_name="transfer")
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()


class Refund(models.Model):
    """Money given back at a provider: in the ledger once it is decided, `done_at` once the provider has done it."""

    id = models.UUIDField(primary_key=True)
    checkout = models.ForeignKey(Checkout, on_delete=models.PROTECT, related_name="refunds")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    provider_id = models.CharField(max_length=120, blank=True, db_index=True)
    by = models.CharField(max_length=100)
    why = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)


class Numbering(models.Model):
    """The last number given in a series, as `receipt-2026`: numbers follow each other without a gap."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField()


class Receipt(models.Model):
    """What a counter wrote out for money taken in (more than zero) or given back (less)."""

    number = models.CharField(max_length=20, primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="written")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    place = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["by", "-at"], name="receipt_by"),)


class RefundRequest(models.Model):
    """Money to give back, asked for at the desk: decided once `second` agreed or nobody else needs to.

    `place` is where it goes back to, as the ledger names it. By bank, `seen_at` is when a statement had its transfer.
    """

    id = models.UUIDField(primary_key=True)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="refund_requests")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    place = models.CharField(max_length=20)
    why = models.CharField(max_length=500)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    second = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["at"], name="refundrequest_open", condition=models.Q(decided_at=None)),)


class TillClosing(models.Model):
    """What a cashier counted at the end of the day, beside what the ledger says of them since the closing before."""

    id = models.UUIDField(primary_key=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    currency = models.CharField(max_length=3)
    counted = models.DecimalField(max_digits=14, decimal_places=2)
    booked = models.DecimalField(max_digits=14, decimal_places=2)
    card = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        indexes = (models.Index(fields=["by", "-at"], name="tillclosing_by"),)

    @property
    def difference(self) -> Decimal:
        """Give what was counted above what was booked; less than zero where some is missing."""
        return self.counted - self.booked


class BankStatement(models.Model):
    """A statement of the city's account that was imported. `name` is the bank's own id of it."""

    id = models.UUIDField(primary_key=True)
    account = models.CharField(max_length=34)
    name = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    opening = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    closing = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    until = models.DateField(null=True)
    imported_at = models.DateTimeField()
    by = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "name"], name="statement_once"),)


class BillReminder(models.Model):
    """That a bill's party was reminded of what is due on a day: `before` it, `after` it, or `long_after`."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["bill", "due_on", "kind"], name="reminded_once"),)
