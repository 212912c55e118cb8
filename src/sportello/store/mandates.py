"""Mandates: who acts for whom."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sportello.store.accounts import Party


class Mandate(models.Model):
    """That one party acts for another. `sealed` holds the names both sides know each other by (JSON, encrypted).

    While it is only proposed one side is null, and whoever has the code that `code_index` hides may accept it.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    giver = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="mandates_given")
    holder = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="mandates_held")
    services = ArrayField(models.CharField(max_length=60), default=list)
    starts = models.DateField()
    ends = models.DateField(null=True)
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    code_index = models.BinaryField(null=True, unique=True)
    answer_by = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=100)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=100, blank=True)
