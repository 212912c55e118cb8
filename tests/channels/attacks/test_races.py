"""Two at once: whatever may be done once is done once, whoever comes first."""

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from tests import town as towns
from tests.actions.money.test_paying import go_to_pay, owe, standing
from tests.actions.test_files import PHOTO
from tests.channels.account.people import new_email, read_code
from tests.core.test_at_once import REGISTER
from tests.town import Town

from sportello.actions import accounts, certificates, codes, live, locker, mandates, own_account, recovery, slips
from sportello.actions.money import giving_back, paying, till
from sportello.core.actors import Role
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.core.mandates import Kind
from sportello.integrations.fakes import FakePayments
from sportello.integrations.fakes.payments import SIGNATURE, write_notice
from sportello.store.accounts import Account, Code, Recovery
from sportello.store.cases import Case
from sportello.store.money import TillClosing

MANY = 4


def at_once(deed: Callable[[int], Any], times: int = MANY) -> list[str]:
    """Have several do it at the same moment; give what came of each: `done`, or the code of the refusal."""
    ready, told = threading.Barrier(times), [""] * times

    def go(number: int) -> None:
        try:
            ready.wait()
            deed(number)
            told[number] = "done"
        except Refused as refused:
            told[number] = refused.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_a_mandate_is_accepted_by_one(town: Town) -> None:
    today, holders = live.today(), [towns.resident() for _ in range(MANY)]
    code = mandates.propose(Kind.CARER, "giver", starts=today, ends=today, by=towns.resident()).code
    told = at_once(lambda number: mandates.accept(code, by=holders[number]))
    assert told == ["done", *["mandate.not_found"] * (MANY - 1)]


def test_a_sent_code_is_right_once(town: Town) -> None:
    to = new_email()
    id = codes.send(Contact("email", to), "en", asked_from="race")
    code = read_code(town, to)
    assert at_once(lambda number: codes.confirm(id, code)) == [*["code.over"] * (MANY - 1), "done"]


def test_a_confirmed_code_opens_one_account(town: Town) -> None:
    to = new_email()
    id = codes.send(Contact("email", to), "en", asked_from="race")
    codes.confirm(id, read_code(town, to))
    told = at_once(lambda number: own_account.open("Ana", id, language="en", channel="account"))
    assert told == [*["code.over"] * (MANY - 1), "done"]


def test_a_code_on_paper_is_used_once(town: Town) -> None:
    account = Account.objects.get(id=towns.resident().account)
    with transaction.atomic():
        code = slips.issue(account, "paper")
    told = at_once(lambda number: accounts.use_paper(account.login, code))
    assert told == ["done", *["slip.wrong"] * (MANY - 1)]


def test_two_clerks_give_an_account_back_once_and_one_alone_never(town: Town) -> None:
    account, first = towns.resident().account, towns.staff("housing")
    assert account
    recovery.begin_at_counter(account, "passport", by=first)
    waiting = Recovery.objects.get(account=account)
    assert at_once(lambda number: recovery.confirm_at_counter(waiting.id, by=first)) == ["access.four_eyes"] * MANY
    others = [towns.staff("housing") for _ in range(MANY)]
    told = at_once(lambda number: recovery.confirm_at_counter(waiting.id, by=others[number]))
    assert told == ["done", *["recovery.none"] * (MANY - 1)]
    assert Code.objects.filter(account=account, kind="paper").count() == 1


def test_a_notice_that_comes_many_times_pays_once(town: Town) -> None:
    provider, ana = FakePayments(), towns.resident()
    with towns.with_parts(payments=provider):
        bill = owe(ana)
        body = write_notice(provider.pay(go_to_pay(bill, ana)))
        assert at_once(lambda number: paying.hear(body, SIGNATURE)) == ["done"] * MANY
        assert standing(bill) == (0, 0, 40)


def test_no_more_is_refunded_than_was_paid(town: Town) -> None:
    provider, ana = FakePayments(), towns.resident()
    with towns.with_parts(payments=provider):
        bill = owe(ana)
        paying.hear(write_notice(provider.pay(go_to_pay(bill, ana))), SIGNATURE)
        cashiers = [towns.staff("finance", Role.CASHIER) for _ in range(MANY)]
        told = at_once(lambda number: giving_back.ask(bill, Decimal(40), provider.place, "Twice?", by=cashiers[number]))
        assert told == ["done", *["money.refund"] * (MANY - 1)]


def test_a_receipt_that_is_written_while_the_till_is_closed_is_counted_in_a_day(town: Town) -> None:
    by, bill = towns.staff("cashier", Role.CASHIER), owe(towns.resident(), currency="USD")
    is_taken, is_closed = threading.Event(), threading.Event()

    def take_or_close(number: int) -> None:
        if number:
            is_taken.wait()
            till.close(Decimal(0), "Counted before it was taken", by=by)
            is_closed.set()
            return
        with transaction.atomic():
            till.take(bill, Decimal(15), "cash", uuid4(), by=by)
            is_taken.set()
            is_closed.wait(0.3)

    assert at_once(take_or_close, 2) == ["done", "done"]
    assert TillClosing.objects.get(by=by.name).booked + till.get_day(by=by).cash == 15


def test_a_locker_takes_no_more_than_it_holds(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locker, "MOST", 1)
    ana = towns.resident()
    told = at_once(lambda number: locker.add(f"{number}.jpg", PHOTO + bytes([number]), by=ana))
    assert told == ["done", *["locker.full"] * (MANY - 1)]


def test_a_document_kept_many_times_at_once_is_there_once(town: Town) -> None:
    ana = towns.resident()
    assert at_once(lambda number: locker.add("hole.jpg", PHOTO, by=ana)) == ["done"] * MANY
    assert len(locker.list_of(by=ana)) == 1


def test_one_press_sent_many_times_is_one_certificate(town: Town) -> None:
    ana = towns.resident(**REGISTER)
    told = at_once(lambda number: certificates.get("residence-certificate", "en", "one", by=ana))
    assert told == ["done"] * MANY
    assert Case.objects.filter(party=ana.party).count() == 1
