"""Packs that say real programmes agree with their worked cases (docs/real-policy.md); -s prints the figures."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import pytest
from tests.packs.real import agreement
from tests.packs.real.agreement import Programme
from tests.packs.real.hud_cases import HUD, WITHOUT_LOCAL_FIGURES
from tests.packs.real.local_cases import CASH_AID, CREDIT, RIDES, TAX_RELIEF, answer_cash_aid

from sportello.packs import checking

PROGRAMMES = [HUD, CASH_AID, CREDIT, TAX_RELIEF, RIDES]
needs_cases = pytest.mark.skipif(
    not agreement.FOLDER.is_dir(),
    reason=f"no worked cases: {agreement.FOLDER} is not there (SPORTELLO_TEST_DATA names another folder)",
)
each_programme = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.service)


@pytest.mark.parametrize("pack", sorted({programme.pack for programme in PROGRAMMES}))
def test_a_real_programme_is_a_good_pack(pack: str):
    assert checking.check(agreement.PACKS / pack) == []


def list_differing(programme: Programme, changed: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """List the cases that do not agree, each with what differs; changed parameters take the place of the pack's."""
    service = agreement.build(programme, changed)
    cases = agreement.list_cases(programme)
    assert len(cases) == programme.count
    found = ((case, agreement.list_differences(programme, service, case)) for case in cases)
    return [f"{case.file} {case.number}: {'; '.join(differences)}" for case, differences in found if differences]


def report(programme: Programme, what: str, differing: list[str]) -> None:
    """Print a figure of docs/real-policy.md."""
    agreeing = programme.count - len(differing)
    print(f"\n{programme.pack} {programme.service}: {agreeing} of {programme.count} worked cases agree{what}")  # noqa: T201 - it is to be read


@needs_cases
@each_programme
def test_a_real_programme_agrees_with_its_worked_cases(programme: Programme):
    differing = list_differing(programme)
    report(programme, "", differing)
    assert differing == []


@needs_cases
def test_without_local_schedules_just_the_cases_about_them_differ():
    """Nobody but these cases tells some figures of local agencies, so their agreement proves the rule alone."""
    differing = list_differing(HUD, WITHOUT_LOCAL_FIGURES)
    report(HUD, " without the figures that only the cases tell", differing)
    about = ("hud/hud_utility_allowance.yaml", "hud/hud_minimum_rent.yaml", "hud/integration.yaml")
    assert len(differing) == 14
    assert all(case.startswith(about) for case in differing)


@needs_cases
def test_without_the_decisions_of_other_programmes_the_cases_that_hang_on_them_differ():
    """A service cannot ask what another one decided: who receives SSI or CAPI must be asked of the resident."""
    alone = replace(CASH_AID, answer=partial(answer_cash_aid, aged_supplemented=False))
    differing = list_differing(alone)
    report(alone, " without the answer who receives SSI or CAPI", differing)
    assert len(differing) == 10
