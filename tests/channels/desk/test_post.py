"""Letters at the desk: a batch downloaded, and marked as posted."""

from django.db import transaction
from tests import town as towns

from sportello.actions import batches, notices
from sportello.store.messages import Message

HOME = {"line": "5 Moon Street", "postcode": "00101", "place": "old-town"}


def test_a_clerk_at_a_counter_prints_a_batch_and_marks_it(town, at_desk) -> None:
    ana = towns.resident(home=HOME)
    with transaction.atomic():
        notices.tell(ana.party, "mandate_accepted_giver", name="Carl Carer")
    batches.gather()
    batch = Message.objects.get(party=ana.party).batch
    clerk = at_desk("registry")
    clerk.get("/desk/letters")
    assert f"/desk/letters/{batch.id}/print" in clerk.text and "Moon Street" not in clerk.text
    pdf = clerk.post(f"/desk/letters/{batch.id}/print")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    clerk.post(f"/desk/letters/{batch.id}/posted")
    assert "marked as posted" in clerk.text and f"/desk/letters/{batch.id}/posted" not in clerk.text


def test_the_others_are_refused(town, at_desk) -> None:
    assert at_desk("fire").get("/desk/letters").status_code == 403
