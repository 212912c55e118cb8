"""How stored files are called: `kind/id`, as we make them. Knows no storage."""

import re

from sportello.core.errors import Refused

_NAME = re.compile(r"([a-z][a-z0-9_]*)/([A-Za-z0-9][A-Za-z0-9_.-]*)")


def split_name(name: str) -> tuple[str, str]:
    """Split a name into kind and id; Refused `storage.bad_name` for what could lead elsewhere."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        raise Refused("storage.bad_name", name=name)
    kind, leaf = parts.groups()
    return kind, leaf
