"""Two people apply together: the applicant invites, whoever has the code says yes for themselves, both are told.

Nobody becomes a party to a case without their own yes. The invitation may be taken back until it is accepted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sportello.actions import access, answers, city, journeys, live, notices, parties, record, sealing
from sportello.core import intake, parts, references
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.mandates import Kind
from sportello.core.services import Service
from sportello.core.texts import say
from sportello.store.cases import Case, Invitation
from sportello.store.mandates import Mandate

ANSWER_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Invited:
    """The code for the other to type, shown once, and until when."""

    code: str
    answer_by: datetime


@dataclass(frozen=True)
class Offer:
    """What somebody is invited to: which service, by whom. No more is told before they accept."""

    service: Service
    name: str
    answer_by: datetime


@dataclass(frozen=True)
class Standing:
    """How joining stands: the name of the `other` who applied together with the actor; until when one is invited.

    `may` has `invite` and `take_back`.
    """

    other: str | None = None
    answer_by: datetime | None = None
    may: frozenset[Literal["invite", "take_back"]] = frozenset()


@dataclass(frozen=True)
class Applicant:
    """One of two applicants as staff see them: the name of who signed in as it, empty where nobody is there."""

    about: str
    name: str
    is_erased: bool


def invite(case_id: UUID, *, by: Actor) -> Invited:
    """Invite whoever gets the code to join the case; a code given before holds no more.

    By the applicant in person, signed in. Refused `case.not_found`, `access.not_yours`, `joint.not_possible`,
    `case.closed`.
    """
    with transaction.atomic():
        case = _get_own(case_id, by)
        access.check_open(case)
        if not _may_invite(case):
            raise Refused("joint.not_possible")
        code = references.new_code(city.current().random(references.RANDOM_BYTES))
        answer_by = city.now() + ANSWER_WITHIN
        told = {"code_index": sealing.index("invitation", code), "answer_by": answer_by}
        Invitation.objects.update_or_create(case=case, defaults=told)
        record.append("case.invited", by=by, case=case)
    return Invited(code, answer_by)


def take_back(case_id: UUID, *, by: Actor) -> None:
    """Take the invitation back, which nobody has accepted. Refused as `invite` says; there need not be one."""
    with transaction.atomic():
        case = _get_own(case_id, by)
        if Invitation.objects.filter(case=case).delete()[0]:
            record.append("case.invitation_taken_back", by=by, case=case)


def read_offer(code: str, *, by: Actor) -> Offer:
    """Show to who has the code what they are invited to. Refused `joint.sign_in`, `joint.not_found`, `case.closed`."""
    case = _find(code, by)
    access.check_open(case)
    return Offer(live.edition(case.edition), parties.name_of(case.party_id), case.invitation.answer_by)


def accept(code: str, *, by: Actor) -> UUID:
    """Join the case as its co-applicant, and give its id: from here on its key is wrapped for both.

    Refused as `read_offer` says, and `joint.own` for the applicant, `joint.child` for who is represented by a parent,
    `case.closed`, `assurance.too_low`, `joint.not_possible`.
    """
    with transaction.atomic():
        case = journeys.lock(_find(code, by).id)
        _find(code, by)  # while waiting, it may have been taken back, and another given
        _check_may_join(case, by)
        key, at_home = sealing.case_key(case), city.current()
        case.keys.create(party_id=by.party, wrapped=at_home.vault.wrap(key, case.id, by.party, at_home.random))
        case.co_party_id = by.party
        case.save(update_fields=["co_party"])
        Invitation.objects.filter(case=case).delete()
        record.append("case.joined", by=by, case=case)
        _tell(case)
    return case.id


def standing(case: Case, *, by: Actor) -> Standing:
    """Tell an applicant, whom the caller knows to be asking, how joining stands. Two know each other's name."""
    service = live.edition(case.edition)
    if not service.co_applicant or by.subject is None:
        return Standing()
    others = [party for party in access.list_parties(case) if party != by.subject]
    if others:
        return Standing(other=parties.name_of(others[0]))
    if by.mandate is not None or case.status == "closed" or not _may_invite(case):
        return Standing()
    found = Invitation.objects.filter(case=case, answer_by__gt=city.now()).first()
    return (
        Standing(answer_by=found.answer_by, may=frozenset({"take_back"}))
        if found
        else Standing(may=frozenset({"invite"}))
    )


def list_applicants(case: Case) -> list[Applicant]:
    """List the applicants of a case that two may make together; the caller has checked who looks."""
    if not live.edition(case.edition).co_applicant:
        return []
    sides, erased = zip(parts.ABOUT, (case.party_id, case.co_party_id), strict=True), answers.list_erased(case)
    return [Applicant(about, parties.name_of(party), about in erased) for about, party in sides]


def list_denied(case: Case, by: Actor) -> set[str]:
    """List what the actor may not do with the case though applicants may.

    Who joined does not withdraw it for both, while there are two; what is partly erased cannot be decided again.
    """
    denied = {"withdraw"} if _joined(case, by) else set()
    return denied | ({"reopen"} if answers.list_erased(case) else set())


def check_may_withdraw(case: Case, by: Actor) -> None:
    """Refuse `joint.withdraw` to who joined the case, while the applicant is in it."""
    if _joined(case, by):
        raise Refused("joint.withdraw")


def _joined(case: Case, by: Actor) -> bool:
    return case.party_id is not None and case.co_party_id is not None and by.subject == case.co_party_id


def _get_own(case_id: UUID, by: Actor) -> Case:
    case = journeys.lock(case_id)
    if by.mandate is not None or by.party is None or by.party != case.party_id:
        raise Refused("access.not_yours")
    return case


def _may_invite(case: Case) -> bool:
    """Tell whether somebody may join: the service takes two, nobody has joined, and nothing of it is erased."""
    is_free = live.edition(case.edition).co_applicant and not access.is_joint(case)
    return bool(is_free and not answers.list_erased(case))


def _find(code: str, by: Actor) -> Case:
    if by.party is None or by.mandate is not None:
        raise Refused("joint.sign_in")
    found = Case.objects.select_related("invitation").filter(
        invitation__code_index__in=sealing.search_code("invitation", code), invitation__answer_by__gt=city.now()
    )
    case = found.first()
    if case is None:
        raise Refused("joint.not_found")
    return case


def _check_may_join(case: Case, by: Actor) -> None:
    if by.party == case.party_id:
        raise Refused("joint.own")
    today = live.today()
    held = Mandate.objects.filter(Q(ends=None) | Q(ends__gte=today), giver=by.party, kind=Kind.PARENT, revoked_at=None)
    if held.exists():
        raise Refused("joint.child")
    access.check_open(case)
    intake.check_assurance(live.edition(case.edition), by)
    if not _may_invite(case) or case.party_id is None:
        raise Refused("joint.not_possible")


def _tell(case: Case) -> None:
    """Tell both, each with the other's name."""
    service = say(live.edition(case.edition).names, case.language)
    told = {"service": service, "reference": case.reference, "page": f"{city.current().base_url}/cases/{case.id}"}
    applicant, joined = access.list_parties(case)
    notices.tell(applicant, "joint_joined", name=parties.name_of(joined), **told)
    notices.tell(joined, "joint_accepted", name=parties.name_of(applicant), **told)
