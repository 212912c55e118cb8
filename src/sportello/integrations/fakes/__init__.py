"""Stand-ins for the outside world: for every port one that works, one that refuses and one that crashes."""

from sportello.integrations.fakes.issuers import CrashingIssuers, FakeIssuers, RefusingIssuers
from sportello.integrations.fakes.mailer import CrashingMailer, FakeMailer, FolderMailer, RefusingMailer
from sportello.integrations.fakes.outbox import FolderOutbox
from sportello.integrations.fakes.payments import CrashingPayments, FakePayments, RefusingPayments
from sportello.integrations.fakes.push import CrashingPush, FakePush, RefusingPush
from sportello.integrations.fakes.push_service import FakePushService
from sportello.integrations.fakes.scanner import CrashingScanner, FakeScanner, RefusingScanner
from sportello.integrations.fakes.signer import CrashingSigner, FakeSigner, RefusingSigner
from sportello.integrations.fakes.storage import CrashingStorage, FakeStorage, RefusingStorage
from sportello.integrations.fakes.texts import CrashingTexts, FakeTexts, FolderTexts, RefusingTexts
from sportello.integrations.fakes.typesetter import CrashingTypesetter, FakeTypesetter, RefusingTypesetter

__all__ = [
    "CrashingIssuers",
    "CrashingMailer",
    "CrashingPayments",
    "CrashingPush",
    "CrashingScanner",
    "CrashingSigner",
    "CrashingStorage",
    "CrashingTexts",
    "CrashingTypesetter",
    "FakeIssuers",
    "FakeMailer",
    "FakePayments",
    "FakePush",
    "FakePushService",
    "FakeScanner",
    "FakeSigner",
    "FakeStorage",
    "FakeTexts",
    "FakeTypesetter",
    "FolderMailer",
    "FolderOutbox",
    "FolderTexts",
    "RefusingIssuers",
    "RefusingMailer",
    "RefusingPayments",
    "RefusingPush",
    "RefusingScanner",
    "RefusingSigner",
    "RefusingStorage",
    "RefusingTexts",
    "RefusingTypesetter",
]
