"""Letters at the desk: a batch downloaded, and marked as posted."""

from uuid import uuid4

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
    assert f"/desk/letters/{batch.id}/posted" not in clerk.text
    assert clerk.post(f"/desk/letters/{batch.id}/posted").status_code == 409 and "not printed yet" in clerk.text
    for _ in range(2):
        pdf = clerk.post(f"/desk/letters/{batch.id}/print")
        assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    clerk.get("/desk/letters")
    assert "Printed 2 times" in clerk.text
    clerk.get(f"/desk/letters/{batch.id}")
    letter = Message.objects.get(party=ana.party)
    assert letter.reference in clerk.text and "Moon Street" not in clerk.text
    assert clerk.post(f"/desk/letters/one/{letter.id}").content.startswith(b"%PDF")
    clerk.post(f"/desk/letters/{batch.id}/posted")
    assert "marked as posted" in clerk.text and f"/desk/letters/{batch.id}/posted" not in clerk.text


def test_a_letter_with_a_code_is_printed_by_a_clerk_and_no_one_else(town, at_desk) -> None:
    ana = towns.resident(Assurance.LOW, home=HOME)
    identification.order_letter(by=ana)
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


def test_who_opens_an_account_does_not_print_the_letter_to_it(town, at_desk) -> None:
    opener = towns.staff("registry")
    account, _ = counter.open_for("Ana Ruiz", "passport", "letter", HOME, "en", by=opener)
    letter = Letter.objects.get(account=account)
    assert code_of(lambda: letters.print_one(letter.id, by=opener)) == "access.four_eyes"
    assert code_of(lambda: letters.post(letter.id, by=opener)) == "letter.not_printed"
    assert letters.print_one(letter.id, by=towns.staff("registry")).startswith(b"%PDF")


def test_letters_with_a_code_are_printed_and_posted_together(town, at_desk) -> None:
    opener, clerk = at_desk("registry"), at_desk("registry")
    names = ["Ana Together", "Bea Together"]
    for name in names:
        opener.post("/desk/counter/open", name=name, document="passport", hand="letter", line=HOME["line"])
    mine = Letter.objects.filter(account__name__in=names)
    ids = list(mine.values_list("id", flat=True))
    assert clerk.post("/desk/letters/coded/waiting").content.startswith(b"%PDF")
    batch = mine[0].batch
    assert batch is not None and {one.batch for one in mine} == {batch} and mine[0].printed_by == batch.printed_by
    clerk.get("/desk/letters")
    assert f"/desk/letters/coded/batches/{batch.id}/print" in clerk.text
    assert clerk.post(f"/desk/letters/coded/batches/{batch.id}/print").content.startswith(b"%PDF")
    clerk.get(f"/desk/letters/coded/batches/{batch.id}")
    assert all(f"/desk/letters/coded/{id}" in clerk.text for id in ids)
    assert opener.post(f"/desk/letters/coded/batches/{batch.id}/print").status_code == 409
    assert opener.post("/desk/letters/coded/waiting").status_code == 409 and "No letter waits" in opener.text
    clerk.post(f"/desk/letters/coded/batches/{batch.id}/posted")
    assert "marked as posted" in clerk.text and "Printed 2 times" in clerk.text
    assert clerk.post(f"/desk/letters/coded/batches/{batch.id}/print").status_code == 409
    assert clerk.post(f"/desk/letters/coded/{ids[0]}").status_code == 409
    assert clerk.get(f"/desk/letters/coded/batches/{uuid4()}").status_code == 404


def test_the_others_are_refused(town, at_desk) -> None:
    for page in ("letters", "letters/returned"):
        assert at_desk("fire").get(f"/desk/{page}").status_code == 403
