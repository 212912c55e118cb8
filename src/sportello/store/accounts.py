"""People and organisations (parties), their ways to sign in (accounts), and what staff may do."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.db import models


class Party(models.Model):
    """A person or company the city serves. `sealed` holds what they told the city once (JSON, encrypted)."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[("person", "person"), ("company", "company")])
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    created_at = models.DateTimeField()


class Account(AbstractBaseUser):
    """A way to sign in, of one person. Residents have a party; staff have memberships.

    `login` is a name for staff, a reference like `R7K-3F9-2QM` for residents. `assurance` is how surely it was checked
    whose it is. `display` says how pages look (`core.display`). `wrapped_key` opens its contacts and second factors;
    made when first needed.
    """

    id = models.UUIDField(primary_key=True)
    login = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT)
    assurance = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="", db_default="")
    display = models.CharField(max_length=40, default="", db_default="")
    wrapped_key = models.BinaryField(null=True)

    USERNAME_FIELD = "login"
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()


class Contact(models.Model):
    """A confirmed e-mail address or phone number of an account, found by a blind index.

    `silenced` says why no messages go there any more: it does not exist, or whoever reads there is somebody else.
    `shown_at`: when somebody last showed by a code that it is theirs, if that was after it was confirmed.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=[("email", "email"), ("phone", "phone")])
    index = models.BinaryField(unique=True)
    sealed = models.BinaryField()
    confirmed_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    silenced = models.CharField(max_length=20, default="", db_default="")


class Device(models.Model):
    """A browser on which a party is told that a message is there, found by a blind index of its address.

    `sealed` has the address at its push service, its keys, and what it calls itself. `told_at`: when it last was.
    """

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="devices")
    index = models.BinaryField(unique=True)
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)


class Code(models.Model):
    """A one-time code: sent to an address to confirm it (`sealed` has which), by letter, or handed over on paper.

    Of the code itself there is a keyed hash. Whoever is to type a code that was sent is told its `id` by the session.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[("sent", "sent"), ("letter", "letter"), ("paper", "paper")])
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE)
    index = models.BinaryField(db_index=True)
    wrapped_key = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)
    until = models.DateTimeField(db_index=True)
    confirmed_at = models.DateTimeField(null=True)


class Identification(models.Model):
    """That it was checked whose an account is: how surely, how, by which kind of document. No copy is kept of that."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identifications")
    level = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=10, choices=[("counter", "counter"), ("letter", "letter"), ("issuer", "issuer")])
    document = models.CharField(max_length=20, blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()


class Letter(models.Model):
    """A letter with a code, made when it is printed. `reference` is printed on it, `code` is the id of its code.

    `sealed` has what is to be in it, under the account's key; once it is posted only to where it went. `ordered_by` and
    `printed_by` name actors as the record does. `returned` says why it came back (`core.delivery.Undelivered`).
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    reference = models.CharField(max_length=12, default="", db_default="")
    sealed = models.BinaryField(null=True)
    code = models.UUIDField(null=True)
    batch = models.ForeignKey("Batch", null=True, on_delete=models.SET_NULL, db_index=False)
    ordered_at = models.DateTimeField()
    ordered_by = models.CharField(max_length=60, db_default="")
    printed_at = models.DateTimeField(null=True)
    printed_by = models.CharField(max_length=60, db_default="")
    posted_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=20, default="", db_default="")


class Recovery(models.Model):
    """That somebody who lost what they sign in with gets their account back: shown otherwise, or at a counter.

    It waits until `ready_at`, or for a second clerk; whoever has a warning may stop it until then.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    how = models.CharField(max_length=10, choices=[("factors", "factors"), ("counter", "counter")])
    document = models.CharField(max_length=20, blank=True)
    stop_index = models.BinaryField(db_index=True)
    asked_at = models.DateTimeField()
    first_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="recoveries_begun")
    ready_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account"], condition=models.Q(ended_at=None), name="one_recovery_at_once"),
        )


class Dispatch(models.Model):
    """A text on its way to an address or to devices: a code, a warning, a reminder. Deleted once it is sent."""

    id = models.UUIDField(primary_key=True)
    channel = models.CharField(max_length=10, choices=[("email", "email"), ("phone", "phone"), ("push", "push")])
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    written_at = models.DateTimeField(db_index=True)


class SignIn(models.Model):
    """That somebody is signed in, with what and since when. It goes with the session.

    The database does not enforce that: the version before ends sessions without knowing of this table.
    """

    id = models.UUIDField(primary_key=True)
    session = models.OneToOneField(Session, on_delete=models.CASCADE, db_constraint=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    browser = models.CharField(max_length=60)
    begun_at = models.DateTimeField()


class Membership(models.Model):
    """An account's role in a team; the team `*` is the whole city."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    team = models.CharField(max_length=60)
    role = models.CharField(max_length=20)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "team", "role"], name="one_role_once"),)


class Client(models.Model):
    """A program that calls the API; knows its cases again by its token, of which only a keyed hash is kept."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    token_index = models.BinaryField(unique=True)
    partner = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
