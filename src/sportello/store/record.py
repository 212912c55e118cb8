"""The record: events and how many of each kind, the leaves of the Merkle log, its nodes, signed checkpoints, epochs."""

from django.db import models


class Event(models.Model):
    """One deed. `leaf` is the leaf hash that commits to it; `nonce` is sealed under the case's key when it has one."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    actor = models.CharField(max_length=100)
    case_id = models.UUIDField(null=True, db_index=True)
    facts = models.JSONField()
    nonce = models.BinaryField()
    leaf = models.BinaryField()


class DeedCount(models.Model):
    """How many events of a kind happened on a day (in UTC), of those that have their place in the log."""

    day = models.DateField()
    kind = models.CharField(max_length=40)
    count = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["day", "kind"], name="deedcount_once"),)


class Leaf(models.Model):
    """An event's place in the log, given by the sealer."""

    index = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    hash = models.BinaryField(db_index=True)


class Node(models.Model):
    """A stored hash of the Merkle tree: `level` 1 and up (leaves are level 0), `index` from the left."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["level", "index"], name="node_once"),)


class Checkpoint(models.Model):
    """A signed tree head (C2SP tlog-checkpoint) over the first `size` leaves."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()


class Epoch(models.Model):
    """What a restore began: from the leaf of this event on, checkpoints are signed under the epoch's origin.

    The first epoch has no row.
    """

    number = models.PositiveSmallIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
