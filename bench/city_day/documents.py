"""Reading a YAML file into a model, or ending the bench with a line that names file, line and reason."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from sportello.packs import yamlfile
from sportello.packs.errors import Report


class Part(BaseModel):
    """A part of a file: nothing in it is left unread."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Part)


def read(kind: type[Model], path: Path) -> Model:
    """Read a file as a model of this kind."""
    report = Report()
    try:
        root = yamlfile.read(path.read_text(), str(path), report)
    except OSError as error:
        raise SystemExit(f"city-day: {path} cannot be read: {error.strerror}") from error
    if root is None or report.errors:
        raise SystemExit(f"city-day: {report.errors[0]}")
    try:
        return kind.model_validate(_plain(root))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise SystemExit(f"city-day: {path}:{root.find(first['loc']).line}: {where}: {first['msg']}") from error


def _plain(node: yamlfile.Node) -> Any:
    if isinstance(node.value, dict):
        return {key: _plain(inner) for key, inner in node.value.items()}
    return [_plain(inner) for inner in node.value] if isinstance(node.value, list) else node.value
