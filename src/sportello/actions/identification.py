"""Checking whose an account is: at a counter by a clerk, or by a code in a letter to where the person is registered."""

from uuid import UUID

from django.db import transaction

from sportello.actions import access, accounts, city, homes, letters, limits, record, slips, warnings
from sportello.core.actors import Actor, Assurance
from sportello.core.errors import Refused
from sportello.core.questions import Text
from sportello.store.accounts import Account, Identification

DOCUMENTS = ("identity_card", "passport", "driving_licence", "residence_permit", "other")
"""Kinds of document a clerk may have seen; of the document itself nothing is kept."""
LETTERS = limits.Limit("letters", 3, 30 * 24 * 3600)


def check_at_counter(account_id: UUID, document: str, name: str, *, by: Actor) -> None:
    """Record that the person at the counter is whose account it is, called `name` in their document.

    Refused `access.counter`, `access.own`, `account.not_found`, `identification.document`, `answer.…`.
    """
    access.check_counter(by)
    check_document(document)
    called = str(Text(max_length=accounts.LONGEST_NAME).check(name, city.now().date()))
    with transaction.atomic():
        account = lock_resident(account_id, by=by)
        account.name = called
        note(account, Assurance.HIGH, "counter", document, by=by)


def order_letter(*, by: Actor) -> None:
    """Have a letter with a code written to where the register says one lives; one not printed yet is the one.

    Refused `access.not_yours`, `letter.no_address` where no register says so, `letter.came_back` where one came back
    from there, `limit.reached`.
    """
    with transaction.atomic():
        account = accounts.get_own(by, lock=True)  # pressed twice at once it is ordered once
        home = homes.find(account)
        if home is None:
            raise Refused("letter.no_address")
        if homes.find_silence(account):
            raise Refused("letter.came_back")
        if letters.is_under_way(account):
            return
        limits.take(LETTERS, str(account.id))
        letters.order(account, slips.issue(account, "letter"), home, by=by)
        record.append("account.letter_ordered", by=by, facts={"account": str(account.id)})
        warnings.send(account, "letter")


def confirm_letter(typed: str, *, by: Actor) -> None:
    """Take the letter's code: whoever has it lives where the register says. Refused `slip.wrong`, `limit.reached`."""
    account = accounts.get_own(by)
    slips.use(account, "letter", typed)
    with transaction.atomic():
        note(accounts.get_own(by, lock=True), Assurance.SUBSTANTIAL, "letter", "", by=by)


def note(account: Account, level: Assurance, how: str, document: str, *, by: Actor) -> None:
    """Note how surely it is known now, inside a transaction that locked the account; it never becomes less by this."""
    account.assurance = max(account.assurance, level)
    account.save(update_fields=["assurance", "name"])
    Identification.objects.create(
        id=city.new_id(), account=account, level=level, how=how, document=document, by=by.name, at=city.now()
    )
    facts = {"account": str(account.id), "how": how, "document": document, "level": level.name.lower()}
    record.append("account.identified", by=by, facts=facts)
    warnings.send(account, "identified")


def check_document(document: str) -> None:
    """Refuse what is no kind of document. Refused `identification.document`."""
    if document not in DOCUMENTS:
        raise Refused("identification.document")


def lock_resident(account_id: UUID, *, by: Actor) -> Account:
    """Get and lock the account of somebody else who lives here. Refused `account.not_found`, `access.own`."""
    found = Account.objects.select_for_update(no_key=True).filter(id=account_id, party__isnull=False, is_active=True)
    account = found.first()
    if account is None:
        raise Refused("account.not_found")
    if account.id == by.account:
        raise Refused("access.own")
    return account
