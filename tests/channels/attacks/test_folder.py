"""A hostile reader of folders: what is laid there for somebody to take in, to be read later."""

from dataclasses import replace

import pytest
from tests import town as towns
from tests.actions.test_claiming import DEFECT, reachable
from tests.actions.test_files import PHOTO
from tests.town import Town, code_of

from sportello.actions import claiming, drafts, files, locker
from sportello.core import interview
from sportello.core.questions import File


def test_who_began_a_draft_with_anothers_address_reads_nothing_once_it_is_taken_in(town: Town) -> None:
    ana, number = reachable()
    bait = drafts.begin(DEFECT, "en", by=towns.stranger())
    thief = replace(towns.stranger(), holds=frozenset({bait.id}))
    photo = files.add("a.jpg", PHOTO, by=thief, draft=bait.id)
    drafts.save(bait.id, interview.Draft({"phone": number, "photos": [str(photo)]}), by=thief)
    claiming.claim_draft(bait.id, by=ana)
    [taken] = drafts.list_mine(by=ana)
    assert taken.draft.answers["photos"] == [str(photo)]
    assert files.read(photo, by=ana)[1] == PHOTO
    for at in (bait.id, taken.id):
        assert code_of(lambda at=at: drafts.get(at, by=thief)) in ("draft.not_found", "access.not_yours")  # type: ignore[misc]
    assert code_of(lambda: drafts.resume(bait.code, by=thief)) == "draft.not_found"
    assert code_of(lambda: files.read(photo, by=thief)) == "file.not_found"
    assert drafts.resume(taken.code, by=ana) == taken.id


@pytest.mark.parametrize("whose", ["nobody's", "the giver's"])
def test_a_draft_whose_code_somebody_handed_out_is_offered_nothing_of_a_folder(town: Town, whose: str) -> None:
    ana = towns.resident(phone="+12145550142")
    kept = locker.add("lease.jpg", PHOTO, by=ana)
    bait = drafts.begin(DEFECT, "en", by=towns.stranger() if whose == "nobody's" else towns.resident())
    given = replace(ana, holds=frozenset({drafts.resume(bait.code, by=ana)}))
    assert drafts.offers(drafts.get(bait.id, by=given), by=given) == []
    assert code_of(lambda: locker.use(kept, bait.id, File(), by=given)) == "file.not_found"
    own = drafts.begin(DEFECT, "en", by=ana)
    assert [offer.path for offer in drafts.offers(own, by=ana)] == ["phone"]
    assert locker.use(kept, own.id, File(), by=ana)
