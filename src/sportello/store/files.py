"""Papers residents uploaded. The content lies in the file storage, sealed under the file's own key."""

from django.db import models

from sportello.store.accounts import Party
from sportello.store.cases import Case, Draft


class File(models.Model):
    """One uploaded file, of a draft or an owner until a case takes it. `sealed_name` is what it was called."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="files")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="files")
    owner = models.CharField(max_length=100)
    sealed_name = models.BinaryField()
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    wrapped_key = models.BinaryField()
    added_at = models.DateTimeField(db_index=True)
    scanned_at = models.DateTimeField(null=True)


class Kept(models.Model):
    """That a party keeps a file of theirs to use it again: their locker."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.CASCADE)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="locker")
    kept_at = models.DateTimeField()
