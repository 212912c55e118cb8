"""Cases along their steps: from the policy's decision to the document and the message."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, transaction
from tests import town as towns
from tests.town import Town
from tests.waiting import PATIENCE

from sportello.actions import beginnings, cases, city, documents, journeys, outbox
from sportello.core.errors import Refused
from sportello.store.cases import Link, Task
from sportello.store.documents import Document
from sportello.store.outbox import Outbox


def test_an_approved_application_ends_with_a_document_that_verifies_and_a_message(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", email="ana@example.org")
    towns.run_jobs()
    status = cases.get_status(sent.case, by=towns.holder(sent))
    assert (status.status, status.outcome) == ("closed", "approve")
    _, pdf = documents.read(status.papers[0].id, by=towns.holder(sent))
    assert documents.verify(status.papers[0].code, pdf).verdict == "genuine"
    assert documents.verify(status.papers[0].code, pdf + b" ").verdict == "altered"
    assert {told.kind for told in status.messages} >= {"received", "approved"}
    assert "ana@example.org" in {mail.address for mail in town.mail.sent}


def test_a_review_that_policy_asks_for_waits_for_its_team(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", lease=None)
    towns.run_jobs()
    task = Task.objects.get(case_id=sent.case)
    assert (task.kind, task.team, task.status) == ("review", "housing", "waiting")
    stages = cases.get_status(sent.case, by=towns.holder(sent)).stages
    assert [(stage.kind, stage.state) for stage in stages if stage.state == "now"] == [("review", "now")]


def test_starting_a_case_twice_changes_nothing(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance")
    beginnings.begin(sent.case)
    beginnings.begin(sent.case)
    assert len(cases.get_status(sent.case, by=towns.holder(sent)).messages) == 2


def test_what_fails_after_intake_is_tried_again_later_and_holds_up_nothing(town: Town) -> None:
    broken, fine = towns.apply(town, "street-defect"), towns.apply(town, "street-defect")
    with towns.damaged(broken.case):
        outbox.drain()
    left = Outbox.objects.get(case_id=broken.case)
    assert (left.tries, left.not_before > city.now()) == (1, True)
    assert not Outbox.objects.filter(case_id=fine.case).exists()
    left.delete()


def test_likely_duplicates_are_linked_both_ways_and_refused_for_nothing(town: Town) -> None:
    first, second = towns.apply(town, "device-loan"), towns.apply(town, "device-loan")
    towns.run_jobs()
    links = set(
        Link.objects.filter(kind="duplicate", case_id__in=[first.case, second.case]).values_list("case_id", "other_id")
    )
    assert {(first.case, second.case), (second.case, first.case)} <= links


def test_duplicates_may_begin_at_the_same_moment(town: Town) -> None:
    home = {"line": "9 Rush Street", "postcode": "00101", "place": "old-town"}
    pair = [towns.apply(town, "device-loan", home=home).case for _ in range(2)]
    both_locked = Barrier(2, timeout=PATIENCE)

    def begin(case: UUID) -> None:
        with closing(connection), transaction.atomic():
            journeys.lock(case)
            both_locked.wait()
            beginnings.begin(case)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(begin, pair))
    assert Link.objects.filter(case_id__in=pair, other_id__in=pair).count() == 2


def test_one_household_gets_one_loan_at_a_time_so_a_second_goes_to_a_clerk(town: Town) -> None:
    home = {"line": "7 Only Street", "postcode": "00101", "place": "old-town"}
    first = towns.apply(town, "device-loan", home=home)
    towns.run_jobs()
    second = towns.apply(town, "device-loan", home=home)
    towns.run_jobs()
    kinds = [Task.objects.filter(case_id=sent.case).order_by("opened_at")[0].kind for sent in (first, second)]
    assert kinds == ["fulfil", "review"]


def test_defects_within_metres_are_linked_and_those_farther_are_not(town: Town) -> None:
    here, close, far = (
        towns.apply(town, "street-defect", where={"point": [-94.5 + east, 27.9]}) for east in (0.0, 0.0003, 0.01)
    )
    towns.run_jobs()
    near = set(Link.objects.filter(case_id=here.case, kind="nearby").values_list("other_id", flat=True))
    assert close.case in near and far.case not in near


def test_a_certificate_comes_at_once_when_the_register_confirms_what_was_written(town: Town) -> None:
    sent = towns.apply(town, "residence-certificate")
    towns.run_jobs()
    assert sent.outcome == "approve"
    assert Document.objects.filter(case_id=sent.case).count() == 1


def test_a_typed_address_that_no_register_has_gives_no_certificate(town: Town) -> None:
    elsewhere = {"line": "1 Castle Hill", "postcode": "00101", "place": "old-town"}
    sent = towns.apply(town, "residence-certificate", home=elsewhere)
    towns.run_jobs()
    assert (sent.outcome, sent.reasons) == ("refer", ("not_as_registered",))
    assert not Document.objects.filter(case_id=sent.case).exists()


def test_an_unsure_actor_gets_no_certificate_and_is_told_what_is_needed(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        towns.apply(town, "residence-certificate", by=towns.stranger())
    assert (refused.value.code, refused.value.facts["needs"]) == ("assurance.too_low", "substantial")
