"""Messages on paper: gathered, printed with a list, posted; for who wants it so or cannot be reached otherwise."""

import io
from itertools import count

import pikepdf
import pytest
from django.db import transaction
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import batches, cases, erasing, folder, notices, preferences
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.delivery import Channel
from sportello.integrations import fakes
from sportello.store.accounts import Account
from sportello.store.messages import Batch, Message
from sportello.store.record import Event

NUMBERS = count(1)


def housed() -> Actor:
    """Be somebody of whom only a register knows where they live."""
    home = {"line": f"{next(NUMBERS)} Moon Street", "postcode": "00101", "place": "old-town"}
    by = towns.resident(Assurance.LOW, home=home)
    Account.objects.filter(id=by.account).update(name="Ana Unmistakable")
    return by


def tell(by: Actor) -> Message:
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, "mandate_accepted_giver", name="Carl Carer")
    return Message.objects.filter(party=by.party).latest("id")


def clerk() -> Actor:
    return towns.staff("registry")


def gathered(by: Actor) -> tuple[Message, Batch]:
    message = tell(by)
    batches.gather()
    message.refresh_from_db()
    assert message.batch is not None
    return message, message.batch


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def sheets_of(letters: int) -> int:
    """Count the pages of a list and letters of one page, each of which begins on a right-hand page."""
    return 1 + 2 * letters if letters else 1


def test_a_batch_printed_twice_says_so_on_its_list_and_at_the_desk(town: Town) -> None:
    _, batch = gathered(housed())
    by = clerk()
    with towns.with_parts(typesetter=fakes.FakeTypesetter()):
        first, second = (batches.render(batch.id, by=by).decode("latin-1") for _ in range(2))
    assert "Printed 2 times" in second and "Printed" not in first
    seen = next(one for one in batches.list_of(by=by) if one.id == batch.id)
    assert (seen.prints, seen.printed_at is None, seen.posted_at) == (2, False, None)


def test_one_letter_is_printed_again_alone(town: Town) -> None:
    message, batch = gathered(housed())
    by = clerk()
    batches.render(batch.id, by=by)
    listed = next(one for one in batches.list_letters(batch.id, by=by) if one.id == message.id)
    assert listed.reference == message.reference != ""
    with towns.with_parts(typesetter=fakes.FakeTypesetter()):
        printed = batches.render_one(message.id, by=by).decode("latin-1")
    assert message.reference in printed and "Carl Carer" in printed
    assert Event.objects.filter(kind="letters.printed", facts__batch=str(batch.id), facts__count=1).exists()
    assert code_of(lambda: batches.render_one(batch.id, by=by)) == "letter.not_found"


def test_a_name_that_no_font_has_holds_up_nobody_else(town: Town) -> None:
    ana, ming = housed(), housed()
    Account.objects.filter(id=ming.account).update(name="王小明")
    others, hers = tell(ana), tell(ming)
    batches.gather()
    for message in (others, hers):
        message.refresh_from_db()
    batch, by = others.batch, clerk()
    assert batch is not None and batch == hers.batch
    count = Message.objects.filter(batch=batch).count()
    assert pages(batches.render(batch.id, by=by)) == sheets_of(count - 1)
    hers.refresh_from_db()
    assert hers.batch is not None and hers.batch != batch and hers.reference
    apart = hers.batch
    assert code_of(lambda: batches.render(apart.id, by=by)) == "letter.unshown"
    assert code_of(lambda: batches.render_one(hers.id, by=by)) == "letter.unshown"
    assert code_of(lambda: batches.post(apart.id, by=by)) == "batch.not_printed"
    batches.post(batch.id, by=by)
    hers.refresh_from_db()
    assert hers.sent_at is None and batches.gather() == 0
    with towns.with_parts(typesetter=fakes.FakeTypesetter()):  # once there is a font
        assert hers.reference.encode() in batches.render(apart.id, by=by)
    batches.post(apart.id, by=by)


