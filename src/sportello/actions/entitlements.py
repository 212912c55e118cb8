"""What a party may be entitled to: the city's published policies run over what it knows of them. Nothing is kept.

Only with consent; each service looked at leaves a line that the party sees, one a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sportello.actions import consents, live, parties
from sportello.core import entitlements, interview
from sportello.core.actors import Actor
from sportello.core.entitlements import Assessment, Verdict
from sportello.core.errors import Refused
from sportello.core.interview import Known
from sportello.core.questions import Question
from sportello.core.services import Service
from sportello.store.folder import Computation

ORDER = (Verdict.LIKELY, Verdict.UNKNOWN, Verdict.NOT)
MOST = 200


@dataclass(frozen=True)
class Fit:
    """How a service fits: what its policy may say, from which answers known before, and which were only assumed."""

    service: Service
    found: Assessment
    known: Mapping[str, Known]  # by question id
    assumed: Mapping[str, Any]

    @property
    def missing(self) -> list[Question]:
        """List the questions whose answers would tell more."""
        return [self.service.question(id) for id in self.found.missing]


@dataclass(frozen=True)
class Computed:
    """A look by a program of the city: at which service, why, on which day."""

    service: str
    purpose: str
    day: date


def list_fits(*, by: Actor) -> list[Fit]:
    """List the services that the pack opens to this, the likeliest first.

    Refused `consent.missing` before the party has consented, and as `consents.subject` says.
    """
    party = consents.subject(by)
    if not consents.is_given(consents.ENTITLEMENTS, by=by):
        raise Refused("consent.missing")
    services = [service for service in live.services() if service.entitlements is not None]
    fits = [_fit(service, parties.known(party)) for service in services]
    Computation.objects.bulk_create(
        [
            Computation(party_id=party, service=one.id, purpose=consents.ENTITLEMENTS, day=live.today())
            for one in services
        ],
        ignore_conflicts=True,
    )
    return sorted(fits, key=lambda one: (ORDER.index(one.found.verdict), len(one.found.missing), one.service.id))


def list_computed(*, by: Actor) -> list[Computed]:
    """List the looks of programs at what is known of the party, newest first. Refused as `consents.subject` says."""
    rows = Computation.objects.filter(party=consents.subject(by)).order_by("-day", "service")[:MOST]
    return [Computed(row.service, row.purpose, row.day) for row in rows]


def _fit(service: Service, known: Mapping[str, Known]) -> Fit:
    """Assess a service by what the city knows, and what the pack lets assume where it does not."""
    told = {asked.id: known[asked.once] for asked in service.questions if asked.once and asked.once in known}
    answers = _checked(service, {id: one.value for id, one in told.items()})
    assumed = _checked(service, {id: said for id, said in (service.entitlements or {}).items() if id not in answers})
    confirmed = [id for id, one in told.items() if one.source == interview.REGISTER and id in answers]
    found = entitlements.assess(service, answers | assumed, confirmed, live.today())
    return Fit(service, found, {id: told[id] for id in answers}, assumed)


def _checked(service: Service, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers that still fit their questions, in normal form."""
    return dict(_check_each(service, answers))


def _check_each(service: Service, answers: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for id, value in answers.items():
        try:
            yield id, service.question(id).type.check(value, live.today())
        except Refused:
            continue
