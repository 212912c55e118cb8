"""Money at the desk: a bill found for a purpose, paid, given back by two; differences; the till; in three languages."""

import re
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.actions.money.test_paying import owe, treasurer

from sportello.actions.money import books, differences, till
from sportello.core.actors import Role
from sportello.store.money import Bill, Difference, Receipt, RefundRequest


@pytest.fixture
def bill(town) -> UUID:
    return owe(towns.resident(), "300.00", currency="USD")


def test_a_cashier_finds_a_bill_takes_the_money_and_prints_the_receipt(town, at_desk, bill) -> None:
    cashier, reference = at_desk("cashier", Role.CASHIER), Bill.objects.get(id=bill).reference
    page = cashier.post("/desk/money", text=reference, purpose="")
    assert page.status_code == 409 and reference in cashier.text
    assert "Say why you look." in cashier.text and "Purposes" not in cashier.text
    cashier.post("/desk/money", text=reference, purpose="work")
    assert f'href="/desk/money/bills/{bill}"' in cashier.text
    cashier.get(f"/desk/money/bills/{bill}")
    token = re.search(r'name="token" value="([^"]+)"', cashier.text)[1]
    page = cashier.post(f"/desk/money/bills/{bill}/take", token=token, amount="301", place="cash")
    assert page.status_code == 409 and 'value="301"' in cashier.text and token in cashier.text
    cashier.post(f"/desk/money/bills/{bill}/take", token=token, amount="120.50", place="cash")
    number = Receipt.objects.get(entry__bill=bill).number
    assert cashier.path == f"/desk/money/receipts/{number}" and "$120.50" in cashier.text and "$179.50" in cashier.text
    cashier.get(f"/desk/money/bills/{bill}")
    assert f"/desk/money/receipts/{number}" in cashier.text


def test_a_bill_opened_by_its_address_asks_why_first(town, at_desk, bill) -> None:
    cashier = at_desk("cashier", Role.CASHIER)
    cashier.get(f"/desk/money/bills/{bill}")
    assert "Why do you open this bill?" in cashier.text and "$300" not in cashier.text
    assert cashier.get(f"/desk/money/bills/{bill}?asked=1").status_code == 422
    cashier.get(f"/desk/money/bills/{bill}?purpose=work")
    assert "$300.00" in cashier.text


def test_two_people_give_back_a_large_amount(town, at_desk, bill) -> None:
    RefundRequest.objects.filter(decided_at=None).delete()  # of other tests
    till.take(bill, Decimal(300), "card", uuid4(), by=treasurer())
    first, second = at_desk("cashier", Role.CASHIER), at_desk("cashier", Role.CASHIER)
    for one in (first, second):
        one.get(f"/desk/money/bills/{bill}?purpose=work")
    asked = {"amount": "200", "place": "card", "token": str(uuid4())}
    page = first.post(f"/desk/money/bills/{bill}/give_back", why="", **asked)
    assert page.status_code == 409 and "Give a reason" in first.text and asked["token"] in first.text
    for _ in range(2):  # pressed twice
        first.post(f"/desk/money/bills/{bill}/give_back", why="Moved away", **asked)
    assert "waits for a colleague" in first.text
    assert "Waiting for a second person" in first.text and "Moved away" in first.text
    first.get("/desk/money")
    [request] = re.findall(r'action="(/desk/money/refunds/[^"]+)"', first.text)
    assert "Agree and give" not in first.text and first.post(request).status_code == 403
    second.get("/desk/money")
    assert "Agree and give" in second.text
    second.post(request)
    assert "The money is given back." in second.text
    assert books.stand(Bill.objects.get(id=bill)).received == 100


