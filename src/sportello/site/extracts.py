"""The public part of the record as a folder of files, and its verification by anyone, without the city's database.

keys          the city's public keys (vkeys of C2SP), one a line
leaves        the hashes of all leaves, 32 bytes each, in order
checkpoints   the signed notes, in the order of their sizes, each closed by a line with a form feed
events        the deeds of no case, a line each: the index of its leaf, a space, the event as canonical JSON;
              among them what opened epochs of the record
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sportello.core import audit, epochs, merkle, notes
from sportello.core.audit import Grown
from sportello.core.errors import Refused
from sportello.core.record import EPOCH_OPENED, OPEN_NONCE
from sportello.site.failures import CannotRun

BATCH = 8192
END = "\f\n"


class Reading:
    """An extract on its way through a verification; `tell` gets what does not hold."""

    def __init__(self, folder: Path, tell: Callable[[str], None], held: Path | None = None) -> None:
        self.folder, self._tell, self.problems = folder, tell, 0
        self.origin, self.keys = read_keys((folder / "keys").read_text())
        self.held = [read_held(held, self.origin, self.keys)] if held else []
        self.begun = epochs.list_begun(_find_openings(folder), self.origin, self.keys, self.tell)
        self.roots = {0: merkle.Frontier().root}
        self.tree, self.checkpoints, self.covered = Grown(), 0, 0
        self._notes, self._events = _read_notes(folder), _read_events(folder)
        self._note, self._event = next(self._notes, None), next(self._events, None)

    def tell(self, problem: str) -> None:
        """Count something that does not hold, and tell it."""
        self.problems += 1
        self._tell(problem)

    @property
    def leaves(self) -> int:
        return self.tree.frontier.size

    def verify(self) -> None:
        """Recompute the tree, and hold the checkpoints, the events and the checkpoint someone kept against it."""
        for leaves in _read_leaves(self.folder):
            start = self.leaves
            self.tree = audit.grow(self.tree.frontier, leaves)
            self._check_notes(start)
            self._check_events(start, leaves)
            named = (one.last for one in self.begun if one.last)
            wanted = (one.size for one in (*self.held, *named) if start < one.size <= self.leaves)
            self.roots |= {size: self.tree.root(size) for size in wanted}
        self._check_end()
        epochs.judge(self.begun, self.held, self.roots, self.tell, self._tell)

    def _check_notes(self, start: int) -> None:
        while self._note is not None and (size := _size_of(self._note)) <= self.leaves:
            root = self.tree.root(size) if start < size else b""
            due = notes.Checkpoint(self.origin, epochs.find_number(self.begun, size), size, root)
            for problem in audit.check_note(self._note, due, self.keys):
                self.tell(problem)
            self.checkpoints, self.covered = self.checkpoints + 1, size
            self._note = next(self._notes, None)

    def _check_events(self, start: int, leaves: Sequence[bytes]) -> None:
        while self._event is not None and self._event[0] < self.leaves:
            index, event = self._event
            leaf = merkle.leaf_hash(sha256(OPEN_NONCE + event).digest())
            if index < start or leaves[index - start] != leaf:
                self.tell(f"event of leaf {index}: altered, it does not give that leaf")
            self._event = next(self._events, None)

    def _check_end(self) -> None:
        if self.covered < self.leaves:
            self.tell(f"leaf {self.covered}: inserted, no checkpoint covers it")
        ends = {
            f"checkpoint of size {_size_of(self._note)}": self._note is not None,
            f"event of leaf {self._event[0] if self._event else ''}": self._event is not None,
        }
        for name in (name for name, is_beyond in ends.items() if is_beyond):
            self.tell(f"{name}: the log is shorter")


def verify(folder: Path, tell: Callable[[str], None], held: Path | None = None) -> Reading:
    """Verify an extract; `held` is a file with a checkpoint got earlier. Refused `note.…` for a key or note unread."""
    try:
        reading = Reading(folder, tell, held)
        reading.verify()
    except OSError as error:
        raise CannotRun(f"{error.filename} cannot be read: {error.strerror}. Nothing was verified.") from error
    return reading


def write(folder: Path) -> int:
    """Write the record up to its newest checkpoint into a new or empty folder, and tell how many leaves it has."""
    from sportello.actions import extracts, record  # whoever verifies has no database

    if folder.exists() and any(folder.iterdir()):
        raise CannotRun(f"{folder} is not empty; nothing was written. Name a new folder.")
    size = record.newest_size()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keys").write_text("".join(f"{key}\n" for key in record.verification_keys()))
    with (folder / "leaves").open("wb") as leaves, (folder / "events").open("wb") as events:
        for hashes, deeds in extracts.list_leaves(size):
            leaves.write(b"".join(hashes))
            events.writelines(b"%d %b\n" % deed for deed in deeds)
    with (folder / "checkpoints").open("w") as checkpoints:
        checkpoints.writelines(note + END for note in extracts.list_checkpoints(size))
    return size


def read_keys(text: str) -> tuple[str, list[Ed25519PublicKey]]:
    """Read the origin of a log and the keys that may sign for it. Refused `note.key`."""
    read = [notes.read_key(line) for line in text.splitlines()]
    if not read:
        raise Refused("note.key")
    keys = {key.public_bytes_raw(): key for _, key in read}  # the same under the name of each epoch
    return read[0][0].rpartition("/")[0], list(keys.values())


def read_held(file: Path, origin: str, keys: Sequence[Ed25519PublicKey]) -> notes.Checkpoint:
    """Read a checkpoint that someone kept in a file. Refused as `notes.read_checkpoint` says."""
    try:
        return notes.read_checkpoint(file.read_text(), origin, keys)
    except OSError as error:
        raise CannotRun(f"{file} cannot be read: {error.strerror}. Nothing was verified.") from error


def _read_leaves(folder: Path) -> Iterator[list[bytes]]:
    with (folder / "leaves").open("rb") as file:
        while block := file.read(BATCH * merkle.HASH_BYTES):
            yield [block[at : at + merkle.HASH_BYTES] for at in range(0, len(block), merkle.HASH_BYTES)]


def _read_notes(folder: Path) -> Iterator[str]:
    with (folder / "checkpoints").open() as file:
        lines: list[str] = []
        for line in file:
            if line != END:
                lines.append(line)
                continue
            yield "".join(lines)
            lines = []


def _size_of(note: str | None) -> int:
    """Give the size a note names, before its signature is checked; 0 when it names none."""
    lines = (note or "").split("\n")
    return int(lines[1]) if len(lines) > 1 and lines[1].isdecimal() else 0


def _read_events(folder: Path) -> Iterator[tuple[int, bytes]]:
    """Read the deeds of no case: the index of the leaf, and the event."""
    with (folder / "events").open("rb") as file:
        for line in file:
            index, _, event = line.rstrip(b"\n").partition(b" ")
            yield int(index) if index.isdigit() else 0, event


def _find_openings(folder: Path) -> Iterator[tuple[int, Any]]:
    """Find what opened epochs: the index of the leaf, and the event's facts. That it gives that leaf is seen later."""
    for index, event in _read_events(folder):
        if event.endswith(b',"kind":"%b"}' % EPOCH_OPENED.encode()):
            with suppress(ValueError):  # altered, and named as such
                yield index, json.loads(event).get("facts")
