"""Two people apply together: what each can read is what the table says, whatever happens in whatever order.

The table: each of the two reads what both share and what is about themselves; before the second has joined, the
applicant reads all. Staff read all that is not erased. Whoever is erased, or was never in it, reads nothing; the code
of a case that two made together opens nothing. Who acts under a mandate reads what its giver does.
"""

import json
import secrets
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import (
    cases,
    city,
    claiming,
    desk,
    erasing,
    exports,
    folder,
    inquiries,
    intake,
    joining,
    journeys,
    live,
    messages,
    own_cases,
    parties,
    record,
    replays,
    representatives,
    rotation,
    sealing,
    tasks,
    verification,
)
from sportello.actions.replays import Verdict
from sportello.core import actors, vault
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.submissions import Submitted
from sportello.integrations import fakes
from sportello.store.cases import Case, CaseKey, Draft, Invitation, OwnAnswers
from sportello.store.messages import Batch, Message

SERVICE = "device-loan"
SHARED, ANA, BEN = "household_size", "guardian", "co_guardian"
KEYS = {"t1": b"1" * 32}


def apply(town: Town, by: Actor, *, number: int = 2) -> Submitted:
    """Send in Ana's application; by its number in the examples it is approved (0), or waits for a clerk (2)."""
    name = secrets.token_hex(4).translate(str.maketrans("0123456789", "ghijklmnop")).title()
    sent = towns.apply(
        town,
        SERVICE,
        number=number,
        by=by,
        guardian={"given_name": "Ana", "family_name": name},
        co_guardian={"given_name": "Ben", "family_name": name},
        home={"line": f"1 {name} Street", "postcode": "00101", "place": "old-town"},
        income_proof=None,
    )
    towns.run_jobs()
    return sent


def join(case: UUID, ana: Actor, ben: Actor) -> None:
    joining.accept(joining.invite(case, by=ana).code, by=ben)


@pytest.fixture
def ana(town: Town) -> Actor:
    return towns.resident()


@pytest.fixture
def ben(town: Town) -> Actor:
    return towns.resident()


@dataclass
class Model:
    """What should be so of Ana's case, which Ben may join; and what is listed as erased outside the database."""

    exists: bool = True
    joined: bool = False
    closed: bool = False
    parties: frozenset[str] = frozenset({ANA})
    parts: frozenset[str] = frozenset({ANA, BEN})
    erased: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def erase(self, who: str) -> None:
        parts = self.parts & {who} if len(self.parties) == 2 else frozenset[str]()
        self.erased.append((who, parts))
        self.forget(who, parts)

    def forget(self, who: str, parts: frozenset[str]) -> None:
        self.parts -= parts
        if who in self.parties:
            self.parts -= {who} if len(self.parties) == 2 else set()
            self.parties -= {who}
            self.joined = self.joined and who != BEN
            self.exists = self.exists and bool(self.parties)

    def reads(self, who: str) -> set[str]:
        """Give what somebody reads; nothing at all where they are refused."""
        if not self.exists:
            return set()
        if who == "staff":
            return {SHARED, *self.parts}
        if who == "code":
            return set() if self.joined else self.reads(ANA)
        if who not in self.parties:
            return set()
        return {SHARED, *(self.parts & ({who} if self.joined else {ANA, BEN}))}


