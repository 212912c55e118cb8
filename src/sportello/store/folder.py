"""What belongs to a resident's folder and to no case: the secret address of their calendar."""

from django.db import models

from sportello.store.accounts import Party


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads a party's dates; only its keyed hash is kept."""

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.CASCADE)
    code_index = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
