"""What a resident writes back about a message: who may, how often, and where staff find it."""

from dataclasses import replace
from uuid import uuid4

from django.db import transaction
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import (
    cases,
    casework,
    desk,
    folder,
    leaving,
    live,
    mandates,
    notes,
    notices,
    parties,
    queues,
    replies,
)
from sportello.core.actors import Actor
from sportello.core.mandates import Kind
from sportello.store.accounts import Account
from sportello.store.cases import Case, Note
from sportello.store.messages import Message

SAID = "My rent goes up in July."


def written(town: Town) -> tuple[Actor, Message]:
    """Send in an application that a clerk reviews; give who did, with the message that confirms it."""
    ana = towns.resident()
    sent = towns.apply(town, "rental-assistance", by=ana, lease=None)
    towns.run_jobs()
    return ana, Message.objects.filter(case=sent.case).latest("written_at")


def test_staff_see_in_the_queue_and_in_the_case_what_the_applicant_wrote(town: Town) -> None:
    ana, message = written(town)
    assert message.case
    clerk = towns.staff(message.case.tasks.get(status="waiting").team)
    [line] = [one for one in towns.list_lines(queues.Filter(), clerk) if one.case == message.case_id]
    assert not line.written
    replies.write(message.id, f"  {SAID} ", by=ana)
    [line] = [one for one in towns.list_lines(queues.Filter(), clerk) if one.case == message.case_id]
    opened = desk.open_case(message.case.id, purpose="work", by=clerk)
    assert line.written and [(one.is_applicants, one.text) for one in opened.notes] == [(True, SAID)]
    assert [deed.kind for deed in opened.deeds].count("case.replied") == 1
    assert SAID.encode() not in bytes(Note.objects.get(case=message.case).sealed)


def test_the_applicant_writes_and_who_acts_for_them_in_that_service_nobody_else(town: Town) -> None:
    ana, message = written(town)
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=uuid4())
    replies.write(message.id, SAID, by=replace(acting, scope=frozenset({"rental-assistance"})))
    others = (
        replace(acting, scope=frozenset({"street-defect"})),
        towns.resident(),
        towns.staff("housing"),
        Actor("web"),
    )
    for other in others:
        assert code_of(lambda by=other: replies.write(message.id, SAID, by=by)) == "message.not_found"
    assert Note.objects.filter(case=message.case).count() == 1


def test_the_applicant_reads_again_what_was_written_for_them_and_never_what_staff_wrote(town: Town) -> None:
    ana, message = written(town)
    assert message.case and ana.party
    carl, clerk = towns.resident(), towns.staff(message.case.tasks.get(status="waiting").team)
    proposed = mandates.propose(Kind.CARER, "giver", starts=live.today(), ends=live.today(), by=ana)
    mandates.accept(proposed.code, by=carl)
    acting = mandates.act(proposed.id, by=carl)
    replies.write(message.id, SAID, by=ana)
    replies.write(message.id, "She is in hospital.", by=acting)
    casework.note(message.case.id, "The landlord called.", by=clerk)
    said = folder.read_letter(message.id, by=ana).written
    assert [(one.text, one.is_others) for one in said] == [(SAID, False), ("She is in hospital.", True)]
    assert said[1].name and said[1].name == parties.name_of(carl.party)
    assert folder.read_letter(message.id, by=acting).written == said
    assert not replies.list_of(message.case, by=clerk) and not replies.list_of(message.case, by=towns.resident())
    other = Message.objects.filter(case=message.case).exclude(id=message.id).first()
    assert other is None or not folder.read_letter(other.id, by=ana).written


def test_whoever_applied_together_reads_only_their_own_which_goes_when_they_are_erased(town: Town) -> None:
    ana, message = written(town)
    ben = towns.resident()
    assert message.case and ana.party
    Case.objects.filter(id=message.case_id).update(co_party=ben.party)
    case = Case.objects.get(id=message.case_id)
    for by, text in ((ana, SAID), (ben, "Mine does too.")):
        replies.write(message.id, text, by=by)
        assert [one.text for one in replies.list_of(case, by=by)] == [text]
    with transaction.atomic():
        leaving.leave(case, ana.party, by=ana)
    assert [note.party for note in case.notes.all()] == [ben.party]


def test_what_a_colleague_wrote_is_not_the_applicants_once_their_account_is_gone(town: Town) -> None:
    _, message = written(town)
    assert message.case
    team = message.case.tasks.get(status="waiting").team
    gone, clerk = towns.staff(team), towns.staff(team)
    casework.note(message.case.id, "The landlord called.", by=gone)
    Account.objects.get(id=gone.account).delete()
    [note] = desk.open_case(message.case.id, purpose="work", by=clerk).notes
    assert (note.is_applicants, note.author) == (False, "")
    [line] = [one for one in towns.list_lines(queues.Filter(), clerk) if one.case == message.case_id]
    assert not line.written


def test_it_is_no_empty_text_no_book_no_flood_and_about_an_open_case(town: Town) -> None:
    ana, message = written(town)
    assert ana.party and message.case
    refused = {"text.missing": " ", "text.too_long": "x" * (notes.LONGEST + 1)}
    assert [code_of(lambda said=said: replies.write(message.id, said, by=ana)) for said in refused.values()] == [
        *refused
    ]
    for number in range(replies.A_DAY.most):
        for _ in range(2):  # pressed twice, it is written once
            replies.write(message.id, f"{SAID} {number}", by=ana)
    assert Note.objects.filter(case=message.case).count() == replies.A_DAY.most
    assert code_of(lambda: replies.write(message.id, SAID, by=ana)) == "reply.too_many"
    cases.withdraw(message.case.id, by=ana)
    assert code_of(lambda: replies.write(message.id, SAID, by=ana)) == "case.closed"
    with transaction.atomic():
        notices.tell(ana.party, "mandate_accepted_giver", name="Carl Carer")
    of_no_case = Message.objects.get(party=ana.party)
    assert code_of(lambda: replies.write(of_no_case.id, SAID, by=ana)) == "message.not_found"
