"""Figures without people: coarsened answers kept apart, under an id that leads nowhere."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sportello.actions import city, live
from sportello.core.services import Service
from sportello.store.cases import Case
from sportello.store.statistics import Statistic


def keep(case: Case, service: Service, answers: Mapping[str, Any]) -> None:
    """Keep the coarse form of the answers that the service marks for statistics, with month and policy outcome."""
    marked = [question for question in service.questions if question.statistics and question.id in answers]
    Statistic.objects.create(
        id=UUID(bytes=city.current().random(16), version=4),
        service=service.id,
        month=live.local(case.submitted_at).date().replace(day=1),
        outcome=case.outcome,
        answers={question.id: question.type.coarse(answers[question.id]) for question in marked},
    )
