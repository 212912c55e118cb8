"""People and organisations (parties), their ways to sign in (accounts), and what staff may do."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Party(models.Model):
    """A person or company the city serves. `sealed` holds what they told the city once (JSON, encrypted)."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[("person", "person"), ("company", "company")])
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    created_at = models.DateTimeField()


class Account(AbstractBaseUser):
    """A way to sign in. Residents have a party; staff have memberships."""

    id = models.UUIDField(primary_key=True)
    login = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT)
    assurance = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()


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
