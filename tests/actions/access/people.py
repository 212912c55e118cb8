"""Everybody who may ask for a deed, by whose business it is, and the things of one resident that they ask for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from tests import relying
from tests import town as towns
from tests.town import Town

from sportello.actions import (
    appeals,
    city,
    contacts,
    drafts,
    files,
    inquiries,
    live,
    mandates,
    pushing,
    record,
    recovery,
    sheets,
    signed_in,
    tasks,
)
from sportello.actions.money import bills, books, differences, paying, transfers
from sportello.actions.openid import consents, parties
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.contacts import Contact
from sportello.core.mandates import Kind
from sportello.core.money.statements import Line
from sportello.core.openid.asking import RelyingParty
from sportello.core.pushing import Subscription
from sportello.site.sessions import SessionStore
from sportello.store.accounts import Account, Recovery, SignIn
from sportello.store.cases import Inquiry
from sportello.store.documents import Document
from sportello.store.editions import Edition
from sportello.store.files import File
from sportello.store.messages import Batch, Message
from sportello.store.money import Checkout, Difference
from sportello.store.openid import Linked
from sportello.store.sessions import hide

PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()
SERVICE, OTHER_SERVICE = "rental-assistance", "street-defect"
CERTIFICATE = "residence-certificate"


@dataclass(frozen=True)
class Theirs:
    """What Ana has at the city, who acts for her, and who works on it."""

    ana: Actor
    carl: Actor  # acts for her in everything
    dora: Actor  # acts for her, in another service
    eric: Actor  # did, until it was revoked
    lead: Actor  # of the team, has taken the open task
    case: UUID
    reference: str
    loose: UUID  # a case that is nobody's yet, whose secret Ana holds, and a draft
    begun: UUID
    task: UUID
    entrusted: UUID  # a task of the partner second-life, of another case
    path: str
    inquiry: UUID
    document: UUID
    paper: UUID
    message: UUID
    draft: UUID
    free: UUID  # a file no case has
    bill: UUID
    checkout: UUID
    difference: UUID
    contact: UUID
    device: UUID
    mandate: UUID  # Carl's
    ended: UUID  # Eric's
    proposal: str
    account: UUID
    number: str
    place: UUID  # where she is signed in
    recovery: UUID
    edition: int
    batch: UUID  # of letters
    letter: str  # the reference of one in it, which was posted
    library: RelyingParty  # where she signs in with her account
    consent: UUID
    relying_party: UUID  # one that waits to be approved
    linked: UUID  # that she signs in by an issuer elsewhere


def build(town: Town) -> Theirs:
    """Have a denied application appealed, a lead at work on it, all of it sealed; and whatever else one may have."""
    ana = towns.resident()
    sent = towns.apply(town, SERVICE, by=ana, lease=None, **towns.newcomer())
    first = towns.open_task(sent.case)
    towns.rule(first, "deny", "income_too_high")
    appeals.appeal(sent.case, "Look again.", by=ana)
    appeal, lead = towns.open_task(sent.case, "appeal"), towns.staff("housing", Role.LEAD)
    tasks.take(appeal.id, by=lead)
    inquiries.ask(appeal.id, "When?", by=lead)
    loose, begun = towns.apply(town, OTHER_SERVICE).case, drafts.begin(OTHER_SERVICE, "en", by=towns.stranger()).id
    proposal = _propose(ana)
    account = Account.objects.get(id=ana.account)
    with transaction.atomic():
        for number in range(2):
            contacts.add(account, Contact("email", f"{uuid4().hex}{number}@example.org"))
    recovery.ask(account, ("email", "password"), by=ana)
    towns.run_jobs()
    record.seal_all()
    carl, mandate = _agree(ana)
    dora, _ = _agree(ana, OTHER_SERVICE)
    eric, ended = _agree(ana)
    mandates.revoke(ended, by=ana)
    return Theirs(
        ana=replace(ana, holds=frozenset({loose, begun})),
        carl=carl,
        dora=dora,
        eric=replace(eric, on_behalf_of=None, mandate=None),  # as the door lets him in: `mandates.act` is refused
        lead=lead,
        case=sent.case,
        reference=sent.reference,
        loose=loose,
        begun=begun,
        task=appeal.id,
        entrusted=_entrust(town),
        path=first.path,
        inquiry=Inquiry.objects.get(task=appeal).id,
        document=Document.objects.get(case_id=sent.case).id,
        paper=File.objects.filter(case_id=sent.case)[0].id,
        message=Message.objects.filter(case_id=sent.case)[0].id,
        draft=drafts.begin(SERVICE, "en", by=ana).id,
        free=files.add("hole.jpg", PHOTO, by=ana),
        bill=(bill := _owe(ana)),
        checkout=_begin_to_pay(bill, ana),
        difference=_differ(),
        contact=contacts.list_of(account)[0].id,
        device=_add_device(ana),
        mandate=mandate,
        ended=ended,
        proposal=proposal,
        account=account.id,
        number=account.login,
        place=_sign_in(account),
        recovery=_recover(),
        edition=Edition.objects.filter(approved_at__isnull=False).latest("id").id,
        batch=(batch := _print(sent.case)).id,
        letter=batch.message_set.get().reference,
        library=(library := relying.add()[0]),
        consent=consents.give(library, ["openid"], by=ana).id,
        relying_party=parties.register("Park", [relying.BACK], [], [], by=towns.staff("*", Role.PUBLISHER)),
        linked=_link(account),
    )


def browser() -> Subscription:
    """Give what a new browser says of itself."""
    return Subscription(f"https://fcm.googleapis.com/{uuid4()}", "", "")


def _add_device(by: Actor) -> UUID:
    pushing.subscribe(browser(), "Firefox", by=by)
    return pushing.list_of(by=by)[0].id


def _propose(giver: Actor, *services: str) -> str:
    today = live.today()
    ends = today + timedelta(days=90)
    return mandates.propose(Kind.CARER, mandates.GIVER, services=services, starts=today, ends=ends, by=giver).code


def _agree(giver: Actor, *services: str) -> tuple[Actor, UUID]:
    holder = towns.resident()
    given = mandates.accept(_propose(giver, *services), by=holder)
    return mandates.act(given, by=holder), given


def _owe(by: Actor) -> UUID:
    assert by.party
    terms = books.Terms(SERVICE, {"en": "Fee"}, Decimal(40), "USD", live.today() + timedelta(days=30))
    return bills.open(terms, party=by.party, by=actors.system())


def _begin_to_pay(bill: UUID, by: Actor) -> UUID:
    paying.begin(bill, "en", by=by)
    return Checkout.objects.get(bill=bill).id


def _entrust(town: Town) -> UUID:
    home = {"line": f"1 {uuid4().hex} Street", "postcode": "00101", "place": "old-town"}
    sent = towns.apply(town, "device-loan", home=home)
    return towns.open_task(sent.case, "fulfil", status="waiting").id


def _sign_in(account: Account) -> UUID:
    session = SessionStore()
    session.create()
    signed_in.note(hide(str(session.session_key)), str(account.id), "Firefox")
    return SignIn.objects.get(account=account).id


def _link(account: Account) -> UUID:
    index = uuid4().bytes
    return Linked.objects.create(id=uuid4(), account=account, issuer="national", index=index, linked_at=city.now()).id


def _differ() -> UUID:
    differences.note("unknown_payment", key := uuid4().hex, facts={})
    transfers.keep(key, Line(key, Decimal(40), "USD", live.today(), payer="Ana Ruiz"))
    return Difference.objects.get(key=key).id


def _print(case: UUID) -> Batch:
    """Have a message of the case printed and posted."""
    batch = Batch.objects.create(id=city.new_id(), made_at=city.now(), posted_at=city.now(), prints=1)
    first = Message.objects.filter(case=case)[0].id
    Message.objects.filter(id=first).update(batch=batch, reference=sheets.new_reference(), channel="letter")
    return batch


def _recover() -> UUID:
    """Have a recovery of somebody's account wait at the counter for a second clerk."""
    account = towns.resident().account
    assert account
    recovery.begin_at_counter(account, "passport", by=towns.staff("housing"))
    return Recovery.objects.get(account=account).id


