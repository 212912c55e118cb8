"""The outbox: everything is done, once, whatever fails beside it and whoever else is emptying it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from queue import Queue

from django.db import connections
from tests import town as towns
from tests.town import Town
from tests.waiting import PATIENCE

from sportello.actions import city, outbox, writing
from sportello.store import outbox as store
from sportello.store.cases import Case
from sportello.store.messages import Message
from sportello.store.outbox import Outbox


def test_workers_side_by_side_do_each_thing_once(town: Town) -> None:
    sent = [towns.apply(town, "street-defect", photo=None).case for _ in range(8)]

    def empty(_: int) -> None:
        try:
            while outbox.drain():
                pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(empty, range(3)))
    assert not Outbox.objects.filter(case_id__in=sent).exists()
    assert Message.objects.filter(case_id__in=sent, kind="received").count() == 8


def test_a_worker_that_waits_is_told_of_an_application_at_once(town: Town) -> None:
    told: Queue[float] = Queue()

    def listen() -> None:
        store.listen()
        told.put(0)
        began = time.monotonic()
        store.wait(2 * PATIENCE)
        told.put(time.monotonic() - began)
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(listen)
        told.get(timeout=PATIENCE)
        time.sleep(writing.WAKE_EVERY)
        towns.apply(town, "street-defect", photo=None)
        assert told.get(timeout=2 * PATIENCE) < PATIENCE


def test_what_failed_is_done_once_it_can_be(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    with towns.damaged(sent.case):
        outbox.drain()
    outbox.drain()
    assert Outbox.objects.get(case_id=sent.case).tries == 1
    town.clock.at += timedelta(seconds=6)
    towns.run_jobs()
    assert not Outbox.objects.filter(case_id=sent.case).exists()
    assert Case.objects.get(id=sent.case).status == "open"


def test_what_failed_for_days_still_holds_up_nothing(town: Town) -> None:
    broken, fine = towns.apply(town, "street-defect", photo=None), towns.apply(town, "street-defect", photo=None)
    Outbox.objects.filter(case_id=broken.case).update(tries=100)
    with towns.damaged(broken.case):
        outbox.drain()
    left = Outbox.objects.get(case_id=broken.case)
    assert (left.tries, left.not_before - city.now() < outbox.LONGEST_WAIT) == (101, True)
    assert not Outbox.objects.filter(case_id=fine.case).exists()
    left.delete()


def test_a_case_deleted_meanwhile_is_passed_over(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    row = Outbox.objects.get(case_id=sent.case)
    Outbox.objects.filter(id=row.id).update(case_id="00000000-0000-4000-8000-000000000000")
    outbox.drain()
    assert not Outbox.objects.filter(id=row.id).exists()
    Outbox.objects.create(kind="submitted", case_id=sent.case, at=city.now())
