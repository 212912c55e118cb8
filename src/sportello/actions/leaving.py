"""Leaving a case that two made together, by being erased: what was one's own goes, the case is the other's alone.

What is left of the part is that there was one. The decision stands with its commitment, which says nothing any more.
"""

from uuid import UUID

from sportello.actions import answers, city, deliveries, live, record
from sportello.core import finding, parts
from sportello.core.actors import Actor
from sportello.store.cases import Case, Draft, OwnAnswers


def list_own(case: Case, party: UUID) -> list[OwnAnswers]:
    """List what is kept of the party's answers about themselves in a case of theirs."""
    about = parts.CO_APPLICANT if party == case.co_party_id else parts.APPLICANT
    return list(case.own.filter(about=about, sealed__isnull=False).select_related("case"))


def leave(case: Case, party: UUID, *, by: Actor) -> None:
    """Take a party out of a case that is another's too, in a transaction: with their wrapping, answers and words."""
    for row in list_own(case, party):
        erase_own(row, by=by)
    if party == case.party_id:  # messages of a case go to its applicant
        deliveries.forget_reader(case)
    case.keys.filter(party=party).delete()
    case.notes.filter(party=party).delete()
    side = "co_party" if party == case.co_party_id else "party"
    Case.objects.filter(id=case.id).update(**{side: None})


def erase_own(row: OwnAnswers, *, by: Actor) -> None:
    """Destroy what one of two applicants answered about themselves, its key, and whatever tells or finds it.

    The draft that the application came from holds the same answers, and goes as well. Inside a transaction.
    """
    case = row.case
    row.wrapped_key = row.sealed = None
    row.save(update_fields=["wrapped_key", "sealed"])
    Draft.objects.filter(case=case).delete()
    case.finds = finding.finds(live.edition(case.edition), answers.of(case), city.current().vault)
    case.body_hash = None
    case.save(update_fields=["finds", "body_hash"])
    record.append("answers.erased", by=by, case=case, facts={"about": row.about})
