"""A whole application from what the city knows already, so that one press is enough. Knows no channel, no clock."""

from collections.abc import Mapping
from datetime import date

from sportello.core import applications, interview
from sportello.core.interview import Draft, Known
from sportello.core.services import Service


def fill(service: Service, known: Mapping[str, Known], today: date) -> Draft:
    """Give the draft with every answer that is known, or that pressing says (`at_once`), up to the first that is not.

    What may be left empty is, but for what the city might know and does not: only the applicant can say that.
    """
    draft = Draft()
    while ask := interview.next_question(service, draft):
        offers = {offer.path: offer.value for offer in interview.prefill(service, draft, known, today)}
        value = offers.get(ask.path, (service.at_once or {}).get(ask.path))
        if value is None and (ask.question.once or not ask.question.optional):
            return draft
        draft = interview.answer(service, draft, ask.path, value, today)
    return draft


def decide(service: Service, draft: Draft, known: Mapping[str, Known], today: date) -> str | None:
    """Tell how a filled draft would be decided if it were sent today; None while a question is left."""
    if interview.next_question(service, draft) is not None:
        return None
    application = applications.check(service, interview.application(service, draft), today)
    facts = applications.facts(application, interview.confirmed(service, application.answers, known))
    return service.policy.decide(facts, today).outcome
