# ruff: noqa: E501 - a line for each, however long
"""Every deed that takes an actor: how it is asked for with what is Ana's, and what that answers to whom.

One line each: the name, the deed, the answers. The first answer is for everybody who is not named after it: `yes` where
the deed is done or something is given, `nothing` where there is nothing to see, or the code of the refusal. Names are
those of `people.WHO` and `people.GROUPS`.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from tests import relying
from tests import town as towns
from tests.actions.access.people import CERTIFICATE, PHOTO, SERVICE, Theirs, browser

from sportello.actions import (
    accounts,
    appeals,
    batches,
    cases,
    casework,
    certificates,
    city,
    claiming,
    consents,
    corrections,
    counter,
    desk,
    documents,
    drafts,
    editions,
    entitlements,
    erasing,
    exports,
    files,
    finding,
    folder,
    households,
    identification,
    inquiries,
    intake,
    joining,
    letters,
    live,
    locker,
    mandates,
    own_account,
    own_cases,
    parties,
    partners,
    permits,
    preferences,
    pushing,
    queues,
    recovery,
    replies,
    representatives,
    returned_letters,
    rulings,
    signed_in,
    tasks,
    typed,
    unreached,
)
from sportello.actions.money import (
    bills,
    books,
    differences,
    exporting,
    giving_back,
    looking_up,
    paying,
    settling,
    statements,
    till,
    transfers,
)
from sportello.actions.openid import consents as openid_consents
from sportello.actions.openid import grants, issuers
from sportello.actions.openid import parties as relying_parties
from sportello.core import interview, questions
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.delivery import Undelivered
from sportello.core.mandates import Kind
from sportello.core.rulings import Ruling
from sportello.store.cases import Case

Deed = Callable[[Theirs, Actor], Any]
HOUSING = queues.Filter(team="housing")
IDLE = queues.Filter(team="housing", service="street-defect")  # a service that is none of this team's


def propose(on: Theirs, by: Actor) -> Any:
    return mandates.propose(Kind.CARER, "giver", starts=live.today(), ends=live.today(), by=by)


def kin(on: Theirs) -> UUID:
    """Have a second lead be waited for, who confirms that Ana represents a company of somebody else."""
    firm = parties.add("company")
    for party in (towns.resident().party, on.ana.party):
        assert party
        made = representatives.add_representative(firm, party, None, by=towns.staff("housing", Role.LEAD))
    return made


def owe(on: Theirs, by: Actor) -> Any:
    terms = books.Terms(SERVICE, {"en": "Fee"}, Decimal(1), "USD", live.today())
    return bills.open(terms, party=party(on), by=by)


def hear_back(on: Theirs, by: Actor) -> Any:
    replies.write(on.message, "Thank you.", by=on.ana)
    return replies.list_of(Case.objects.get(id=on.case), by=by)


def export(on: Theirs, by: Actor) -> Any:
    with exports.write("en", by=by) as archive:
        return archive.read()


def somebody() -> issuers.Answered:
    return issuers.Answered("national", [uuid4().hex], Assurance.LOW, "A resident", city.now().timestamp())


def print_waiting(on: Theirs, by: Actor) -> bytes:
    counter.open_for("Ana", "passport", "letter", {"line": "1 Moon Street"}, "en", by=towns.staff("registry"))
    return letters.print_waiting(by=by)


def party(on: Theirs) -> UUID:
    assert on.ana.party
    return on.ana.party


# fmt: off
TABLE: dict[str, tuple[Deed, str]] = {
    "accounts.get_own": (lambda on, by: accounts.get_own(by), "access.not_yours; yes: accounts"),
    "appeals.appeal": (lambda on, by: appeals.appeal(on.case, "Why?", by=by), "access.not_yours; appeal.not_possible: applicant, system"),
    "batches.list_letters": (lambda on, by: batches.list_letters(on.batch, by=by) is not None, "access.counter; yes: team"),
    "batches.list_of": (lambda on, by: batches.list_of(by=by) is not None, "access.counter; yes: team"),
    "batches.post": (lambda on, by: batches.post(uuid4(), by=by), "access.counter; batch.not_found: team"),
    "batches.render_one": (lambda on, by: batches.render_one(uuid4(), by=by), "access.counter; letter.not_found: team"),
    "batches.render": (lambda on, by: batches.render(uuid4(), by=by), "access.counter; batch.not_found: team"),
    "cases.add_papers": (lambda on, by: cases.add_papers(on.case, [], by=by), "access.not_yours; yes: applicant, system"),
    "cases.find_status": (lambda on, by: cases.find_status(on.reference, None, by=by, purpose="work"), "case.not_found; yes: applicant"),
    "cases.get_id": (lambda on, by: cases.get_id(on.reference, by=by), "case.not_found; yes: applicant"),
    "cases.get_status": (lambda on, by: cases.get_status(on.case, by=by, purpose="work"), "access.not_yours; yes: applicant, system"),
    "cases.reopen": (lambda on, by: cases.reopen(on.case, "Why?", by=by), "access.not_yours; reopen.not_possible: applicant, system"),
    "cases.withdraw": (lambda on, by: cases.withdraw(on.case, by=by), "access.not_yours; yes: applicant, system"),
    "casework.fulfil": (lambda on, by: casework.fulfil(on.task, "Done.", by=by), "access.team; task.other_kind: team"),
    "casework.note": (lambda on, by: casework.note(on.case, "Seen.", by=by), "access.team; yes: team"),
    "casework.try_again": (lambda on, by: casework.try_again(on.task, by=by), "access.team; task.other_kind: team"),
    "casework.undo": (lambda on, by: casework.undo(on.case, on.path, by=by), "access.role; step.irreversible: lead"),
    "certificates.change": (lambda on, by: certificates.change(CERTIFICATE, "en", by=by), "folder.sign_in; yes: applicant, other residents; certificate.not_ready: holder elsewhere"),
    "certificates.get": (lambda on, by: certificates.get(CERTIFICATE, "en", "1", by=by), "folder.sign_in; certificate.not_ready: residents"),
    "certificates.list_offered": (lambda on, by: certificates.list_offered(by=by), "folder.sign_in; yes: applicant, other residents; nothing: holder elsewhere"),
    "claiming.claim_case": (lambda on, by: claiming.claim_case(on.loose, by=by), "claim.sign_in; access.not_yours: other residents, holders; yes: owner"),
    "claiming.claim_draft": (lambda on, by: claiming.claim_draft(on.begun, by=by), "claim.sign_in; access.not_yours: other residents, holders; yes: owner"),
    "claiming.list_claimable": (lambda on, by: any(claiming.list_claimable(by=by)), "nothing; yes: owner"),
    "consents.give": (lambda on, by: consents.give(consents.LOCKER, by=by), "folder.sign_in; yes: applicant, other residents; mandate.not_all: holder elsewhere"),
    "consents.is_given": (lambda on, by: consents.is_given(consents.ENTITLEMENTS, by=by), "folder.sign_in; nothing: applicant, other residents; mandate.not_all: holder elsewhere"),
    "consents.list_of": (lambda on, by: consents.list_of(by=by), "folder.sign_in; nothing: applicant, other residents; mandate.not_all: holder elsewhere"),
    "consents.withdraw": (lambda on, by: consents.withdraw(consents.ENTITLEMENTS, by=by), "folder.sign_in; yes: applicant, other residents; mandate.not_all: holder elsewhere"),
    "corrections.begin": (lambda on, by: corrections.begin("phone", "en", by=by), "folder.sign_in; correction.unknown: residents"),
    "corrections.list_pending": (lambda on, by: corrections.list_pending(by=by), "folder.sign_in; nothing: residents"),
    "counter.find": (lambda on, by: counter.find(on.number, by=by), "access.counter; yes: team"),
    "counter.open_folder": (lambda on, by: counter.open_folder(on.account, "passport", by=by), "access.counter; yes: team"),
    "counter.open_for": (lambda on, by: counter.open_for("Ana", "passport", "paper", {}, "en", by=by), "access.counter; yes: team"),
    "counter.see": (lambda on, by: counter.see(on.account, by=by), "access.counter; yes: team"),
    "desk.count_deeds": (lambda on, by: desk.count_deeds(by=by), "access.role; yes: auditor"),
    "desk.open_case": (lambda on, by: desk.open_case(on.case, purpose="work", by=by), "access.team; yes: team, auditor"),
    "documents.give_up": (lambda on, by: documents.give_up(on.document, by=by), "document.not_found; yes: applicant"),
    "documents.read": (lambda on, by: documents.read(on.document, by=by, purpose="work"), "document.not_found; yes: applicant, team, auditor, system"),
    "documents.revoke": (lambda on, by: documents.revoke(on.document, by=by), "access.role; yes: lead, system"),
    "drafts.begin": (lambda on, by: drafts.begin(SERVICE, "en", by=by), "yes; mandate.scope: holder elsewhere"),
    "drafts.check_usable": (lambda on, by: drafts.check_usable(on.draft, by=by), "access.not_yours; yes: applicant, system"),
    "drafts.discard": (lambda on, by: drafts.discard(on.draft, by=by), "access.not_yours; yes: applicant, system"),
    "drafts.get": (lambda on, by: drafts.get(on.draft, by=by), "access.not_yours; yes: applicant, system"),
    "drafts.list_mine": (lambda on, by: [one for one in drafts.list_mine(by=by) if one.id == on.draft], "nothing; yes: applicant"),
    "drafts.offers": (lambda on, by: drafts.offers(drafts.begin(SERVICE, "en", by=by), by=by), "nothing; mandate.scope: holder elsewhere; yes: applicant"),
    "drafts.resume": (lambda on, by: drafts.resume("7QK2-M9FX-3RTA", by=by), "draft.not_found"),
    "drafts.save": (lambda on, by: drafts.save(on.draft, interview.Draft(), by=by), "access.not_yours; yes: applicant, system"),
    "drafts.speak": (lambda on, by: drafts.speak(on.draft, "es", by=by), "access.not_yours; yes: applicant, system"),
    "drafts.upgrade": (lambda on, by: drafts.upgrade(on.draft, by=by), "access.not_yours; yes: applicant, system"),
    "editions.approve": (lambda on, by: editions.approve(on.edition, by=by), "access.role; edition.already_approved: publisher, system"),
    "editions.get_change": (lambda on, by: editions.get_change(on.edition, by=by), "access.role; yes: auditor, publisher, system"),
    "editions.list_editions": (lambda on, by: editions.list_editions(by=by), "access.role; yes: auditor, publisher, system"),
    "editions.propose": (lambda on, by: editions.propose("city", {}, by=by, effective_from=live.today()), "access.role; yes: publisher, system"),
    "editions.reject": (lambda on, by: editions.reject(on.edition, by=by), "access.role; edition.already_approved: publisher, system"),
    "entitlements.list_computed": (lambda on, by: entitlements.list_computed(by=by), "folder.sign_in; nothing: applicant, other residents; mandate.not_all: holder elsewhere"),
    "entitlements.list_fits": (lambda on, by: entitlements.list_fits(by=by), "folder.sign_in; consent.missing: applicant, other residents; mandate.not_all: holder elsewhere"),
    "erasing.erase_party": (lambda on, by: erasing.erase_party(party(on), by=by), "access.not_yours; party.open_cases: system, owner"),
    "exports.write": (export, "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "files.add": (lambda on, by: files.add("x.jpg", PHOTO, by=by, draft=on.draft), "access.not_yours; yes: applicant, system"),
    "files.attach": (lambda on, by: files.attach([on.free], Case.objects.get(id=on.case), by=by), "file.not_found; yes: owner"),
    "files.check_usable": (lambda on, by: files.check_usable(str(on.free), by=by, accept=["jpeg"], most_bytes=10**7), "file.not_found; yes: owner"),
    "files.describe": (lambda on, by: files.describe([str(on.paper), str(on.free)], by=by), "nothing; yes: applicant, team, auditor, system"),
    "files.read": (lambda on, by: files.read(on.paper, by=by, purpose="work"), "file.not_found; yes: applicant, team, auditor, system"),
    "finding.find_cases": (lambda on, by: finding.find_cases("reference", on.reference, by=by).cases, "access.team; yes: team, auditor; nothing: clerk elsewhere, lead elsewhere, tills, publisher"),
    "folder.count_unread": (lambda on, by: folder.count_unread(by=by), "folder.sign_in; nothing: another resident, holder elsewhere; yes: applicant, former holder"),
    "folder.end_feed": (lambda on, by: folder.end_feed(by=by), "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "folder.has_feed": (lambda on, by: folder.has_feed(by=by), "folder.sign_in; nothing: residents"),
    "folder.list_data": (lambda on, by: folder.list_data(by=by), "folder.sign_in; nothing: other residents, holder elsewhere; yes: applicant"),
    "folder.list_deadlines": (lambda on, by: folder.list_deadlines(by=by), "folder.sign_in; nothing: other residents, holder elsewhere; yes: applicant"),
    "folder.list_letters": (lambda on, by: folder.list_letters(by=by), "folder.sign_in; nothing: another resident, holder elsewhere; yes: applicant, former holder"),
    "folder.list_looks": (lambda on, by: folder.list_looks(by=by), "folder.sign_in; nothing: residents"),
    "folder.list_papers": (lambda on, by: folder.list_papers(by=by), "folder.sign_in; nothing: other residents, holder elsewhere; yes: applicant"),
    "folder.make_feed": (lambda on, by: folder.make_feed(by=by), "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "folder.read_letter": (lambda on, by: folder.read_letter(on.message, by=by), "message.not_found; yes: applicant"),
    "claiming.list_found": (lambda on, by: claiming.list_found(by=by), "nothing"),
    "households.list_members": (lambda on, by: households.list_members(by=by), "folder.sign_in; nothing: residents"),
    "households.register_child": (lambda on, by: households.register_child(on.account, {}, by=by), "access.counter; answer.part_missing: lead; access.role: clerk"),
    "households.register_company": (lambda on, by: households.register_company(on.account, "", by=by), "access.counter; answer.missing: lead; access.role: clerk"),
    "identification.check_at_counter": (lambda on, by: identification.check_at_counter(on.account, "passport", "Ana", by=by), "access.counter; yes: team"),
    "identification.confirm_letter": (lambda on, by: identification.confirm_letter("7QK2-M9FX-3RTA", by=by), "access.not_yours; slip.wrong: accounts"),
    "identification.order_letter": (lambda on, by: identification.order_letter(by=by), "access.not_yours; letter.no_address: accounts"),
    "inquiries.answer": (lambda on, by: inquiries.answer(on.inquiry, "May", by=by), "access.not_yours; yes: applicant, system"),
    "inquiries.ask": (lambda on, by: inquiries.ask(on.task, "Which?", by=by), "access.team; task.take_first: clerk; yes: lead"),
    "intake.get_receipt": (lambda on, by: intake.get_receipt(on.case, by=by), "access.not_yours; yes: applicant, system"),
    "intake.submit": (lambda on, by: intake.submit(SERVICE, {}, "en", by=by), "application.invalid; mandate.scope: holder elsewhere"),
    "intake.submit_draft": (lambda on, by: intake.submit_draft(on.draft, by=by), "access.not_yours; application.invalid: applicant, system"),
    "locker.add": (lambda on, by: locker.add("x.jpg", PHOTO, by=by), "folder.sign_in; yes: applicant, other residents; mandate.not_all: holder elsewhere"),
    "locker.delete": (lambda on, by: locker.delete(on.free, by=by), "folder.sign_in; file.not_found: applicant, other residents; mandate.not_all: holder elsewhere"),
    "locker.keep": (lambda on, by: locker.keep(on.free, by=by), "file.not_found; yes: owner"),
    "locker.list_fitting": (lambda on, by: locker.list_fitting(questions.File(), by=by), "nothing"),
    "locker.list_of": (lambda on, by: locker.list_of(by=by), "folder.sign_in; nothing: applicant, other residents; mandate.not_all: holder elsewhere"),
    "locker.use": (lambda on, by: locker.use(on.free, on.draft, questions.File(), by=by), "file.not_found"),
    "mandates.accept": (lambda on, by: mandates.accept(on.proposal, by=by), "mandate.sign_in; yes: other residents; mandate.own: owner"),
    "mandates.act": (lambda on, by: mandates.act(on.mandate, by=by), "mandate.not_found; yes: holder"),
    "mandates.list_of": (lambda on, by: [one for one in mandates.list_of(by=by) if one.id == on.mandate], "nothing; yes: applicant"),
    "mandates.list_usable": (lambda on, by: [one for one in mandates.list_usable(by=by) if one.id == on.mandate], "nothing; yes: holder"),
    "mandates.name_acted_for": (lambda on, by: mandates.name_acted_for(by), "nothing; yes: holders"),
    "mandates.propose": (propose, "mandate.sign_in; yes: other residents, owner; mandate.not_yours: holders"),
    "mandates.read_proposal": (lambda on, by: mandates.read_proposal(on.proposal, by=by), "mandate.sign_in; yes: other residents, owner"),
    "mandates.revoke": (lambda on, by: mandates.revoke(on.mandate, by=by), "mandate.not_found; yes: applicant, leads, treasurer, system"),
    "representatives.add_child": (lambda on, by: representatives.add_child(party(on), party(on), date(2020, 1, 1), by=by), "access.role; yes: leads, treasurer, system"),
    "representatives.add_representative": (lambda on, by: representatives.add_representative(party(on), party(on), None, by=by), "access.role; yes: leads, treasurer, system"),
    "representatives.confirm": (lambda on, by: representatives.confirm(kin(on), by=by), "access.counter; yes: lead; access.role: clerk"),
    "representatives.list_waiting": (lambda on, by: kin(on) in [one.id for one in representatives.list_waiting(by=by)], "access.counter; yes: lead; access.role: clerk"),
    "money.bills.get": (lambda on, by: bills.get(on.bill, by=by), "bill.not_found; yes: applicant"),
    "money.bills.get_own": (lambda on, by: bills.get_own(on.bill, by), "bill.not_found; yes: applicant"),
    "money.bills.list_mine": (lambda on, by: [one for one in bills.list_mine(by=by) if one.id == on.bill], "nothing; yes: applicant"),
    "money.bills.open": (owe, "access.role; yes: treasurer, system"),
    "money.differences.end": (lambda on, by: differences.end(on.difference, "Seen.", by=by), "access.role; yes: treasurer, system"),
    "money.differences.list_ended": (lambda on, by: [differences.list_ended(by=by), True], "access.role; yes: tills, auditor"),
    "money.differences.list_open": (lambda on, by: differences.list_open(by=by), "access.role; yes: tills, auditor"),
    "money.exporting.write_month": (lambda on, by: list(exporting.write_month(date(2026, 6, 1), by=by)), "access.role; yes: tills, auditor"),
    "money.giving_back.agree": (lambda on, by: giving_back.agree(uuid4(), by=by), "access.role; refund.not_waiting: tills"),
    "money.giving_back.ask": (lambda on, by: giving_back.ask(on.bill, Decimal(1), "cash", "Why.", by=by), "access.role; money.refund: tills"),
    "money.giving_back.list_waiting": (lambda on, by: [giving_back.list_waiting(by=by), True], "access.role; yes: tills, auditor"),
    "money.giving_back.refuse": (lambda on, by: giving_back.refuse(uuid4(), by=by), "access.role; refund.not_waiting: tills"),
    "money.looking_up.find": (lambda on, by: [looking_up.find("1", "call", by=by), True], "access.role; yes: tills, auditor"),
    "money.looking_up.may_settle": (lambda on, by: looking_up.may_settle(by=by), "nothing; yes: treasurer"),
    "money.looking_up.name_staff": (lambda on, by: [looking_up.name_staff([], by=by), True], "access.role; yes: tills, auditor"),
    "money.looking_up.open": (lambda on, by: looking_up.open(on.bill, "call", by=by), "access.role; yes: tills, auditor"),
    "money.paying.begin": (lambda on, by: paying.begin(on.bill, "en", by=by), "bill.not_found; yes: applicant"),
    "money.paying.come_back": (lambda on, by: paying.come_back(on.checkout, by=by), "bill.not_found; yes: applicant"),
    "money.settling.cancel": (lambda on, by: settling.cancel(on.bill, "Why.", by=by), "access.role; yes: treasurer, system"),
    "money.statements.book": (lambda on, by: statements.book(on.difference, "RF18539007547034", by=by), "access.role; bill.not_found: treasurer, system"),
    "money.statements.list_newest": (lambda on, by: [statements.list_newest(by=by), True], "access.role; yes: tills, auditor"),
    "money.statements.take": (lambda on, by: statements.take(b"", by=by), "access.role; statement.unreadable: tills, system"),
    "money.transfers.open": (lambda on, by: transfers.open(on.difference, by=by), "access.role; yes: tills, auditor"),
    "money.till.close": (lambda on, by: till.close(Decimal(0), by=by), "access.role; yes: tills"),
    "money.till.get_day": (lambda on, by: till.get_day(by=by), "access.role; yes: tills"),
    "money.till.get_receipt": (lambda on, by: till.get_receipt("none", by=by), "bill.not_found"),
    "money.till.list_closings": (lambda on, by: [till.list_closings(by=by), True], "access.role; yes: tills, auditor"),
    "money.till.take": (lambda on, by: till.take(on.bill, Decimal(1), "cash", uuid4(), by=by), "access.role; yes: tills"),
    "openid.consents.check_person": (lambda on, by: openid_consents.check_person(by), "openid.residents_only; yes: owner, other residents; openid.own_only: holders"),
    "openid.consents.covers": (lambda on, by: openid_consents.covers(on.library, ["openid"], by=by), "nothing; yes: owner"),
    "openid.consents.end": (lambda on, by: openid_consents.end(on.consent, by=by), "consent.not_found; yes: owner"),
    "openid.consents.give": (lambda on, by: openid_consents.give(on.library, ["openid"], by=by), "openid.residents_only; yes: owner, other residents; openid.own_only: holders"),
    "openid.consents.list_of": (lambda on, by: openid_consents.list_of(by=by), "nothing; yes: owner"),
    "openid.grants.begin": (lambda on, by: grants.begin(relying.ask(on.library), city.now(), by=by), "openid.residents_only; yes: owner, other residents; openid.own_only: holders"),
    "openid.grants.end_of": (lambda on, by: grants.end_of(on.library, by=by), "yes"),
    "openid.grants.is_about": (lambda on, by: grants.is_about("x", on.library, by=by), "nothing"),
    "openid.issuers.link": (lambda on, by: issuers.link(somebody(), by=by), "openid.residents_only; yes: owner, other residents; openid.own_only: holders"),
    "openid.issuers.list_of": (lambda on, by: issuers.list_of(by=by), "nothing; yes: owner"),
    "openid.issuers.raise_to": (lambda on, by: issuers.raise_to(somebody(), by=by), "access.not_yours; yes: accounts"),
    "openid.issuers.remove": (lambda on, by: issuers.remove(on.linked, by=by), "issuer.not_found; yes: owner"),
    "openid.parties.approve": (lambda on, by: relying_parties.approve(on.relying_party, by=by), "access.role; yes: publisher"),
    "openid.parties.end": (lambda on, by: relying_parties.end(on.relying_party, by=by), "access.role; yes: publisher"),
    "openid.parties.get": (lambda on, by: relying_parties.get(on.relying_party, by=by), "access.role; yes: publisher"),
    "openid.parties.list_all": (lambda on, by: relying_parties.list_all(by=by), "access.role; yes: publisher"),
    "openid.parties.register": (lambda on, by: relying_parties.register("Park", [relying.BACK], [], [], by=by), "access.role; yes: publisher"),
    "own_account.add_contact": (lambda on, by: own_account.add_contact(uuid4(), by=by), "access.not_yours; code.over: accounts"),
    "own_account.remove_contact": (lambda on, by: own_account.remove_contact(on.contact, by=by), "access.not_yours; contact.not_found: accounts; yes: owner"),
    "own_account.set_display": (lambda on, by: own_account.set_display(["larger"], by=by) is None, "access.not_yours; yes: accounts"),
    "typed.open": (lambda on, by: typed.open(typed.seal([("name", "a")], by=by), by=by), "access.not_yours; yes: accounts"),
    "typed.seal": (lambda on, by: typed.seal([("name", "a")], by=by), "access.not_yours; yes: accounts"),
    "own_account.set_password": (lambda on, by: own_account.set_password(None, by=by), "access.not_yours; yes: accounts"),
    "own_cases.list_mine": (lambda on, by: [one for one in own_cases.list_mine(by=by) if one.id == on.case], "nothing; yes: applicant"),
    "partners.open_task": (lambda on, by: partners.open_task(on.entrusted, by=by), "task.not_found; yes: partner"),
    "permits.list_of": (lambda on, by: permits.list_of(by=by), "folder.sign_in; nothing: residents"),
    "joining.accept": (lambda on, by: joining.accept("7QK2-M9FX-3RTA", by=by), "joint.sign_in; joint.not_found: other residents, owner"),
    "joining.invite": (lambda on, by: joining.invite(on.case, by=by), "access.not_yours; joint.not_possible: owner"),
    "joining.read_offer": (lambda on, by: joining.read_offer("7QK2-M9FX-3RTA", by=by), "joint.sign_in; joint.not_found: other residents, owner"),
    "joining.take_back": (lambda on, by: joining.take_back(on.case, by=by), "access.not_yours; yes: owner"),
    "letters.count_waiting": (lambda on, by: letters.count_waiting(by=by) is not None, "access.counter; yes: team"),
    "letters.list_batches": (lambda on, by: letters.list_batches(by=by) is not None, "access.counter; yes: team"),
    "letters.list_of": (lambda on, by: letters.list_of(by=by) is not None, "access.counter; yes: team"),
    "letters.post_batch": (lambda on, by: letters.post_batch(uuid4(), by=by), "access.counter; batch.not_found: team"),
    "letters.print_again": (lambda on, by: letters.print_again(uuid4(), by=by), "access.counter; batch.not_found: team"),
    "letters.print_waiting": (print_waiting, "access.counter; yes: team"),
    "letters.post": (lambda on, by: letters.post(uuid4(), by=by), "access.counter; letter.not_found: team"),
    "letters.print_one": (lambda on, by: letters.print_one(uuid4(), by=by), "access.counter; letter.not_found: team"),
    "preferences.get_own": (lambda on, by: preferences.get_own(by=by), "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "preferences.set_own": (lambda on, by: preferences.set_own(None, "en", None, by=by), "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "pushing.end": (lambda on, by: pushing.end(on.device, by=by), "folder.sign_in; device.not_found: other residents; yes: owner; folder.own_only: holders"),
    "pushing.list_of": (lambda on, by: pushing.list_of(by=by) is not None, "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "pushing.subscribe": (lambda on, by: pushing.subscribe(browser(), "Firefox", by=by), "folder.sign_in; yes: other residents, owner; folder.own_only: holders"),
    "queues.count_work": (lambda on, by: [load for load in queues.count_work(by=by) if load.team == "housing"], "nothing; yes: team"),
    "queues.list_free": (lambda on, by: queues.list_free(IDLE, by=by), "access.team; nothing: team, partners"),
    "queues.list_next": (lambda on, by: queues.list_next(IDLE, by=by), "access.team; nothing: team, partners"),
    "queues.list_page": (lambda on, by: queues.list_page(HOUSING, by=by).lines, "access.team; yes: team, partner; nothing: partner elsewhere"),
    "queues.list_teams": (lambda on, by: [team for team in queues.list_teams(by=by) if team == "housing"], "nothing; yes: team"),
    "recovery.begin_at_counter": (lambda on, by: recovery.begin_at_counter(on.account, "passport", by=by), "access.counter; recovery.under_way: team"),
    "recovery.confirm_at_counter": (lambda on, by: recovery.confirm_at_counter(on.recovery, by=by), "access.counter; yes: team"),
    "recovery.list_at_counter": (lambda on, by: recovery.list_at_counter(by=by), "access.counter; yes: team"),
    "recovery.refuse_at_counter": (lambda on, by: recovery.refuse_at_counter(on.recovery, by=by), "access.counter; yes: team"),
    "recovery.stop_own": (lambda on, by: recovery.stop_own(by=by), "access.not_yours; recovery.none: accounts; yes: owner"),
    "replies.list_of": (hear_back, "nothing; yes: applicant"),
    "replies.write": (lambda on, by: replies.write(on.message, "Thank you.", by=by), "message.not_found; yes: applicant"),
    "returned_letters.find": (lambda on, by: returned_letters.find(on.letter, by=by), "access.counter; yes: team"),
    "returned_letters.get": (lambda on, by: returned_letters.get(uuid4(), by=by), "access.counter; letter.not_found: team"),
    "returned_letters.note": (lambda on, by: returned_letters.note(uuid4(), Undelivered.MOVED, live.today(), by=by), "access.counter; letter.not_found: team"),
    "rulings.confirm": (lambda on, by: rulings.confirm(on.task, agree=True, by=by), "access.team; task.nothing_to_confirm: team"),
    "rulings.decide": (lambda on, by: rulings.decide(on.task, Ruling("approve"), by=by), "access.team; task.take_first: clerk; yes: lead"),
    "signed_in.end": (lambda on, by: signed_in.end(on.place, by=by), "session.not_found; yes: owner"),
    "signed_in.list_of": (lambda on, by: signed_in.list_of(key="", by=by), "nothing; yes: owner"),
    "tasks.hand_over": (lambda on, by: tasks.hand_over(on.task, by.account or uuid4(), by=by), "access.team; access.role: clerk; yes: lead"),
    "tasks.list_colleagues": (lambda on, by: tasks.list_colleagues(on.task, by=by), "access.team; yes: team"),
    "tasks.put_back": (lambda on, by: tasks.put_back(on.task, by=by), "access.team; access.role: clerk; yes: lead"),
    "tasks.take": (lambda on, by: tasks.take(on.task, by=by), "access.team; task.taken: clerk; yes: lead"),
    "tasks.take_next": (lambda on, by: tasks.take_next(IDLE, by=by), "access.team; queue.empty: team, partners"),
    "unreached.confirm": (lambda on, by: unreached.confirm(uuid4(), by=by), "access.counter; account.not_found: team"),
    "unreached.confirm_own": (lambda on, by: unreached.confirm_own(by=by) is None, "folder.sign_in; folder.own_only: holders; yes: owner, another resident, former holder"),
    "unreached.get_why": (lambda on, by: unreached.get_why(on.account, by=by) == "", "access.counter; yes: team"),
    "unreached.list_of": (lambda on, by: unreached.list_of(by=by) is not None, "access.counter; yes: team"),
    "unreached.settle": (lambda on, by: unreached.settle(uuid4(), by=by), "access.counter; account.not_found: team"),
}
# fmt: on
