"""Parties: what was told once is kept sealed, the newest counts, and what a register says stays."""

from tests import town as towns
from tests.town import Town

from sportello.actions import parties
from sportello.core import interview
from sportello.store.accounts import Party


def test_what_a_party_told_is_known_with_where_and_when(town: Town) -> None:
    by = towns.resident()
    sent = towns.apply(town, "street-defect", by=by, photo=None)
    towns.run_jobs()
    assert by.party
    known = parties.known(by.party)["phone"]
    assert (known.value, known.source, known.told_on) == ("+12145550163", sent.reference, towns.OPENING.date())


def test_what_was_told_last_is_offered_next(town: Town) -> None:
    by = towns.resident()
    for phone in ("+12145550001", "+12145550002"):
        towns.apply(town, "street-defect", by=by, photo=None, phone=phone)
        towns.run_jobs()
    assert by.party and parties.known(by.party)["phone"].value == "+12145550002"


def test_an_application_does_not_speak_for_the_register(town: Town) -> None:
    by = towns.resident(phone="+12145550001")
    towns.apply(town, "street-defect", by=by, photo=None, phone="+12145550002")
    towns.run_jobs()
    assert by.party
    known = parties.known(by.party)["phone"]
    assert (known.value, known.source) == ("+12145550001", interview.REGISTER)


def test_whoever_the_register_knows_has_a_second_certificate_at_once_too(town: Town) -> None:
    by = towns.applicant("residence-certificate", town.example("residence-certificate"))
    outcomes = []
    for _ in range(2):
        outcomes.append(towns.apply(town, "residence-certificate", by=by).outcome)
        towns.run_jobs()
    assert outcomes == ["approve", "approve"]


def test_whoever_has_no_account_is_not_remembered(town: Town) -> None:
    before = Party.objects.count()
    towns.apply(town, "street-defect", photo=None)
    towns.run_jobs()
    assert Party.objects.count() == before


def test_what_a_party_told_lies_sealed_in_the_database(town: Town) -> None:
    by = towns.resident(phone="+12145550142")
    assert b"2145550142" not in bytes(Party.objects.get(id=by.party).sealed)
