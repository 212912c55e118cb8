"""Rotating the master keys: everything opens and is found before, during and after, while applications come."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.db.models import BinaryField
from tests import town as towns
from tests.channels.account.people import new_phone
from tests.town import Town, code_of

from sportello.actions import (
    accounts,
    cases,
    city,
    claiming,
    contacts,
    documents,
    drafts,
    factors,
    files,
    finding,
    folder,
    intake,
    pushing,
    rotation,
    sealing,
    verification,
)
from sportello.core import interview, vault
from sportello.core.actors import Actor, Role
from sportello.core.contacts import Contact
from sportello.core.pushing import Subscription
from sportello.core.submissions import Submitted
from sportello.store.accounts import Account, Client
from sportello.store.cases import Case, CaseKey, Link

pytestmark = pytest.mark.begins

OLD, NEW = {"t1": b"1" * 32}, {"t2": b"3" * 32}


@pytest.fixture(autouse=True)
def everything_back_afterwards(town: Town) -> Iterator[None]:
    """Bring all under the town's own key again: tests share its database."""
    yield
    with keys(OLD, NEW):
        rotate()


@contextmanager
def keys(*sets: dict[str, bytes]) -> Iterator[None]:
    """Have these master keys, the first of them in use."""
    accounts.forget_clients()
    together = {id: key for one in sets for id, key in one.items()}
    with towns.with_parts(vault=vault.make_vault(together)):
        yield
    accounts.forget_clients()


def rotate() -> dict[str, rotation.Progress]:
    return {progress.name: progress for progress in rotation.rotate()}


def used() -> dict[str, set[str]]:
    """Give which keys can be renewed away, and where they are named."""
    found: dict[str, set[str]] = {}
    for use in rotation.count_uses():
        if use.renewable:
            found.setdefault(use.key, set()).add(use.name)
    return found


def check_all_new() -> None:
    """Check that the old key is named only by rows that no key opens: other tests leave such."""
    left = {use.name: use.count for use in rotation.count_uses() if use.renewable and use.key == "t1"}
    assert left == {name: progress.failed for name, progress in rotate().items() if progress.failed}


def apply(town: Town, **changed: object) -> Submitted:
    sent = towns.apply(town, "rental-assistance", **towns.newcomer() | changed)
    towns.run_jobs()
    return sent


def test_afterwards_nothing_names_the_old_key_and_all_opens_without_it(town: Town) -> None:
    by = towns.resident(family_name="Rossi")
    sent, draft = apply(town), drafts.begin("street-defect", "en", by=towns.stranger())
    account, contact = Account.objects.get(id=by.account), Contact("email", f"{secrets.token_hex(6)}@example.org")
    with transaction.atomic():
        contacts.add(account, contact)
    secret = factors.seal(account, "a secret")
    browser = Subscription(f"https://fcm.googleapis.com/{secrets.token_hex(6)}", "", "")
    pushing.subscribe(browser, "Firefox", by=by)
    paper, letter = (Case.objects.get(id=sent.case).files.first(), Case.objects.get(id=sent.case).documents.get())
    with keys(NEW, OLD):
        rotate()
        check_all_new()
    with keys(NEW):
        owner = towns.holder(sent)
        assert cases.get_status(sent.case, by=owner).answers["household_size"]
        assert files.read(paper.id, by=owner)[1] and documents.read(letter.id, by=owner)[1]
        assert drafts.get(draft.id, by=Actor("web", holds=frozenset({draft.id}))).code == draft.code
        assert drafts.resume(draft.code, by=towns.stranger()) == draft.id
        assert cases.unlock(sent.reference, sent.secret) == sent.case
        assert by.party and not verification.verify(print).problems
        assert contacts.find_account(contact) == account and factors.open(secret) == "a secret"
        pushing.subscribe(browser, "Firefox, Android", by=by)
        assert [one.name for one in pushing.list_of(by=by)] == ["Firefox, Android"]


