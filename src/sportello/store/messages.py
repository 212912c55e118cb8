"""What the city told applicants, and whether it arrived."""

from django.db import models

from sportello.store.cases import Case


class Message(models.Model):
    """One message of a case. `sealed` holds subject, body and address; `channel` is `page` without an address."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    path = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=10)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=200, blank=True)