WHO: dict[str, Callable[[Theirs], Actor]] = {
    "nobody": lambda on: towns.stranger(),
    "with another's secret": lambda on: Actor("web", holds=frozenset({uuid4()})),
    "another resident": lambda on: towns.resident(),
    "client": lambda on: Actor("api", client=uuid4()),
    "former holder": lambda on: on.eric,
    "holder elsewhere": lambda on: on.dora,
    "holder": lambda on: on.carl,
    "clerk": lambda on: towns.staff("housing"),
    "lead": lambda on: on.lead,
    "cashier": lambda on: towns.staff("finance", Role.CASHIER),
    "treasurer": lambda on: towns.staff("finance", Role.CASHIER, Role.LEAD),
    "clerk elsewhere": lambda on: towns.staff("fire"),
    "lead elsewhere": lambda on: towns.staff("fire", Role.LEAD),
    "auditor": lambda on: towns.staff("*", Role.AUDITOR),
    "publisher": lambda on: towns.staff("*", Role.PUBLISHER),
    "partner": lambda on: Actor("desk", partner="second-life", account=uuid4()),
    "partner elsewhere": lambda on: Actor("desk", partner="no-one-we-know", account=uuid4()),
    "system": lambda on: actors.system(),
    "owner": lambda on: on.ana,
}
"""By whose business it is: Ana's own, those who act for her, staff of the team that works on it or of another."""

GROUPS = {
    "applicant": ("owner", "holder"),
    "holders": ("holder", "holder elsewhere"),
    "other residents": ("another resident", "former holder"),
    "residents": ("owner", "holder", "holder elsewhere", "former holder", "another resident"),
    "team": ("clerk", "lead"),
    "tills": ("cashier", "treasurer"),
    "leads": ("lead", "lead elsewhere"),
    "accounts": ("team", "leads", "residents", "tills", "clerk elsewhere", "auditor", "publisher"),
    "no account": ("nobody", "with another's secret", "client", "partners", "system"),
    "partners": ("partner", "partner elsewhere"),
}
"""Names for several at once."""


def expand(names: str) -> set[str]:
    """Give who is meant by names with commas, of people and of groups."""
    found = set()
    for name in names.split(", "):
        found |= expand(", ".join(GROUPS[name])) if name in GROUPS else {name}
    return found
