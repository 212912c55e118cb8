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
from sportello.store.cases import Case, CaseKey, Decision, Draft, Inquiry, Link, Note, Payment, Task
from sportello.store.documents import Document, Stub
from sportello.store.editions import Edition
from sportello.store.files import File
from sportello.store.limits import Tally
from sportello.store.looks import Look
from sportello.store.messages import Message
from sportello.store.outbox import Outbox
from sportello.store.record import Checkpoint, Epoch, Event, Leaf, Node
from sportello.store.statistics import Statistic

__all__ = [
    "Account",
    "Case",
    "CaseKey",
    "Checkpoint",
    "Client",
    "Code",
    "Contact",
    "Decision",
    "Dispatch",
    "Document",
    "Draft",
    "Edition",
    "Epoch",
    "Event",
    "File",
    "Identification",
    "Inquiry",
    "Leaf",
    "Letter",
    "Link",
    "Look",
    "Membership",
    "Message",
    "Node",
    "Note",
    "Outbox",
    "Party",
    "Payment",
    "Recovery",
    "SignIn",
    "Statistic",
    "Stub",
    "Tally",
    "Task",
]
