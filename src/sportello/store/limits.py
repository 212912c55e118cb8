"""How often someone asked lately. Kept for minutes, without a name: keys are blind indexes."""

from django.db import models


class Tally(models.Model):
    """Requests of one caller since its window began. The table is unlogged: a crash forgets it, and that is well."""

    key = models.BinaryField(primary_key=True)
    until = models.DateTimeField()
    count = models.PositiveIntegerField()
