"""Letters at the desk: a batch downloaded, and marked as posted."""

from django.db import transaction
from tests import town as towns
from tests.town import code_of

from sportello.actions import batches, counter, identification, letters, notices
from sportello.core.actors import Assurance
from sportello.store.accounts import Letter
from sportello.store.messages import Message
from sportello.store.record import Event

HOME = {"line": "5 Moon Street", "postcode": "00101", "place": "old-town"}


def test_a_clerk_at_a_counter_prints_a_batch_and_marks_it(town, at_desk) -> None:
    ana = towns.resident(home=HOME)
    with transaction.atomic():
        notices.tell(ana.party, "mandate_accepted_giver", name="Carl Carer")
    batches.gather()
    batch = Message.objects.get(party=ana.party).batch
    clerk = at_desk("registry")
    clerk.get("/desk/letters")
    assert f"/desk/letters/{batch.id}/print" in clerk.text and "Moon Street" not in clerk.text
    pdf = clerk.post(f"/desk/letters/{batch.id}/print")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    clerk.post(f"/desk/letters/{batch.id}/posted")
    assert "marked as posted" in clerk.text and f"/desk/letters/{batch.id}/posted" not in clerk.text


def test_a_letter_with_a_code_is_printed_by_a_clerk_and_no_one_else(town, at_desk) -> None:
    ana = towns.resident(Assurance.LOW, home=HOME)
    identification.order_letter(by=ana)
    towns.run_jobs()
    letter = Letter.objects.get(account=ana.account)
    clerk = at_desk("registry")
    clerk.get("/desk/letters")
    assert f"/desk/letters/coded/{letter.id}" in clerk.text and letter.account.name not in clerk.text
    assert clerk.post(f"/desk/letters/coded/{letter.id}").content.startswith(b"%PDF")
    assert Event.objects.filter(kind="letters.printed", facts__letter=str(letter.id)).count() == 1
    assert at_desk("fire").post(f"/desk/letters/coded/{letter.id}").status_code == 403
    assert at_desk("registry").post(f"/desk/letters/coded/{letter.id}").status_code == 409  # a colleague printed it
    assert clerk.post(f"/desk/letters/coded/{letter.id}").content.startswith(b"%PDF")
    clerk.get("/desk/letters")
    assert f"/desk/letters/coded/{letter.id}/posted" in clerk.text
    clerk.post(f"/desk/letters/coded/{letter.id}/posted")
    assert f'action="/desk/letters/coded/{letter.id}' not in clerk.text and letter.account.login in clerk.text
    assert clerk.post(f"/desk/letters/coded/{letter.id}").status_code == 409
    assert f"letters/{letter.id}" not in town.files.kept


def test_who_opens_an_account_does_not_print_the_letter_to_it(town, at_desk) -> None:
    opener = towns.staff("registry")
    account, _ = counter.open_for("Ana Ruiz", "passport", "letter", HOME, "en", by=opener)
    towns.run_jobs()
    letter = Letter.objects.get(account=account)
    assert code_of(lambda: letters.print_one(letter.id, by=opener)) == "access.four_eyes"
    assert code_of(lambda: letters.post(letter.id, by=opener)) == "letter.not_printed"
    assert letters.print_one(letter.id, by=towns.staff("registry")).startswith(b"%PDF")


def test_the_others_are_refused(town, at_desk) -> None:
    assert at_desk("fire").get("/desk/letters").status_code == 403
