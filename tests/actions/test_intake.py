"""Taking applications in, for real: PostgreSQL, keys, files."""

import threading

import pytest

from sportello.actions import cases, intake
from sportello.core.errors import Invalid, Refused
from sportello.store.cases import Case, Decision
from sportello.store.outbox import Outbox
from sportello.store.record import Event
from tests import town as towns
from tests.town import Town


def test_an_application_is_stored_with_its_decision_event_and_outbox_line(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance")
    case = Case.objects.get(id=sent.case)
    assert (case.reference, case.outcome, sent.outputs["amount"]) == (sent.reference, "approve", "3600")
    assert Decision.objects.filter(case=case).count() == case.keys.count() == 1
    assert Event.objects.filter(case_id=case.id).values_list("kind", flat=True)[0] == "application.submitted"
    assert Outbox.objects.filter(case_id=case.id).count() == 1
