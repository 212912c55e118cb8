"""One file a name, written whole or not at all, readable by this process's account alone."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from sportello.core.errors import Refused
from sportello.integrations.naming import split_name

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG])


class FolderStorage:
    """Keep `files/0191…` as `files/3f/0191…` under the folder; 256 subfolders keep each listing short.

    Refused `storage.full` when the disk or the quota is, `storage.bad_name` for a name that is not `kind/id`.
    Any other failure of the disk is raised as the OSError it is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def write(self, name: str, content: bytes) -> None:
        """Keep the content: on disk under its name when this returns, after a power cut either old or new."""
        path = self.path(name)
        beside = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            _make_folder(path.parent)
            _write_through(beside, content)
            beside.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            beside.unlink(missing_ok=True)
            if error.errno in _FULL:
                raise Refused("storage.full") from error
            raise

    def read(self, name: str) -> bytes:
        """Give the content; Refused `storage.missing` when there is none."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError as error:
            raise Refused("storage.missing", name=name) from error

    def delete(self, name: str) -> None:
        """Forget the content, durably; a name that is not there is fine."""
        path = self.path(name)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        _sync_folder(path.parent)

    def list_names(self, kind: str) -> Iterator[str]:
        """List the names of a kind, in no order."""
        for path in (self._folder / kind).glob("*/[!.]*"):
            yield f"{kind}/{path.name}"

    def path(self, name: str) -> Path:
        """Give where the content of a name lies; Refused `storage.bad_name`."""
        kind, leaf = split_name(name)
        return self._folder / kind / hashlib.sha256(leaf.encode()).hexdigest()[:2] / leaf


def _write_through(path: Path, content: bytes) -> None:
    """Write a new file of mode 0600 and wait for the disk to have it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def _make_folder(folder: Path) -> None:
    """Make a folder of mode 0700 with its parents, each durable in the one above it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Wait for the disk to have the folder's list of names; else a power cut may undo a rename."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
