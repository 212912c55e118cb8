"""One press is a whole application, or stops at the first thing only the applicant can say."""

from datetime import date

from tests.town import Town

from sportello.actions import live
from sportello.core import at_once, interview
from sportello.core.interview import Known

ON = date(2026, 6, 1)
REGISTER = {
    "person": {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1988-05-03"},
    "home": {"line": "48 Kiln Road", "postcode": "00117", "place": "brickfields", "fixed": True},
    "resident_since": "2011-05-03",
}


def known(**changed: object) -> dict[str, Known]:
    told = {**REGISTER, **changed}
    return {name: Known(value, "register", ON) for name, value in told.items() if value is not None}


def test_what_the_register_knows_and_pressing_says_is_a_whole_application(town: Town) -> None:
    service = live.service("residence-certificate")
    draft = at_once.fill(service, known(), ON)
    assert draft.answers == {
        "applicant": REGISTER["person"],
        "home": REGISTER["home"],
        "still_there": True,
        "resident_since": "2011-05-03",
        "purpose": "other",
    }
    assert at_once.decide(service, draft, known(), ON) == "approve"


def test_it_stops_at_what_the_city_might_know_and_does_not(town: Town) -> None:
    service = live.service("residence-certificate")
    draft = at_once.fill(service, known(resident_since=None), ON)
    ask = interview.next_question(service, draft)
    assert ask and ask.path == "resident_since"
    assert at_once.decide(service, draft, known(resident_since=None), ON) is None


def test_what_does_not_fit_any_more_is_asked(town: Town) -> None:
    service = live.service("residence-certificate")
    assert at_once.fill(service, known(person={"given_name": "Ana"}), ON).answers == {}


def test_a_service_that_has_no_press_stops_at_its_first_own_question(town: Town) -> None:
    draft = at_once.fill(live.service("street-defect"), known(), ON)
    assert draft.answers == {}