def test_a_batch_whose_letters_are_all_gone_stands_nowhere(town: Town) -> None:
    message, batch = gathered(housed())
    Message.objects.filter(batch=batch).exclude(id=message.id).update(batch=None)
    message.delete()
    assert batch.id not in [one.id for one in batches.list_of(by=clerk())]


def test_what_is_not_posted_stands_first_however_old(town: Town) -> None:
    _, old = gathered(housed())
    by = clerk()
    for _ in range(2):
        _, newer = gathered(housed())
        batches.render(newer.id, by=by)
        batches.post(newer.id, by=by)
    found = [one.id for one in batches.list_of(by=by)]
    assert found.index(old.id) < found.index(newer.id)


def test_who_is_reached_by_nothing_else_gets_a_letter_once(town: Town) -> None:
    ana = housed()
    message, batch = gathered(ana)
    assert (message.channel, message.sent_at) == (Channel.LETTER, None) and batches.gather() == 0
    by = clerk()
    assert code_of(lambda: batches.post(batch.id, by=by)) == "batch.not_printed"
    assert pages(batches.render(batch.id, by=by)) == sheets_of(Message.objects.filter(batch=batch).count())
    for _ in range(2):
        batches.post(batch.id, by=by)
    letter = folder.read_letter(message.id, by=ana)
    assert letter.told.sent_at and letter.told.channel == "letter"
    assert Event.objects.filter(kind="message.sent", facts__message=str(message.id)).count() == 1
    assert town.mail.sent == [] and next(one for one in batches.list_of(by=by) if one.id == batch.id).posted_at


def test_who_prefers_paper_gets_it_and_what_only_confirms_comes_unasked_by_no_letter(town: Town) -> None:
    ana, bea = housed(), housed()
    preferences.set_own(Channel.LETTER, "en", None, by=ana)
    for by, channels in ((ana, {"letter"}), (bea, {"page"})):
        sent = towns.apply(town, "rental-assistance", by=by, **towns.newcomer() | {"email": None, "lease": None})
        towns.run_jobs()
        assert (
            set(Message.objects.filter(case=sent.case, kind="received").values_list("channel", flat=True)) == channels
        )


def test_who_prints_a_letter_of_a_case_is_seen_by_its_applicant(town: Town) -> None:
    ana = housed()
    preferences.set_own(Channel.LETTER, "es", None, by=ana)
    sent = towns.apply(town, "rental-assistance", by=ana, **towns.newcomer() | {"email": None, "lease": None})
    towns.run_jobs()
    batches.gather()
    batch = Message.objects.filter(case=sent.case)[0].batch
    assert batch is not None
    batches.render(batch.id, by=clerk())
    assert [look.purpose for look in cases.get_status(sent.case, by=ana).looks] == ["post"]


def test_nothing_of_a_letter_is_kept_beside_its_message(town: Town) -> None:
    ana = housed()
    _, batch = gathered(ana)
    others = Message.objects.filter(batch=batch).count() - 1
    assert ana.party
    erasing.erase_party(ana.party, by=ana)
    assert pages(batches.render(batch.id, by=clerk())) == sheets_of(others)


@pytest.mark.parametrize(
    "who", [towns.stranger, towns.resident, lambda: towns.staff("*", Role.AUDITOR), lambda: towns.staff("fire")]
)
def test_nobody_else_lists_prints_or_posts(town: Town, who: object) -> None:
    _, batch = gathered(housed())
    by = who()  # type: ignore[operator]
    assert code_of(lambda: batches.list_of(by=by)) == "access.counter"
    assert code_of(lambda: batches.list_letters(batch.id, by=by)) == "access.counter"
    assert code_of(lambda: batches.render_one(batch.id, by=by)) == "access.counter"
    assert code_of(lambda: batches.render(batch.id, by=by)) == "access.counter"
    assert code_of(lambda: batches.post(batch.id, by=by)) == "access.counter"


def test_a_batch_there_is_not_is_refused(town: Town) -> None:
    assert code_of(lambda: batches.post(towns.resident().account or batches.city.new_id(), by=clerk())) == (
        "batch.not_found"
    )
