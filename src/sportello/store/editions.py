"""Editions: what the city published, immutable and content-hashed."""

from django.db import models


class Edition(models.Model):
    """One published document of a subject (`city`, or a service's id). The document is never changed, never deleted.

    `document` is the canonical JSON (RFC 8785) whose SHA-256 is `hash`. An edition counts from `effective_from`
    once `approved_at` is set; of several, the latest effective counts.
    """

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=60)
    hash = models.CharField(max_length=64)
    document = models.TextField()
    based_on = models.CharField(max_length=64, blank=True)
    text_only = models.BooleanField(default=False)
    effective_from = models.DateField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=80, blank=True)
    rejected_at = models.DateTimeField(null=True)
    rejected_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "-effective_from", "-id"], name="edition_live"),
            models.Index(fields=["hash"], name="edition_hash"),
        )
