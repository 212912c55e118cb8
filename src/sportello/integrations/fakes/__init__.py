"""Stand-ins for the outside world: for every port one that works, one that refuses and one that crashes."""

from sportello.integrations.fakes.mailer import CrashingMailer, FakeMailer, FolderMailer, RefusingMailer
from sportello.integrations.fakes.scanner import CrashingScanner, FakeScanner, RefusingScanner
from sportello.integrations.fakes.storage import CrashingStorage, FakeStorage, RefusingStorage

__all__ = [
    "CrashingMailer",
    "CrashingScanner",
    "CrashingStorage",
    "FakeMailer",
    "FakeScanner",
    "FakeStorage",
    "FolderMailer",
    "RefusingMailer",
    "RefusingScanner",
    "RefusingStorage",
]
