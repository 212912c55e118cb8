"""Where an embedded PostgreSQL keeps its files and listens. Starts nothing."""

import hashlib
import os
import socket
import tempfile
from pathlib import Path
from urllib.parse import quote

from sportello.site import unprivileged
from sportello.site.failures import CannotRun

NAME = "sportello"  # of the database and of its owner
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes; sun_path is 108 on Linux and 104 elsewhere, its closing zero included


def find_running(folder: Path) -> str | None:
    """Find the address of the server another process runs over the folder; None when nobody answers."""
    shared = unprivileged.shared_folder(folder)
    for sockets in (socket_folder(folder), socket_folder(shared)):
        if _answers(sockets / SOCKET):
            return make_url(sockets)
    return None


def is_ours(url: str, folder: Path) -> bool:
    """Tell whether an address is that of the server over this folder."""
    return url in {make_url(socket_folder(files)) for files in (folder, unprivileged.shared_folder(folder))}


def make_url(sockets: Path, name: str = NAME) -> str:
    """Give the address of this database of the server whose socket is in the folder."""
    return f"postgresql://{NAME}@/{name}?host={quote(str(sockets), safe='')}&port=5432"


def socket_folder(folder: Path) -> Path:
    """Give the socket's folder: inside if the path is short enough for one, else in the temporary folder."""
    inside = folder / "socket"
    if len(os.fsencode(inside / SOCKET)) <= LONGEST_SOCKET:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"sportello-{os.geteuid()}-{digest}"


def make_private(folder: Path) -> Path:
    """Make a folder only this account may open, or refuse one that is somebody else's."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise CannotRun(
            f"{folder} cannot be used ({error.strerror}); set SPORTELLO_VAR to a folder that can."
        ) from error
    return folder


def own_by(folder: Path, way: unprivileged.Way) -> Path:
    """Hand a folder to the account that runs the server; CannotRun when it is somebody else's."""
    if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), way.options.get("user")):
        raise CannotRun(f"{folder} belongs to somebody else; remove it, or set TMPDIR to a folder of your own.")
    if "user" in way.options:
        os.chown(folder, way.options["user"], way.options["group"])
    return folder


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
