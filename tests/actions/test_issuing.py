"""Several documents made together: one that cannot be made does not hold up the others."""

from datetime import datetime
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from tests import town as towns
from tests.town import Town

from sportello.actions import beginnings, city, issuing
from sportello.core.errors import Refused
from sportello.integrations import fakes
from sportello.integrations.typst import TypstTypesetter
from sportello.store.cases import Case, Task
from sportello.store.documents import Document
from sportello.store.outbox import Outbox
from sportello.store.record import Event


class Choosy(fakes.FakeTypesetter):
    """A typesetter that cannot write one reference."""

    def __init__(self, refused: str) -> None:
        self._refused = refused

    def render_pdf(self, sources: Any, data: Any, *, made_at: datetime) -> bytes:
        if data["reference"] == self._refused:
            raise Refused("document.template", reason="that one")
        return super().render_pdf(sources, data, made_at=made_at)


def approve(town: Town, count: int) -> list[issuing.Wanted]:
    """Approve applications whose letters nobody has made yet."""
    cases = [towns.apply(town, "rental-assistance", **towns.newcomer()).case for _ in range(count)]
    Outbox.objects.filter(case_id__in=cases).delete()
    with towns.with_parts(jobs=towns.NoJobs()):
        assert beginnings.begin_each(cases) == {}
    return [(case, "2") for case in cases]


def made(wanted: list[issuing.Wanted]) -> set[UUID]:
    return set(Document.objects.filter(case_id__in=[case for case, _ in wanted]).values_list("case_id", flat=True))


def test_four_are_made_with_the_statements_of_one(town: Town) -> None:
    one, *four = approve(town, 5)
    with towns.with_parts(typesetter=fakes.FakeTypesetter(), pdf_signer=fakes.FakeSigner()):
        counts = [towns.count_statements(lambda some=some: issuing.issue_each(some)) for some in ([one], four)]
    assert counts[0] == counts[1] < 12
    assert Event.objects.filter(case_id__in=[case for case, _ in four], kind="document.issued").count() == 4


def test_one_that_fails_leaves_the_others_made_and_is_told(town: Town) -> None:
    wanted = approve(town, 3)
    reference = Case.objects.get(id=wanted[1][0]).reference
    with towns.with_parts(typesetter=Choosy(reference), pdf_signer=fakes.FakeSigner()):
        failed = issuing.issue_each(wanted)
    assert set(failed) == {wanted[1]}
    assert made(wanted) == {wanted[0][0], wanted[2][0]}


def test_asked_for_twice_or_of_a_case_that_is_gone_no_more_are_made(town: Town) -> None:
    wanted = approve(town, 2)
    with towns.with_parts(typesetter=fakes.FakeTypesetter(), pdf_signer=fakes.FakeSigner()):
        assert issuing.issue_each([*wanted, *wanted, (uuid4(), "2")]) == {}
        assert issuing.issue_each(wanted) == {}
    assert Document.objects.filter(case_id__in=[case for case, _ in wanted]).count() == 2


def test_a_rehearsal_is_signed_and_kept_nowhere(town: Town) -> None:
    signer = fakes.FakeSigner()
    with towns.with_parts(typesetter=TypstTypesetter(), pdf_signer=signer), patch.object(signer, "sign") as sign:
        assert towns.count_statements(issuing.rehearse) == 0
    assert sign.call_args.args[0].startswith(b"%PDF")


def test_a_worker_killed_amid_several_leaves_none_half_made_and_the_next_makes_each_once(town: Town) -> None:
    wanted = approve(town, 3)

    class Killed(fakes.FakeSigner):
        signed = 0

        def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
            self.signed += 1
            if self.signed == 3:
                raise SystemExit
            return super().sign(pdf, reason=reason, at=at)

    with towns.with_parts(typesetter=fakes.FakeTypesetter(), pdf_signer=Killed()):
        try:
            issuing.issue_each(wanted)
        except SystemExit:
            assert made(wanted) == set()
        issuing.issue_each(wanted)
    assert made(wanted) == {case for case, _ in wanted}
    assert Document.objects.filter(case_id__in=made(wanted)).count() == 3


def test_only_what_was_made_is_taken_off_peoples_hands(town: Town) -> None:
    wanted = approve(town, 2)
    for case, path in wanted:
        issuing.delay(case, path, "document.template")
    reference = Case.objects.get(id=wanted[0][0]).reference
    with towns.with_parts(typesetter=Choosy(reference), pdf_signer=fakes.FakeSigner()):
        issuing.issue_each(wanted)
    tasks = Task.objects.filter(case_id__in=[case for case, _ in wanted], kind="document")
    assert dict(tasks.values_list("case_id", "status")) == {wanted[0][0]: "waiting", wanted[1][0]: "done"}
    assert city.current().files.read(f"documents/{Document.objects.get(case_id=wanted[1][0]).id}")
