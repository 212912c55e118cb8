"""Storages without a disk: one that works, one that is full, one that breaks."""

from sportello.core.errors import Refused


class FakeStorage:
    """Keep everything in memory; `kept` shows what is there."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def write(self, name: str, content: bytes) -> None:
        """Keep the content."""
        self.kept[name] = content

    def read(self, name: str) -> bytes:
        """Give the content; Refused `storage.missing` when there is none."""
        if name not in self.kept:
            raise Refused("storage.missing", name=name)
        return self.kept[name]

    def delete(self, name: str) -> None:
        """Forget the content; a name that is not there is fine."""
        self.kept.pop(name, None)

    def list_names(self, kind: str) -> list[str]:
        """List the names of a kind."""
        return [name for name in self.kept if name.startswith(f"{kind}/")]


class RefusingStorage(FakeStorage):
    """Have no room for anything."""

    def write(self, name: str, content: bytes) -> None:
        """Refused `storage.full`, always."""
        raise Refused("storage.full")


class CrashingStorage:
    """Fail like a broken disk."""

    def write(self, name: str, content: bytes) -> None:
        """Raise OSError."""
        raise OSError("the disk does not answer")

    def read(self, name: str) -> bytes:
        """Raise OSError."""
        raise OSError("the disk does not answer")

    def delete(self, name: str) -> None:
        """Raise OSError."""
        raise OSError("the disk does not answer")

    def list_names(self, kind: str) -> list[str]:
        """Raise OSError."""
        raise OSError("the disk does not answer")
