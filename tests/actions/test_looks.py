"""Looks: whoever sees another person's case says why, and that person sees who it was."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import cases, desk, looks
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.core.submissions import Submitted
from sportello.store import dossiers
from sportello.store.cases import Case
from sportello.store.looks import Look


def refer(town: Town) -> tuple[Submitted, Case]:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.run_jobs()
    return sent, Case.objects.get(id=sent.case)


def test_one_line_is_left_for_actor_case_purpose_and_hour(town: Town) -> None:
    sent, case = refer(town)
    first, second = towns.staff("housing"), towns.staff("housing")
    for purpose, by in (("work", first), ("work", first), ("call", first), ("work", second)):
        desk.open_case(case.id, purpose=purpose, by=by)
    assert Look.objects.filter(case=case).count() == 3
    town.clock.at += timedelta(hours=1)
    desk.open_case(case.id, purpose="work", by=first)
    assert Look.objects.filter(case=case).count() == 4
    assert not Look.objects.filter(case=case, hour__minute__gt=0).exists() and sent.case == case.id


def test_ones_own_looks_leave_no_line(town: Town) -> None:
    resident = towns.resident()
    sent = towns.apply(town, "street-defect", by=resident, photo=None)
    case = Case.objects.get(id=sent.case)
    for by in (resident, towns.holder(sent), actors.system()):
        looks.log(case, "", by=by)
    assert not Look.objects.filter(case=case).exists()


@pytest.mark.parametrize("purpose", ["", "curiosity", "WORK"])
def test_without_a_purpose_of_the_list_nothing_is_shown(town: Town, purpose: str) -> None:
    _, case = refer(town)
    assert code_of(lambda: desk.open_case(case.id, purpose=purpose, by=towns.staff("housing"))) == "look.purpose"
    assert not Look.objects.filter(case=case).exists()


def test_the_applicant_sees_team_or_partner_or_client_and_why_newest_first(town: Town) -> None:
    sent, case = refer(town)
    client = Actor(channel="api", client=uuid4())
    Case.objects.filter(id=case.id).update(client=client.client)
    case.refresh_from_db()
    for by, purpose in ((towns.staff("housing"), "work"), (Actor("desk", partner="library"), "work"), (client, "call")):
        looks.log(case, purpose, by=by)
        town.clock.at += timedelta(hours=1)
    seen = [(look.who, look.purpose) for look in cases.get_status(sent.case, by=towns.holder(sent)).looks]
    assert seen == [(client.name, "call"), ("library", "work"), ("housing", "work")]


def test_of_someone_in_several_teams_the_one_that_works_the_case_is_named(town: Town) -> None:
    _, case = refer(town)
    both = towns.staff("housing")
    both = Actor("desk", account=both.account, roles=both.roles | {("business", next(iter(both.roles))[1])})
    looks.log(case, "work", by=both)
    assert looks.list_of(dossiers.read(case))[0].who == "housing"


def test_the_line_names_no_member_of_staff_to_the_applicant(town: Town) -> None:
    _, case = refer(town)
    clerk = towns.staff("housing")
    looks.log(case, "work", by=clerk)
    assert str(clerk.account) not in repr(looks.list_of(dossiers.read(case)))
