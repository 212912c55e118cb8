"""What changed between two documents of one subject, in lines for people. Knows no edition."""

import difflib
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

Path = tuple[str, ...]
LONGEST = 80  # characters of a value that a line shows


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """List what changed, a line each: `questions.rent.max: 20 → 12`. Nothing before is everything added."""
    if not old:
        return ["new"]
    return [line for path, before, after in _changes((), old, new) for line in _say(path, before, after)]


def is_text_only(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether only the wording of texts changed: no rule, question, step, language or law cited."""
    languages = frozenset(_names(new)) | frozenset(_names(old))
    changes = list(_changes((), old, new))
    return bool(changes) and all(
        path[-1] in languages and "law" not in path and isinstance(before, str) and isinstance(after, str)
        for path, before, after in changes
    )


def _names(document: Mapping[str, Any]) -> Mapping[str, str]:
    """Give a text that every document of its kind has in all languages."""
    names: Mapping[str, str] = document.get("service", {}).get("names") or document.get("city", {}).get("name") or {}
    return names


def _changes(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any, Any]]:
    """Give each place where two values differ, with what was and what is there; None is nothing."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            yield from _changes((*path, key), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and (ids := _ids(old, new)):
        before, after = ({_id(entry): _named(entry) for entry in entries} for entries in (old, new))
        for id_ in ids:
            yield from _changes((*path, id_), before.get(id_), after.get(id_))
        kept = [[str(id_) for id_ in ids if id_ in before and id_ in after] for ids in (before, after)]
        if kept[0] != kept[1]:
            yield (*path, "order"), ", ".join(kept[0]), ", ".join(kept[1])
    elif isinstance(old, list) and isinstance(new, list):
        for position, (before, after) in enumerate(zip_longest(old, new), 1):
            yield from _changes((*path, str(position)), before, after)
    else:
        yield path, old, new


def _ids(old: list[Any], new: list[Any]) -> list[str]:
    """List what names the entries of two lists, when each has a name of its own."""
    for entries in (old, new):
        ids = [_id(entry) for entry in entries]
        if None in ids or len(set(ids)) < len(ids):
            return []
    return list(dict.fromkeys(str(_id(entry)) for entry in [*old, *new]))


def _id(entry: Any) -> str | None:
    if not isinstance(entry, Mapping):
        return None
    if len(entry) == 1:
        return str(next(iter(entry)))
    return entry.get("id") or entry.get("name")


def _named(entry: Any) -> Any:
    """Give what stands under the name where an entry is `name: value`."""
    return next(iter(entry.values())) if len(entry) == 1 else entry


def _say(path: Path, before: Any, after: Any) -> list[str]:
    where = ".".join(path)
    if before is None:
        return [f"{where}: added" + (f" {_short(after)}" if not isinstance(after, dict | list) else "")]
    if after is None:
        return [f"{where}: removed"]
    if isinstance(before, str) and isinstance(after, str) and "\n" in before + after:
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        return [f"{where}: {line}" for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]
    return [f"{where}: {_short(before)} → {_short(after)}"]


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
