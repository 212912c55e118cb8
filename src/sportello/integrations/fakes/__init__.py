"""Stand-ins for the outside world, one that works, one that refuses and one that crashes for every port."""

from sportello.integrations.fakes.scanner import CrashingScanner, FakeScanner, RefusingScanner
from sportello.integrations.fakes.storage import CrashingStorage, FakeStorage, RefusingStorage

__all__ = [
    "CrashingScanner",
    "CrashingStorage",
    "FakeScanner",
    "FakeStorage",
    "RefusingScanner",
    "RefusingStorage",
]