class Household:
    """Ana and Ben, the city's clerk, a stranger, and who acts for each of the two: what they do, and what they read."""

    def __init__(self, case: UUID, ana: Actor, ben: Actor) -> None:
        self.case, self.model, self.saved = case, Model(), []
        self.people = {ANA: ana, BEN: ben}
        self.helpers = {
            who: replace(towns.resident(), on_behalf_of=one.party, mandate=uuid4()) for who, one in self.people.items()
        }
        self.lead, self.stranger = towns.staff("digital", Role.LEAD), towns.resident()
        self.code = Actor("web", holds=frozenset({case}))
        self.keys = dict(KEYS)

    def join(self) -> None:
        if BEN in dict(self.model.erased):
            return  # he cannot sign in any more
        able = self.model.parties == {ANA} and not self.model.closed and len(self.model.parts) == 2
        assert self.tries(lambda: join(self.case, self.people[ANA], self.people[BEN])) == able
        if able:
            self.model.joined, self.model.parties = True, frozenset({ANA, BEN})

    def answer(self) -> None:
        if self.model.closed or not self.model.exists:
            return
        task = towns.open_task(self.case)
        if task.taken_by_id is None:
            tasks.take(task.id, by=self.lead)
        inquiries.ask(task.id, "Which grade?", by=self.lead)
        [*_, asked] = desk.open_case(self.case, purpose="work", by=self.lead).inquiries
        for who in (BEN, ANA):
            done = self.tries(lambda who=who: inquiries.answer(asked.id, f"{who} says", by=self.people[who]))
            assert done == (who in self.model.parties and (who == BEN or BEN not in self.model.parties))

    def decide(self) -> None:
        if self.model.closed or not self.model.exists:
            return
        task = towns.open_task(self.case)
        towns.rule(task, "deny", "income_too_high", by=self.lead)
        self.model.closed = True

    def erase(self, who: str) -> None:
        party = self.people[who].party
        if not self.model.closed and who in self.model.parties:
            assert code_of(lambda: erasing.erase_party(party, by=self.people[who])) == "party.open_cases"
        elif parties.Party.objects.filter(id=party).exists():
            erasing.erase_party(party, by=self.people[who])
            self.model.erase(who)

    def save(self) -> None:
        """Make a backup, so to speak."""
        now = replace(self.model, erased=[])
        self.saved.append((transaction.savepoint(), now, len(self.model.erased)))

    def restore(self) -> None:
        """Go back to a backup; what was erased since is listed outside, and erased again."""
        if not self.saved:
            return
        point, then, known = self.saved.pop()
        transaction.savepoint_rollback(point)
        listed, self.model = self.model.erased, then
        self.model.erased = listed
        erasing.replay(city.now() - timedelta(hours=2))
        for who, parts in listed[known:]:
            self.model.forget(who, parts)

    def rotate(self) -> None:
        """Bring what is theirs under a new master key."""
        self.keys = {f"r{secrets.token_hex(3)}": secrets.token_bytes(32), **self.keys}
        usual = city.current()
        city._installed[:] = [replace(usual, vault=vault.make_vault(self.keys))]
        of = {Case: {"id": self.case}, CaseKey: {"case": self.case}, OwnAnswers: {"case": self.case}}
        for renewal in rotation.RENEWALS:
            for row in renewal.table.objects.filter(**of.get(renewal.table, {"pk__in": []})):
                if getattr(row, renewal.column):
                    renewal.renew(row)
                    row.save()

    def tries(self, deed: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                deed()
        except Refused:
            return False
        return True

    def check(self) -> None:
        for who, by in self.people.items():
            assert self.read(by) == self.read(self.helpers[who]) == self.model.reads(who), who
            if by.party and parties.Party.objects.filter(id=by.party).exists():
                listed = [one.id for one in own_cases.list_mine(by=by)]
                assert (self.case in listed) == bool(self.model.reads(who))
        assert self.read(self.stranger) == set()
        assert self.read(self.code) == self.model.reads("code")
        assert self.read_as_staff() == self.model.reads("staff")
        self.check_proof()

    def check_proof(self) -> None:
        case = Case.objects.filter(id=self.case).first()
        if case is None:
            return
        verdicts = {one.path: one.verdict for one in replays.replay([case.reference])}
        whole = self.model.parts == {ANA, BEN}
        assert verdicts.pop("") is (Verdict.EQUAL if whole else Verdict.NOT_RECOMPUTABLE)
        assert set(verdicts.values()) <= {Verdict.EQUAL}

    def read(self, by: Actor) -> set[str]:
        try:
            return {SHARED, ANA, BEN} & cases.get_status(self.case, by=by).answers.keys()
        except Refused:
            return set()

    def read_as_staff(self) -> set[str]:
        try:
            return {SHARED, ANA, BEN} & desk.open_case(self.case, purpose="work", by=self.lead).answers.keys()
        except Refused:
            return set()


@contextmanager
def a_world_of_its_own() -> Iterator[None]:
    """Undo all that is done, and keep what is stored outside the database apart."""
    usual = city.current()
    with towns.with_parts(files=fakes.FakeStorage()), transaction.atomic():
        yield
        transaction.set_rollback(True)
    city._installed[:] = [usual]


def verify(case: UUID) -> None:
    record.seal_all()
    told: list[str] = []
    verification.verify(told.append)
    assert not [one for one in told if str(case) in one]


@pytest.mark.parametrize("seed", range(8))
def test_each_reads_what_the_table_says_in_whatever_order_things_happen(
    town: Town, ana: Actor, ben: Actor, seed: int
) -> None:
    chance, sent = Random(seed), apply(town, ana)
    with a_world_of_its_own():
        home = Household(sent.case, ana, ben)
        home.check()
        deeds: list[Any] = [home.join, home.join, home.answer, home.decide, home.save, home.restore, home.rotate]
        deeds += [lambda: home.erase(ANA), lambda: home.erase(BEN)]
        for _ in range(9):
            chance.choice(deeds)()
            home.check()
        verify(sent.case)


def test_nobody_joins_without_their_own_yes_and_both_are_told(town: Town, ana: Actor, ben: Actor) -> None:
    sent = apply(town, ana)
    code = joining.invite(sent.case, by=ana).code
    offer = joining.read_offer(code, by=ben)
    assert (offer.service.id, offer.name) == (SERVICE, "A resident") and Case.objects.get(id=sent.case).co_party is None
    assert joining.accept(code, by=ben) == sent.case
    for by, kind in ((ana, "A resident applies with you"), (ben, "you apply with A resident")):
        assert any(kind in letter.told.subject for letter in folder.list_letters(by=by))
    assert code_of(lambda: joining.accept(code, by=towns.resident())) == "joint.not_found"
    assert [one.party_id for one in CaseKey.objects.filter(case=sent.case).order_by("id")] == [ana.party, ben.party]


def test_an_invitation_is_taken_back_made_anew_and_runs_out(town: Town, ana: Actor, ben: Actor) -> None:
    case = apply(town, ana).case
    first = joining.invite(case, by=ana).code
    joining.take_back(case, by=ana)
    assert code_of(lambda: joining.read_offer(first, by=ben)) == "joint.not_found"
    second, third = joining.invite(case, by=ana).code, joining.invite(case, by=ana).code
    assert code_of(lambda: joining.accept(second, by=ben)) == "joint.not_found"
    town.clock.at += joining.ANSWER_WITHIN
    assert code_of(lambda: joining.accept(third, by=ben)) == "joint.not_found"
    assert cases.get_status(case, by=ana).joint.may == {"invite"} and Invitation.objects.filter(case=case).exists()


def test_a_code_taken_back_while_its_holder_waits_for_the_case_is_none(
    town: Town, ana: Actor, ben: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = apply(town, ana).case
    first, lock = joining.invite(case, by=ana).code, journeys.lock

    def invite_another_first(id: UUID) -> Case:
        monkeypatch.setattr(journeys, "lock", lock)
        joining.invite(id, by=ana)
        return lock(id)

    monkeypatch.setattr(journeys, "lock", invite_another_first)
    assert code_of(lambda: joining.accept(first, by=ben)) == "joint.not_found"
    assert Case.objects.get(id=case).co_party_id is None


def test_only_the_applicant_in_person_invites(town: Town, ana: Actor, ben: Actor) -> None:
    case = apply(town, ana).case
    helper = replace(ben, on_behalf_of=ana.party, mandate=uuid4())
    for by in (ben, helper, towns.stranger(), towns.staff("digital", Role.LEAD), actors.system()):
        assert code_of(lambda by=by: joining.invite(case, by=by)) == "access.not_yours"
        assert code_of(lambda by=by: joining.take_back(case, by=by)) == "access.not_yours"
    join(case, ana, ben)
    assert code_of(lambda: joining.invite(case, by=ana)) == "joint.not_possible"
    assert code_of(lambda: joining.invite(case, by=ben)) == "access.not_yours"


def test_who_may_not_join(town: Town, ana: Actor, ben: Actor) -> None:
    code = joining.invite(apply(town, ana).case, by=ana).code
    assert code_of(lambda: joining.accept(code, by=towns.stranger())) == "joint.sign_in"
    assert code_of(lambda: joining.accept(code, by=replace(ben, mandate=uuid4()))) == "joint.sign_in"
    assert code_of(lambda: joining.accept(code, by=ana)) == "joint.own"
    assert ana.party and ben.party
    representatives.add_child(ben.party, ana.party, live.today(), by=actors.system())
    assert code_of(lambda: joining.accept(code, by=ben)) == "joint.child"


def test_the_code_of_the_receipt_opens_it_no_more(town: Town, ana: Actor, ben: Actor) -> None:
    sent = apply(town, ana)
    assert cases.unlock(sent.reference, sent.secret) == sent.case
    join(sent.case, ana, ben)
    assert code_of(lambda: cases.unlock(sent.reference, sent.secret)) == "case.not_found"
    held = Actor("web", holds=frozenset({sent.case}))
    assert code_of(lambda: cases.get_status(sent.case, by=held)) == "access.not_yours"
    assert code_of(lambda: claiming.claim_case(sent.case, by=replace(ben, holds=held.holds))) == "access.not_yours"
    for by in (ana, ben):
        assert intake.get_receipt(sent.case, by=by).secret == ""
        assert not any(f"/track/{sent.reference}" in one.body for one in cases.get_status(sent.case, by=by).messages)


def test_who_joined_does_not_withdraw_it_for_both_and_hears_of_news(town: Town, ana: Actor, ben: Actor) -> None:
    case = apply(town, ana).case
    join(case, ana, ben)
    assert "withdraw" not in cases.get_status(case, by=ben).may and "withdraw" in cases.get_status(case, by=ana).may
    assert code_of(lambda: cases.withdraw(case, by=ben)) == "joint.withdraw"
    towns.rule(towns.open_task(case), "deny", "income_too_high")
    assert any("news of" in told.subject for told in messages.list_of_party(ben.party or uuid4(), by=ben))


def test_mail_goes_to_no_address_of_whoever_may_join(town: Town) -> None:
    sent = towns.apply(town, SERVICE, number=2, income_proof=None, email="a.household@example.org", by=None)
    case, service = Case.objects.get(id=sent.case), live.service(SERVICE)
    of_other = tuple(replace(one, about="co_applicant") if one.id == "email" else one for one in service.questions)
    told = []
    for asked in (service, replace(service, questions=of_other)):
        messages.write_notice(case, asked, sealing.case_key(case), "asked")
        told.append(Message.objects.filter(case=case).latest("id").channel)
    assert told[0] == "email" and told[1] != "email"


def test_each_takes_along_what_is_shared_and_their_own(town: Town, ana: Actor, ben: Actor) -> None:
    case = apply(town, ana).case
    join(case, ana, ben)
    for by, own, others in ((ana, ANA, BEN), (ben, BEN, ANA)):
        with exports.write("en", by=by) as written, zipfile.ZipFile(written) as archive:
            [told] = json.loads(archive.read("data.json"))["cases"]
        assert {SHARED, own} <= told["answers"].keys() and others not in told["answers"]


def test_what_is_erased_is_in_no_row_and_found_by_nothing(town: Town, ana: Actor, ben: Actor) -> None:
    sent = apply(town, ana)
    join(sent.case, ana, ben)
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high")
    before = Case.objects.get(id=sent.case)
    erasing.erase_party(ben.party or uuid4(), by=ben)
    row, after = OwnAnswers.objects.get(case=sent.case, about="co_applicant"), Case.objects.get(id=sent.case)
    assert row.sealed is None and row.wrapped_key is None and len(after.finds) < len(before.finds)
    assert not Draft.objects.filter(case=sent.case).exists() and after.co_party_id is None
    told = next(iter(replays.replay([sent.reference])))
    assert told.verdict is Verdict.NOT_RECOMPUTABLE and "erased" in told.why[0]
    verify(sent.case)


def test_what_told_whoever_left_says_no_more_where_they_live_and_goes_nowhere(
    town: Town, ana: Actor, ben: Actor
) -> None:
    sent = apply(town, ana)
    join(sent.case, ana, ben)
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high")
    case = Case.objects.get(id=sent.case)
    key = sealing.case_key(case)
    said = {"subject": "News", "body": "There is news.", "address": "Ana\n1 Moon Street", "contact": None}
    batch = Batch.objects.create(id=city.new_id(), made_at=city.now())
    for at in (None, city.now()):
        id = city.new_id()
        facts = {"kind": "decided", "language": "en", "channel": "letter", "written_at": city.now(), "sent_at": at}
        sealed = sealing.seal_json(key, id, "message", said)
        Message.objects.create(id=id, case=case, sealed=sealed, batch=batch, reference="R", **facts)
    erasing.erase_party(ana.party or uuid4(), by=ana)
    left = Message.objects.filter(case=case)
    assert {messages.content_of(one, key)["address"] for one in left} == {None}
    assert left.filter(batch=batch).get().sent_at and not left.filter(sent_at=None).exclude(channel="page").exists()
    assert messages.content_of(left.filter(batch=batch).get(), key)["body"] == said["body"]


def test_an_altered_part_is_told_from_an_erased_one(town: Town, ana: Actor) -> None:
    sent = apply(town, ana)
    own = OwnAnswers.objects.get(case=sent.case, about="co_applicant")
    part = {**sealing.open_json(sealing.own_key(own), own.id, "own", own.sealed), "salt": "00" * 32}
    own.sealed = sealing.seal_json(sealing.own_key(own), own.id, "own", part)
    own.save()
    told = next(iter(replays.replay([sent.reference])))
    assert told.verdict is Verdict.DIFFERENT and "own.co_applicant" in told.why[0]


def test_a_service_that_nobody_joins_keeps_nothing_apart(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    assert not OwnAnswers.objects.filter(case=sent.case).exists()
