"""How pages look: kept by the browser, and by the account on every device."""

from django.conf import settings
from tests import town as towns
from tests.channels.signing import sign_in
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.core import display
from sportello.site import readers
from sportello.store.accounts import Account

LARGER = 'class="govuk-template sp-larger sp-contrast"'


def test_what_is_kept_is_read_and_nothing_else() -> None:
    assert display.write(["still", "larger", "x"]) == "larger.still"
    assert display.read("larger.still") == ("larger", "still") and display.read("<script>.larger") == ("larger",)


def test_a_visitor_without_an_account_chooses_and_takes_it_back(town: Town) -> None:
    visitor = Visitor()
    assert "sp-larger" not in visitor.get("/display").content.decode()
    visitor.post("/display", way=["larger", "contrast", "nothing"])
    assert LARGER in visitor.text and "from now on" in visitor.text
    assert LARGER in visitor.get("/services").content.decode()
    visitor.post("/display")
    assert "sp-larger" not in visitor.get("/services").content.decode()


def test_an_account_takes_it_to_another_device(town: Town) -> None:
    ana, visitor, other = towns.resident(), Visitor(), Visitor()
    sign_in(visitor.client, ana.account)
    visitor.post("/display", way=["contrast", "larger"])
    sign_in(other.client, ana.account)
    assert LARGER in other.get("/my").content.decode()
    assert Account.objects.get(id=ana.account).display == "larger.contrast"


def test_the_pages_of_everybody_are_not_given_to_who_asked_for_others(town: Town) -> None:
    def tell(cookie: str) -> object:
        headers = [(b"host", b"city.test"), (b"cookie", cookie.encode())]
        return readers.tell(
            {"type": "http", "method": "GET", "path": "/services", "query_string": b"", "headers": headers}
        )

    assert tell("language=es") is not None
    assert tell("display=larger") is None and tell(f"{settings.SESSION_COOKIE_NAME}=x") is None
