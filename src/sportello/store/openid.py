"""Signing in elsewhere with the city's account: who offers it, who agreed to it, and what came of it."""

from django.db import models

from sportello.store.accounts import Account


class RelyingParty(models.Model):
    """A library, a car park: who has residents sign in here. Of its secret there is a hash, once it is approved."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100)
    redirects = models.JSONField()
    logout_redirects = models.JSONField()
    scopes = models.JSONField()
    secret_hash = models.BinaryField(null=True)
    registered_by = models.CharField(max_length=60)
    registered_at = models.DateTimeField()
    approved_by = models.CharField(max_length=60, blank=True)
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class Consent(models.Model):
    """That somebody lets a relying party know who they are: by `subject`, a name that no other party knows them by.

    The row stays when it is ended, so that who comes back is the same person there.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="consents")
    party = models.ForeignKey(RelyingParty, on_delete=models.CASCADE, related_name="consents")
    subject = models.CharField(max_length=32)
    scopes = models.JSONField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "party"], name="one_consent_each"),
            models.UniqueConstraint(fields=["party", "subject"], name="one_subject_each"),
        )


class Grant(models.Model):
    """One signing in: first a code, then what came for it. Without the row nothing of it is good any more.

    Code and tokens are 256 random bits behind the row's id; their hashes are kept. `assurance` and `shown_at` are of
    the session it began in.
    """

    id = models.UUIDField(primary_key=True)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="grants")
    redirect = models.CharField(max_length=2000)
    scopes = models.JSONField()
    challenge = models.CharField(max_length=43)
    nonce = models.CharField(max_length=2000, blank=True)
    assurance = models.PositiveSmallIntegerField()
    shown_at = models.DateTimeField()
    code_hash = models.BinaryField()
    redeemed_at = models.DateTimeField(null=True)
    access_hash = models.BinaryField(null=True)
    access_until = models.DateTimeField(null=True)
    refresh_hash = models.BinaryField(null=True)
    until = models.DateTimeField(db_index=True)


class Linked(models.Model):
    """That a certain person of an issuer elsewhere signs in to this account, found by a blind index."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="linked")
    issuer = models.CharField(max_length=60)
    index = models.BinaryField(unique=True)
    linked_at = models.DateTimeField()
