"""Migrations run while the version before them serves: none may lock a big table, or break that version's statements.

What to do instead: a new column is `null=True` or has `db_default`; an index is `AddIndexConcurrently` in a migration
with `atomic = False`; a constraint is `AddConstraintNotValid`, then `ValidateConstraint`; what the version before still
reads is removed one release later. Tables made in the same migration are free. A migration that knows better says why:
`safe = "only a hundred rows"`.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.models.fields import NOT_PROVIDED

from sportello.store import migrations as ours

HELD_SINCE = "0009"  # those before were made before the first release
HARMLESS = (
    migrations.CreateModel,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    AddConstraintNotValid,
    ValidateConstraint,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RemoveConstraint,
)


def list_dangers(migration: Any) -> Iterator[str]:
    """List what this migration must not do while the city serves."""
    if getattr(migration, "safe", ""):
        return
    made = {one.name.lower() for one in migration.operations if isinstance(one, migrations.CreateModel)}
    for one in migration.operations:
        if getattr(one, "model_name", "").lower() not in made and not is_harmless(one):
            yield f"{type(one).__name__} {getattr(one, 'model_name', getattr(one, 'name', ''))}"


def is_harmless(one: Any) -> bool:
    if isinstance(one, migrations.AddField):
        return is_harmless_column(one.field)
    if isinstance(one, migrations.SeparateDatabaseAndState):
        return all(map(is_harmless, one.database_operations))
    return isinstance(one, HARMLESS)


def is_harmless_column(field: Any) -> bool:
    """Tell whether the version before can go on inserting rows, and no index is built under a lock."""
    filled = field.null or field.db_default is not NOT_PROVIDED
    return filled and not (field.db_index or field.unique)


def find_migrations() -> list[Any]:
    names = sorted(found.name for found in pkgutil.iter_modules(ours.__path__))
    return [importlib.import_module(f"{ours.__name__}.{name}").Migration for name in names if name >= HELD_SINCE]


@pytest.mark.parametrize("migration", find_migrations(), ids=lambda one: one.__module__.rpartition(".")[2])
def test_a_migration_is_safe_while_the_version_before_serves(migration: Any) -> None:
    assert not list(list_dangers(migration))


TEXT, INDEX = models.CharField(max_length=9), models.Index(fields=["at"], name="at")
LINK = models.ForeignKey("store.Case", null=True, on_delete=models.CASCADE)


@pytest.mark.parametrize(
    "one",
    [
        migrations.AddField("case", "x", TEXT),
        migrations.AddField("case", "x", models.CharField(max_length=9, default="")),
        migrations.AddField("case", "x", models.CharField(max_length=9, null=True, unique=True)),
        migrations.AddField("task", "x", LINK),
        migrations.AddIndex("case", INDEX),
        migrations.AddConstraint("case", models.UniqueConstraint(fields=["x"], name="x")),
        migrations.AlterField("case", "status", TEXT),
        migrations.RemoveField("case", "status"),
        migrations.RenameField("case", "status", "state"),
        migrations.DeleteModel("case"),
        migrations.RunSQL("update store_case set status = ''"),
        migrations.RunPython(migrations.RunPython.noop),
    ],
    ids=lambda one: one.describe(),
)
def test_what_locks_a_big_table_or_breaks_the_version_before_is_refused(one: Any) -> None:
    assert list(list_dangers(SimpleNamespace(operations=[one])))
    assert not list(list_dangers(SimpleNamespace(operations=[one], safe="nobody serves yet")))


@pytest.mark.parametrize(
    "one",
    [
        migrations.AddField("case", "x", models.CharField(max_length=9, null=True)),
        migrations.AddField("case", "x", models.CharField(max_length=9, db_default="")),
        AddIndexConcurrently("case", INDEX),
        AddConstraintNotValid("case", models.CheckConstraint(condition=models.Q(id=None), name="x")),
        ValidateConstraint("case", "x"),
    ],
    ids=lambda one: one.describe(),
)
def test_the_ways_to_expand_are_allowed(one: Any) -> None:
    assert not list(list_dangers(SimpleNamespace(operations=[one])))


def test_a_new_table_may_have_everything() -> None:
    made = migrations.CreateModel("Fresh", [("at", models.DateTimeField(db_index=True))])
    assert not list(list_dangers(SimpleNamespace(operations=[made, migrations.AddIndex("fresh", INDEX)])))