def test_while_only_half_is_rotated_everything_is_found(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = new_phone()
    before, draft = apply(town, phone=phone), drafts.begin("street-defect", "en", by=towns.stranger())
    with keys(NEW, OLD):
        after = apply(town, phone=phone)
        lead = towns.staff("housing", Role.LEAD)
        found = {case.id for case in finding.find_cases("phone", phone, by=lead).cases}
        assert found == {before.case, after.case}
        assert cases.unlock(before.reference, before.secret) == before.case
        assert drafts.resume(draft.code, by=towns.stranger()) == draft.id


def test_a_duplicate_of_a_case_under_the_old_key_is_linked(town: Town) -> None:
    home = {"line": f"{secrets.token_hex(5)} Street", "postcode": "00101", "place": "old-town"}
    first = towns.apply(town, "device-loan", home=home)
    with keys(NEW, OLD):
        second = towns.apply(town, "device-loan", home=home)
        towns.run_jobs()
        assert Link.objects.filter(case_id=second.case, other_id=first.case).exists()


def test_what_a_draft_may_be_claimed_by_comes_under_the_new_key(town: Town) -> None:
    number = new_phone()
    opened = drafts.begin("street-defect", "en", by=towns.stranger())
    held = Actor("web", holds=frozenset({opened.id}))
    drafts.save(opened.id, interview.Draft({"phone": number}), by=held)
    ana = towns.resident()
    with transaction.atomic():
        contacts.add(Account.objects.get(id=ana.account), Contact("phone", number))
    with keys(NEW, OLD):
        assert [one.id for one in claiming.list_found(by=ana)] == [opened.id]
        assert rotate()["store_draftcontact.index"].renewed
    with keys(NEW):
        assert [one.id for one in claiming.list_found(by=ana)] == [opened.id]


def test_a_calendar_s_address_comes_under_the_new_key_when_it_is_read(town: Town) -> None:
    code = folder.make_feed(by=towns.resident())
    with keys(NEW, OLD):
        folder.read_feed(code)
    for those in ((NEW,), (OLD, NEW)):
        with keys(*those):
            folder.read_feed(code)


OWN_KEY = {"sealed", "sealed_name", "first_sealed", "answer_sealed", "journey"}
"""Columns sealed under the key of a row, which rotating wraps again: of itself, its case, account or party."""
UNKEYED = {
    "Stub.code_hash",  # the codes have 54 bits and more
    *("RelyingParty.secret_hash", "Grant.code_hash", "Grant.access_hash", "Grant.refresh_hash"),
    *("Event.nonce", "Event.leaf", "Leaf.hash", "Node.hash", "Checkpoint.root"),  # nonces are under the case's key
}
"""Hashes under no key of the city."""


def test_rotation_knows_every_column_that_names_a_master_key() -> None:
    known = {(one.table, one.column) for one in rotation.RENEWALS} | {(one[0], one[1]) for one in rotation.FIXED}
    known |= {(one.table, column) for one in rotation.RENEWALS for column in one.changes}
    columns = {
        (model, field.name)
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.get_fields()
        if isinstance(getattr(field, "base_field", field), BinaryField)
    }
    left = {(model, name) for model, name in columns - known if name not in OWN_KEY}
    assert {f"{model.__name__}.{name}" for model, name in left} == UNKEYED
    assert known <= columns


def test_a_request_sent_again_is_known_while_keys_rotate(town: Town) -> None:
    by, key = towns.stranger("api"), secrets.token_hex(6)
    answers = {**towns.answers_of(town, "street-defect", town.example("street-defect"), by), "photo": None}
    first = intake.submit("street-defect", answers, "en", by=by, key=key)
    with keys(NEW, OLD):
        assert intake.submit("street-defect", answers, "en", by=by, key=key).case == first.case
        assert (
            code_of(lambda: intake.submit("street-defect", answers, "es", by=by, key=key)) == "idempotency.other_body"
        )


def test_a_clients_token_works_and_comes_under_the_new_key_when_it_is_used(town: Town) -> None:
    token = accounts.add_client(secrets.token_hex(6))
    with keys(NEW, OLD):
        by = accounts.client_of(token, "api")
        assert bytes(Client.objects.get(id=by.client).token_index) == sealing.index("token", token)
    for those in ((NEW,), (OLD, NEW)):
        with keys(*those):
            assert accounts.client_of(token, "api") == by


def test_applications_that_come_meanwhile_are_kept_whole(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    sent: list[Submitted] = [towns.apply(town, "street-defect", photo=None) for _ in range(10)]
    with keys(NEW, OLD):
        stop = threading.Event()
        intake = threading.Thread(target=lambda: come_in(town, sent, stop))
        intake.start()
        try:
            rotate()
        finally:
            stop.set()
            intake.join()
        check_all_new()
        assert len(sent) > 10
    with keys(NEW):
        for one in sent:
            assert cases.unlock(one.reference, one.secret) == one.case
            case = Case.objects.get(id=one.case)
            assert sealing.open_json(sealing.case_key(case), case.id, "answers", case.sealed)


def come_in(town: Town, sent: list[Submitted], stop: threading.Event) -> None:
    """Send applications until told to stop; one at least."""
    while not stop.is_set() or len(sent) == 10:
        sent.append(towns.apply(town, "street-defect", photo=None))
    connections.close_all()


def test_it_goes_on_where_it_was_stopped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    for _ in range(5):
        towns.apply(town, "street-defect", photo=None)
    with keys(NEW, OLD):
        first = next(rotation.rotate())
        assert first.renewed == 2 and "t1" in used()
        rotate()
        check_all_new()
        assert not any(progress.renewed for progress in rotate().values())


def test_a_row_that_no_key_opens_is_counted_and_left_and_the_rest_is_done(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    row = CaseKey.objects.get(case_id=sent.case)
    was = bytes(row.wrapped)
    CaseKey.objects.filter(id=row.id).update(wrapped=was[:-1] + bytes([was[-1] ^ 1]))
    with keys(NEW, OLD):
        assert rotate()["store_casekey.wrapped"].failed == 1
        assert used()["t1"] == {"store_casekey.wrapped", "store_case.secret_index"}
    CaseKey.objects.filter(id=row.id).update(wrapped=was)
    assert isinstance(sent.case, UUID) and city.current().vault.current.id == "t1"


def test_without_the_old_key_what_it_wrapped_says_which_is_missing(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    with keys(NEW):
        assert code_of(lambda: cases.get_status(sent.case, by=towns.holder(sent))) == "vault.unknown_key"


def test_a_case_whose_key_is_gone_does_not_stop_the_others(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    row = CaseKey.objects.get(case_id=sent.case)
    CaseKey.objects.filter(id=row.id).delete()
    with keys(NEW, OLD):
        assert rotate()["store_case.secret_index"].failed >= 1
        check_all_new()
    CaseKey.objects.bulk_create([row])
