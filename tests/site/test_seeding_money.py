"""A city on show has money to look at: bills paid here and there, a till that was not right, a refund that waits."""

from decimal import Decimal

from tests import town as towns
from tests.town import Town

from sportello.actions import accounts, parties
from sportello.actions.money import differences, giving_back, till
from sportello.core.actors import Assurance, Role
from sportello.site.seeding import money
from sportello.store.money import Bill, Posting


def test_a_city_on_show_has_something_to_do_for_cashiers(town: Town) -> None:
    for number in range(6):
        party = parties.add(told={}, source="register")
        accounts.add(f"resident.seeded{number}", "A resident", party=party, assurance=Assurance.LOW)
    auditor = towns.staff("*", Role.AUDITOR)
    for _ in range(2):
        towns.staff("cashier", Role.CASHIER)
    before = {one.id for one in differences.list_open(by=auditor)}
    money.add()
    found = {one.kind for one in differences.list_open(by=auditor) if one.id not in before}
    assert {"till", "bank_unknown", "bank_out"} <= found
    assert [one.amount for one in giving_back.list_waiting(by=auditor)][-1] == 111
    assert till.list_closings(by=auditor)[0].counted == money.PART - 1
    ours = Bill.objects.filter(service="waste")
    assert sum(Posting.objects.filter(entry__bill__in=ours).values_list("amount", flat=True)) == Decimal(0)
