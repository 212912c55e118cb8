"""The outbox: what intake emits, read in batches by workers."""

from django.db import models


class Outbox(models.Model):
    """One thing to do after an application was stored. Deleted in the transaction that did it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    case_id = models.UUIDField()
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
