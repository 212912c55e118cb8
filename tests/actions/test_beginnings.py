"""Many cases begin together: with as many statements as one, and one that fails alone fails alone."""

from uuid import UUID, uuid4

from tests import town as towns
from tests.town import Town

from sportello.actions import beginnings, city
from sportello.store.cases import Case, Link, Task
from sportello.store.messages import Message
from sportello.store.outbox import Outbox
from sportello.store.record import Event
from sportello.store.statistics import Statistic


def take_in(town: Town, count: int) -> list[UUID]:
    """Take in applications that policy refers to a team, whose steps nobody begins."""
    sent = [towns.apply(town, "rental-assistance", lease=None, **towns.newcomer()).case for _ in range(count)]
    Outbox.objects.filter(case_id__in=sent).delete()
    return sent


def begun(cases: list[UUID]) -> set[UUID]:
    return set(Task.objects.filter(case_id__in=cases, status="waiting").values_list("case_id", flat=True))


def test_five_cases_begin_with_the_statements_of_one(town: Town) -> None:
    one, *five = take_in(town, 6)
    counts = [towns.count_statements(lambda cases=cases: beginnings.begin_each(cases)) for cases in ([one], five)]
    assert counts[0] == counts[1] <= 12
    assert begun([one, *five]) == {one, *five}


def test_each_case_gets_all_that_is_its_own(town: Town) -> None:
    cases, before = take_in(town, 3), Statistic.objects.count()
    beginnings.begin_each(cases)
    assert Statistic.objects.count() == before + 3
    for case in cases:
        assert [told.kind for told in Message.objects.filter(case_id=case)] == ["received"]
        assert Case.objects.get(id=case).status == "open"


def test_doing_it_again_changes_nothing_and_a_case_that_is_gone_is_passed_over(town: Town) -> None:
    cases = take_in(town, 2)
    for _ in range(2):
        assert beginnings.begin_each([*cases, uuid4()]) == {}
    assert Message.objects.filter(case_id__in=cases).count() == 2


def test_a_case_that_cannot_be_opened_fails_alone(town: Town) -> None:
    cases = take_in(town, 3)
    with towns.damaged(cases[1]):
        assert set(beginnings.begin_each(cases)) == {cases[1]}
    assert begun(cases) == {cases[0], cases[2]}
    assert not Link.objects.filter(case_id=cases[1]).exists()
    assert not Message.objects.filter(case_id=cases[1]).exists()


def test_a_case_whose_rows_cannot_be_written_fails_alone(town: Town) -> None:
    cases = take_in(town, 3)
    _open_first_step(cases[1])
    failed = beginnings.begin_each(cases)
    assert {case: type(error).__name__ for case, error in failed.items()} == {cases[1]: "UniqueViolation"}
    assert begun(cases) == set(cases) and Message.objects.filter(case_id__in=cases).count() == 2
    assert Case.objects.get(id=cases[1]).journey is None


def test_duplicates_that_begin_together_see_each_other(town: Town) -> None:
    home = {"line": f"{uuid4().hex} Street", "postcode": "00101", "place": "old-town"}
    pair = [towns.apply(town, "device-loan", home=home).case for _ in range(2)]
    Outbox.objects.filter(case_id__in=pair).delete()
    beginnings.begin_each(pair)
    assert set(Link.objects.filter(case_id__in=pair, kind="duplicate").values_list("case_id", "other_id")) == {
        (pair[0], pair[1]),
        (pair[1], pair[0]),
    }
    assert set(Task.objects.filter(case_id__in=pair).values_list("kind", flat=True)) == {"review"}


def test_a_case_that_ends_at_once_says_so_in_the_record(town: Town) -> None:
    cases = [towns.apply(town, "rental-assistance", **towns.newcomer()).case for _ in range(2)]
    Outbox.objects.filter(case_id__in=cases).delete()
    beginnings.begin_each(cases)
    assert set(Case.objects.filter(id__in=cases).values_list("status", "outcome")) == {("closed", "approve")}
    assert Event.objects.filter(case_id__in=cases, kind="case.closed").count() == 2


def _open_first_step(case: UUID) -> None:
    """Have a task where the first step will open one, as no database lets happen twice."""
    row, now = Case.objects.get(id=case), city.now()
    Task.objects.create(
        id=city.new_id(),
        case=row,
        service=row.service,
        path="1",
        kind="review",
        team="housing",
        status="waiting",
        details={},
        opened_at=now,
        due_at=now,
    )
