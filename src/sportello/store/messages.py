"""What the city told people, and whether it arrived."""

from django.db import models

from sportello.store.accounts import Party
from sportello.store.cases import Case


class Message(models.Model):
    """One message: of a case, or to a party without one. `sealed` holds subject, body and address (if it has one).

    It lies under the key of its case, else of its party. `channel` is `page` where the page is its only door.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="messages")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, db_index=False)
    path = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=10)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["party", "-written_at"], name="messages_of_party", condition=models.Q(party__isnull=False)
            ),
        )
