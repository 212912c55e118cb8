"""Accounts: as whom one signs in, and which program calls."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import accounts, city
from sportello.core.actors import Assurance, Role
from sportello.store.accounts import Account, Client
from sportello.store.record import Event


def test_staff_have_their_roles_and_no_party(town: Town) -> None:
    by = towns.staff("housing", Role.CLERK, Role.LEAD)
    assert by.roles == {("housing", Role.CLERK), ("housing", Role.LEAD)} and by.party is None
    assert by.name == f"staff:{by.account}" and by.works_for("housing") and not by.works_for("roads")


def test_a_resident_is_their_party_as_surely_as_they_signed_in(town: Town) -> None:
    by = towns.resident(Assurance.LOW)
    assert (by.name, by.assurance, by.is_staff) == (f"party:{by.party}", Assurance.LOW, False)


def test_an_operator_acts_for_the_partner_and_has_no_role_of_the_citys(town: Town) -> None:
    roles = ((f"{accounts.PARTNER}library", Role.CLERK), ("housing", Role.LEAD))
    account = accounts.add(f"op-{UUID(int=id(town))}", "Operator", roles=roles)
    by = accounts.actor_of(account, "desk")
    assert (by.partner, by.is_staff, by.works_for("housing"), by.account) == ("library", False, False, account.id)


def test_nobody_signs_in_with_a_password_that_was_never_set(town: Town) -> None:
    account = Account.objects.get(id=towns.staff("housing").account)
    assert not account.has_usable_password() and not account.check_password("")


def test_a_client_is_known_by_its_token_which_is_not_kept(town: Town) -> None:
    token = accounts.add_client(f"Client {city.current().random(4).hex()}", partner="library")
    by = accounts.client_of(token, "api")
    client = Client.objects.get(id=by.client)
    assert (by.client, by.partner, by.name) == (client.id, "library", f"client:{client.id}")
    assert by.channel == "api"
    assert token.encode() not in bytes(client.token_index) and token not in str(Client.objects.values_list())


@pytest.mark.parametrize("token", ["", "sportello_", "sportello_" + "0" * 48, "Bearer x"])
def test_a_token_nobody_was_given_is_refused(town: Town, token: str) -> None:
    assert code_of(lambda: accounts.client_of(token, "api")) == "access.token"


def test_a_revoked_token_is_refused_within_a_second(town: Town) -> None:
    token = accounts.add_client(name := f"Client {city.current().random(4).hex()}")
    accounts.revoke_client(name)
    assert code_of(lambda: accounts.client_of(token, "api")) == "access.token"
    assert code_of(lambda: accounts.revoke_client(name)) == "client.not_found"


def test_a_client_is_looked_up_once_a_second_and_not_at_all_while_others_keep_it_known(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(accounts.time, "monotonic", lambda: now[0])
    token = accounts.add_client(name := f"Client {city.current().random(4).hex()}")
    accounts.forget_clients()
    with CaptureQueriesContext(connection) as asked:
        for now[0] in (0, 0.5, 1.0, 1.6):
            accounts.client_of(token, "api")
    assert len(asked) == 2
    now[0] = 2.5
    accounts.keep_clients()
    now[0] = 3.4
    with CaptureQueriesContext(connection) as asked:
        accounts.client_of(token, "api")
    assert not asked
    Client.objects.filter(name=name).update(revoked_at=city.now())  # by another process
    accounts.keep_clients()
    now[0] = 3.6
    assert code_of(lambda: accounts.client_of(token, "api")) == "access.token"


def test_adding_and_revoking_a_client_each_leave_a_line_in_the_record_without_its_name(town: Town) -> None:
    token = accounts.add_client(name := f"Client {city.current().random(4).hex()}", partner="library")
    client = str(accounts.client_of(token, "api").client)
    accounts.revoke_client(name)
    lines = list(Event.objects.filter(facts__client=client).order_by("at").values_list("kind", "actor", "facts"))
    assert lines == [
        ("client.added", "system", {"client": client, "partner": "library"}),
        ("client.revoked", "system", {"client": client}),
    ]
