"""Figures without people: coarsened answers under a random id, with no way back to a case."""

from django.db import models


class Statistic(models.Model):
    """The coarse answers of one application, with its service, month and outcome."""

    id = models.UUIDField(primary_key=True)
    service = models.CharField(max_length=60)
    month = models.DateField()
    outcome = models.CharField(max_length=20)
    answers = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["service", "month"], name="statistic_month"),)
