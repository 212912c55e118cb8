"""Looks: who saw whose data in clear, when and why."""

from django.db import models

from sportello.store.cases import Case


class Look(models.Model):
    """One line per actor, case, purpose and hour; the applicant can see it."""

    id = models.BigAutoField(primary_key=True)
    actor = models.CharField(max_length=100)
    team = models.CharField(max_length=60, blank=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks")
    purpose = models.CharField(max_length=40)
    hour = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["actor", "case", "purpose", "hour"], name="look_once_an_hour"),)