def test_a_lead_cancels_with_a_reason_and_settles_differences(town, at_desk, bill) -> None:
    lead, key = at_desk("cashier", Role.CASHIER, Role.LEAD), str(uuid4())
    lead.get(f"/desk/money/bills/{bill}?purpose=work")
    lead.post(f"/desk/money/bills/{bill}/cancel", why="Hardship")
    assert "The bill is cancelled." in lead.text and "Hardship" in lead.text
    differences.note("amount", key, facts={"theirs": "9.00", "ours": "8.00"})
    row = Difference.objects.get(key=key)
    lead.get("/desk/money/differences")
    assert str(row.id) in lead.text and "9.00" in lead.text
    settles = "A lead of the cashiers settles them."
    assert (
        settles not in lead.text
        and settles in at_desk("cashier", Role.CASHIER).get("/desk/money/differences").content.decode()
    )
    assert lead.post(f"/desk/money/differences/{row.id}", why="").status_code == 409
    lead.post(f"/desk/money/differences/{row.id}", why="A fee of theirs")
    assert "A fee of theirs" in lead.text and f"difference-{row.id}" not in lead.text


def test_a_cashier_closes_the_till(town, at_desk, bill) -> None:
    cashier = at_desk("cashier", Role.CASHIER)
    cashier.get(f"/desk/money/bills/{bill}?purpose=work")
    cashier.post(f"/desk/money/bills/{bill}/take", token=str(uuid4()), amount="50", place="cash")
    cashier.get("/desk/money/till")
    assert "$50.00" in cashier.text
    assert cashier.post("/desk/money/till", counted="many").status_code == 422
    assert cashier.post("/desk/money/till", counted="49.00").status_code == 409
    assert "expected $50.00, counted $49.00: $1.00 too little" in cashier.text and 'value="49.00"' in cashier.text
    cashier.post("/desk/money/till", counted="49.00", why="Wrong change")
    assert "The till is closed: expected $50.00, counted $49.00, $1.00 too little." in cashier.text
    assert "counted $49.00: $1.00 too little" in cashier.text
    cashier.get("/desk/money/differences")
    assert f'By: <span class="sp-break">{cashier.account.name}</span>' in cashier.text
    said = ("$50.00", "$49.00", "-$1.00", "Wrong change")
    assert all(f'<span class="sp-break">{each}</span>' in cashier.text for each in said)


@pytest.mark.parametrize("who", [("housing", Role.LEAD), ("cashier", Role.CLERK), ("partner:library", Role.CLERK)])
def test_money_is_for_cashiers(town, at_desk, bill, who) -> None:
    someone = at_desk(*who)
    someone.get("/desk/")
    assert "/desk/money" not in someone.text
    for path in (
        "/desk/money",
        "/desk/money/differences",
        "/desk/money/till",
        f"/desk/money/bills/{bill}?purpose=work",
    ):
        someone.get(path)
        assert someone.page.status_code == 403
    answer = someone.client.post(f"/desk/money/bills/{bill}/take", {"token": uuid4(), "amount": "1", "place": "cash"})
    assert answer.status_code == 403


def test_an_auditor_reads_and_changes_nothing(town, at_desk, bill) -> None:
    auditor = at_desk("*", Role.AUDITOR)
    auditor.get(f"/desk/money/bills/{bill}?purpose=audit")
    assert "$300.00" in auditor.text and f"/desk/money/bills/{bill}/take" not in auditor.text
    auditor.get("/desk/money/differences")
    assert 'name="why"' not in auditor.text
    assert auditor.client.post("/desk/money/till", {"counted": "1"}).status_code == 403


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_speak_the_language_of_their_reader(town, at_desk, bill, language) -> None:
    lead = at_desk("cashier", Role.CASHIER, Role.LEAD, language=language)
    number = till.take(bill, Decimal(10), "cash", uuid4(), by=treasurer())
    paths = ("", "/differences", "/till", f"/bills/{bill}?purpose=work", f"/receipts/{number}")
    for path in paths:
        page = lead.get(f"/desk/money{path}")
        assert page.status_code == 200 and f'<html lang="{language}"' in lead.text
        assert len(page.content) < 100_000 and "desk-money-" not in re.sub(r'(id|href|for|name)="[^"]*"', "", lead.text)
