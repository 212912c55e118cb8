"""What the city told people, and whether it arrived."""

from django.db import models

from sportello.store.accounts import Party
from sportello.store.cases import Case


class Batch(models.Model):
    """Letters that are printed and posted together: messages, or those with a code (`coded`), which go apart.

    Of the letters themselves nothing more is kept. `printed_at` and `printed_by`: when last, and by whom.
    """

    id = models.UUIDField(primary_key=True)
    coded = models.BooleanField(default=False, db_default=False)
    made_at = models.DateTimeField(db_index=True)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.CharField(max_length=60, default="", db_default="")
    prints = models.PositiveSmallIntegerField(default=0, db_default=0)
    posted_at = models.DateTimeField(null=True)


class Message(models.Model):
    """One message: of a case, or to a party without one. `sealed` holds subject, body and address (if it has one).

    It lies under the key of its case, else of its party. `channel` is the way it goes now, `page` where the page is its
    only door; until `due_at` it waits. `remind_at` is when its reader is reminded of it, unless it is read by then.
    `reference` is printed on it once it goes by letter.
    `handed` is the id that a network gave the text it took, on the way it goes now.
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
    delivered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    handed = models.CharField(max_length=100, default="", db_default="")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, db_index=False)
    reference = models.CharField(max_length=12, default="", db_default="")

    class Meta:
        indexes = (
            models.Index(fields=["batch"], name="messages_by_letter", condition=models.Q(channel="letter")),
            models.Index(fields=["reference"], name="messages_by_reference", condition=~models.Q(reference="")),
            models.Index(
                fields=["written_at"],
                name="messages_unreached",
                condition=models.Q(~models.Q(failed=""), channel="letter", read_at__isnull=True),
            ),
            models.Index(fields=["due_at"], name="messages_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["handed"], name="messages_handed", condition=~models.Q(handed="")),
            models.Index(fields=["remind_at"], name="messages_unread", condition=models.Q(remind_at__isnull=False)),
            models.Index(
                fields=["party", "-written_at"], name="messages_of_party", condition=models.Q(party__isnull=False)
            ),
        )


class Return(models.Model):
    """That a message came back from one way: why by an enhanced status code (RFC 3463), a network's, a word, or as
    the post says of a letter (`core.delivery.Undelivered`).
    """

    id = models.UUIDField(primary_key=True)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="returns")
    channel = models.CharField(max_length=10)
    why = models.CharField(max_length=20)
    at = models.DateTimeField()


class Silence(models.Model):
    """That the address given in an application gets nothing any more: it does not exist, or is somebody else's."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE)
    why = models.CharField(max_length=20)
    at = models.DateTimeField()


class HomeSilence(models.Model):
    """That no letter goes to where the register says a party lives, as one came back from there.

    `sealed` has that address, under the party's key: of another one nothing is known.
    """

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.CASCADE)
    sealed = models.BinaryField()
    why = models.CharField(max_length=20)
    at = models.DateTimeField()


class Preference(models.Model):
    """How a party wants to be told: by which way, and between which hours of the city's day nothing may ring."""

    party = models.OneToOneField(Party, primary_key=True, on_delete=models.CASCADE)
    channel = models.CharField(max_length=10, blank=True)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
