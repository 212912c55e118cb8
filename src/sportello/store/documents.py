"""Papers the city gave out: where the PDF lies, its hash, whether it still holds, what outlives the case."""

from django.db import models

from sportello.store.cases import Case


class Document(models.Model):
    """One signed PDF. `code` stands in its QR code; `sha256` is of the whole file as issued."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    path = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    code = models.CharField(max_length=20, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    wrapped_key = models.BinaryField()
    issued_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "path"], name="document_once", condition=models.Q(revoked_at__isnull=True)
            ),
        )


class Stub(models.Model):
    """What is left of a document when its case is gone, so that its paper can still be checked. It names nobody.

    `code_hash` is the SHA-256 of the code on the paper, `sha256` of the file; `edition` and `kind` say what it was.
    """

    code_hash = models.BinaryField(primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    edition = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
