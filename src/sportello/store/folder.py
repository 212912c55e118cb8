"""What belongs to a resident's folder and to no case: their calendar's address, consents, what was worked out."""

from django.db import models

from sportello.store.accounts import Party
from sportello.store.documents import Document


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads a party's dates; only its keyed hash is kept."""

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.CASCADE)
    code_index = models.BinaryField(unique=True)
    made_at = models.DateTimeField()


class PurposeConsent(models.Model):
    """That a party consented to a purpose, until they withdrew it. A withdrawn one stays, to show when it held."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="purpose_consents")
    purpose = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["party", "purpose"], condition=models.Q(withdrawn_at=None), name="consent_once"
            ),
        )


class Computation(models.Model):
    """A look by a program at what the city knows of a party: one line by service, purpose and day."""

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, db_index=False)
    service = models.CharField(max_length=60)
    purpose = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "day", "service", "purpose"], name="computation_once"),)


class Reminder(models.Model):
    """That the holder of a paper is to be told of its end, from a day on; gone once they are."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE)
    day = models.DateField(db_index=True)
