"""Where Django looks for tables; each subject has its own module."""

from sportello.store.accounts import (
    Account,
    Client,
    Code,
    Contact,
    Dispatch,
    Identification,
    Letter,
    Membership,
    Party,
    Recovery,
    SignIn,
)
from sportello.store.cases import (
    Case,
    CaseKey,
    Decision,
    Draft,
    DraftContact,
    Inquiry,
    Link,
    Note,
    Payment,
    Task,
)
from sportello.store.documents import Document, Stub
from sportello.store.editions import Edition
from sportello.store.files import File, Kept
from sportello.store.folder import CalendarFeed, Computation, PurposeConsent, Reminder
from sportello.store.limits import Tally
from sportello.store.looks import Look
from sportello.store.mandates import Mandate
from sportello.store.messages import Batch, Message, Preference, Return, Silence
from sportello.store.money import (
    BankStatement,
    Bill,
    BillReminder,
    Checkout,
    Difference,
    Entry,
    Numbering,
    Posting,
    Receipt,
    Refund,
    RefundRequest,
    TillClosing,
)
from sportello.store.openid import Consent, Grant, Linked, RelyingParty
from sportello.store.outbox import Outbox
from sportello.store.record import Checkpoint, DeedCount, Epoch, Event, Leaf, Node
from sportello.store.statistics import Statistic

__all__ = [
    "Account",
    "BankStatement",
    "Batch",
    "Bill",
    "BillReminder",
    "CalendarFeed",
    "Case",
    "CaseKey",
    "Checkout",
    "Checkpoint",
    "Client",
    "Code",
    "Computation",
    "Consent",
    "Contact",
    "Decision",
    "DeedCount",
    "Difference",
    "Dispatch",
    "Document",
    "Draft",
    "DraftContact",
    "Edition",
    "Entry",
    "Epoch",
    "Event",
    "File",
    "Grant",
    "Identification",
    "Inquiry",
    "Kept",
    "Leaf",
    "Letter",
    "Link",
    "Linked",
    "Look",
    "Mandate",
    "Membership",
    "Message",
    "Node",
    "Note",
    "Numbering",
    "Outbox",
    "Party",
    "Payment",
    "Posting",
    "Preference",
    "PurposeConsent",
    "Receipt",
    "Recovery",
    "Refund",
    "RefundRequest",
    "RelyingParty",
    "Reminder",
    "Return",
    "SignIn",
    "Silence",
    "Statistic",
    "Stub",
    "Tally",
    "Task",
    "TillClosing",
]
