"""A letter that came back, at the desk and in the folder: found, noted, read of, its address confirmed."""

from tests.actions.test_batches import housed
from tests.actions.test_returned_letters import account_of, listed, posted, returned
from tests.channels.signing import sign_in

from sportello.actions import live


def test_a_clerk_finds_the_letter_and_notes_why_and_when(town, at_desk, client) -> None:
    ana, clerk = housed(), at_desk("registry")
    message = posted(ana)
    clerk.post("/desk/letters/returned", text="no such letter")
    assert clerk.page.status_code == 409 and 'id="text-error"' in clerk.text
    clerk.post("/desk/letters/returned", text=message.reference)
    page = f"/desk/letters/returned/{message.id}"
    assert clerk.path == page and "Moon Street" not in clerk.text
    today = live.today().isoformat()
    assert clerk.post(page, why="", on=today).status_code == 409 and "why it came back" in clerk.text
    assert clerk.post(page, why="moved", on="2020-01-01").status_code == 409 and 'value="2020-01-01"' in clerk.text
    clerk.post(page, why="moved", on=today)
    number = account_of(ana).login
    assert "It is noted" in clerk.text and f"Look up {number}" in clerk.text
    sign_in(client, account_of(ana))
    letter = client.get(f"/my/inbox/{message.id}").content.decode()
    assert "moved away" in letter and "moves no deadline" in letter
    assert at_desk("fire").get(page).status_code == 403


def test_several_letters_of_an_account_are_listed(town, at_desk) -> None:
    ana, clerk = housed(), at_desk("registry")
    references = [posted(ana).reference for _ in range(2)]
    clerk.post("/desk/letters/returned", text=account_of(ana).login)
    assert all(reference in clerk.text for reference in references)


def test_the_counter_says_that_letters_do_not_arrive_and_settles_it(town, at_desk) -> None:
    ana, clerk = housed(), at_desk("registry")
    returned(ana)
    clerk.post("/desk/counter", text=account_of(ana).login)
    assert "Letters do not arrive" in clerk.text and "moved away" in clerk.text
    clerk.post(f"/desk/counter/{ana.account}/address", told="yes")
    assert "It is noted that they were told" in clerk.text and not listed(ana)
    clerk.post(f"/desk/counter/{ana.account}/address", confirm="yes")
    assert "Letters go to this address again" in clerk.text and "Letters do not arrive" not in clerk.text


def test_a_resident_confirms_the_address(town, client) -> None:
    ana = housed()
    returned(ana)
    sign_in(client, account_of(ana))
    assert "write to me there again" in client.get("/my/preferences").content.decode()
    done = client.post("/my/preferences/home", follow=True).content.decode()
    assert "Letters go to your address again" in done and "write to me there again" not in done
