"""The bank at the desk: a statement taken in, a transfer booked to the bill it was for, the ledger taken along."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.actions.money.test_statements import came, take, usd
from tests.town import Path

from sportello.actions.money import books
from sportello.core.actors import Role
from sportello.store.money import BankStatement, Bill, Difference, Transfer
from sportello.store.record import Event


def statement(reference: str, name: str = "STMT-2026-087") -> SimpleUploadedFile:
    text = Path("tests/integrations/camt/batch_08.xml").read_text(encoding="latin-1")
    fresh = text.replace("RF18539007547034", reference).replace("B-1", str(uuid4())).replace("R-9", str(uuid4()))
    fresh = fresh.replace("STMT-2026-087", name)
    return SimpleUploadedFile("may.xml", fresh.encode("latin-1"), "application/xml")


def test_a_cashier_takes_a_statement_in_twice_and_it_is_booked_once(town, at_desk) -> None:
    bill, reference = usd("100.00")
    name = str(uuid4())
    cashier, file = at_desk("cashier", Role.CASHIER), statement(reference, name)
    assert cashier.post("/desk/money/statements").status_code == 409
    BankStatement.objects.update(imported_at=town.clock() - timedelta(days=1))  # those of other tests, by later clocks
    cashier.post("/desk/money/statements", statement=file)
    assert "1 booked" in cashier.text and name in cashier.text
    file.seek(0)
    cashier.post("/desk/money/statements", statement=file)
    assert "0 booked" in cashier.text and "4 known" in cashier.text
    assert books.stand(Bill.objects.get(id=bill)).received == 60


def test_a_file_with_entities_is_refused_and_said_so(town, at_desk) -> None:
    cashier = at_desk("cashier", Role.CASHIER)
    bomb = SimpleUploadedFile("x.xml", b'<!DOCTYPE d [<!ENTITY a "ha">]><Document>&a;</Document>', "application/xml")
    assert cashier.post("/desk/money/statements", statement=bomb).status_code == 409
    assert "declares a document type" in cashier.text


def test_a_lead_books_a_transfer_that_named_no_bill(town, at_desk) -> None:
    bill, reference = usd()
    line = came("RF18539007547034")
    take(line)
    row, lead = Difference.objects.get(facts__bank=line.bank_id), at_desk("cashier", Role.CASHIER, Role.LEAD)
    lead.get("/desk/money/differences")
    assert f"/desk/money/differences/{row.id}/book" in lead.text
    assert f">{row.facts['on']}</span>" not in lead.text
    assert lead.post(f"/desk/money/differences/{row.id}/book", reference="RF18").status_code in (409, 422)
    assert 'value="RF18"' in lead.text
    lead.post(f"/desk/money/differences/{row.id}/book", reference=reference)
    assert "The difference is settled." in lead.text
    assert books.stand(Bill.objects.get(id=bill)).is_settled


def test_who_paid_is_shown_on_asking_recorded_and_gone_once_it_is_booked(town, at_desk) -> None:
    _, reference = usd()
    line = came("RF18539007547034", payer="Ana Ruiz", text="The waste fee")
    take(line)
    row = Difference.objects.get(facts__bank=line.bank_id)
    assert not {"Ana Ruiz", "The waste fee"} & set(row.facts.values()) and b"Ruiz" not in bytes(row.transfer.sealed)
    auditor, clerk = at_desk("*", Role.AUDITOR), at_desk("registry", Role.CLERK)
    lead = at_desk("cashier", Role.CASHIER, Role.LEAD)
    lead.get("/desk/money/differences")
    assert "Ana Ruiz" not in lead.text and "Show who paid" in lead.text
    shown = f"/desk/money/differences/{row.id}/payer"
    assert clerk.client.post(shown).status_code == 403
    for one in (lead, auditor):
        one.post(shown)
        assert "Ana Ruiz" in one.text and "The waste fee" in one.text
    assert Event.objects.filter(kind="transfer.looked_up", facts__difference=str(row.id)).count() == 2
    lead.post(f"/desk/money/differences/{row.id}/book", reference=reference)
    assert not Transfer.objects.filter(difference=row.id).exists()
    assert lead.client.post(shown).status_code == 404


def test_the_ledger_of_a_month_is_downloaded(town, at_desk) -> None:
    usd()
    page = at_desk("*", Role.AUDITOR).client.get("/desk/money/ledger.csv", {"month": f"{town.clock.at:%Y-%m}"})
    assert page["Content-Disposition"] == f"attachment; filename*=UTF-8''ledger-{town.clock.at:%Y-%m}.csv"
    assert page.content.startswith(b"entry,at,kind,bill") and page.content.count(b"\r\n") > 2
    assert at_desk("cashier", Role.CASHIER).client.get("/desk/money/ledger.csv", {"month": "x"}).status_code == 200


def test_the_bank_is_for_cashiers_and_auditors_read(town, at_desk) -> None:
    row = uuid4()
    lead, auditor = at_desk("housing", Role.LEAD), at_desk("*", Role.AUDITOR)
    assert [lead.client.get(f"/desk/money/{page}").status_code for page in ("statements", "ledger.csv")] == [403, 403]
    assert auditor.client.get("/desk/money/statements").status_code == 200
    for someone in (lead, auditor):
        assert someone.client.post("/desk/money/statements", {"statement": statement("x")}).status_code == 403
        assert someone.client.post(f"/desk/money/differences/{row}/book", {"reference": "x"}).status_code == 403


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_speak_the_language_of_their_reader(town, at_desk, language) -> None:
    take(came("RF18539007547034"))
    lead = at_desk("cashier", Role.CASHIER, Role.LEAD, language=language)
    for path in ("statements", "differences"):
        page = lead.get(f"/desk/money/{path}")
        assert page.status_code == 200 and len(page.content) < 100_000
        assert "desk-money-" not in re.sub(r'(id|href|for|name)="[^"]*"', "", lead.text)
