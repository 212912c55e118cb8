import json
from dataclasses import replace
from datetime import date

import pytest
from tests.core.asked import TODAY, ask, rental, service

from sportello import words
from sportello.core import conversation, intents, interview
from sportello.core.conversation import Around, Failed, FileAdded, Opened, Paused, Submitted
from sportello.core.errors import Invalid, Problem, Refused
from sportello.core.interview import Draft, Known, Offer

RENTAL = rental()
REPAIR = service(ask("where", "address", no_fixed=True), id="repair", names="Street repair")
AROUND = Around(words, TODAY, ("en", "es", "it"), (RENTAL, REPAIR))


def around(of=RENTAL):
    return replace(AROUND, service=of)


def opened(of=RENTAL, language="en", draft=None, **news):
    state = conversation.begin(language, of.id).state
    return conversation.told(state, Opened(draft or Draft(), language, **news), around(of))


def talk(turn, *messages, of=RENTAL):
    """Say the messages one after another; each passes through JSON, as a carrier keeps it."""
    for message in messages:
        state = conversation.load(json.loads(json.dumps(conversation.dump(turn.state))))
        turn = conversation.reply(state, message, around(of))
    return turn


def heard(turn):
    return "\n".join(say.text for say in turn.says)


def only(turn, kind):
    (found,) = [effect for effect in turn.effects if isinstance(effect, kind)]
    return found


def test_a_service_is_found_by_a_few_words_a_number_or_a_keyword_mistyped():
    start = conversation.start("en", AROUND)
    assert start.says[-1].options == ("Rental assistance", "Street repair")
    assert only(conversation.reply(start.state, "2", AROUND), conversation.Begin).service == "repair"
    assert only(conversation.reply(start.state, "evicton", AROUND), conversation.Begin).service == "help"


def test_what_names_no_service_lists_them_again():
    turn = conversation.reply(conversation.start("en", AROUND).state, "zzz", AROUND)
    assert turn.effects == ()
    assert turn.says[-1].options


def test_an_interview_runs_to_its_review_and_is_sent():
    turn = talk(opened(), "four", "rent", "1,200", "yes", "Ana", "40", "no", "skip")
    assert turn.state.phase == "reviewing"
    assert "3. What is your monthly_rent?: $1,200.00" in heard(turn)
    assert "person 1, What is your name?: Ana" in heard(turn)
    sent = talk(turn, "send")
    assert only(sent, conversation.Submit).answers == {
        "household_size": 4,
        "tenure": "rent",
        "monthly_rent": "1200.00",
        "household": [{"name": "Ana", "age": 40}],
    }


def test_each_answer_is_saved_as_it_is_given():
    turn = talk(opened(), "4")
    assert only(turn, conversation.Save).draft.answers == {"household_size": 4}


def test_a_wrong_answer_is_explained_and_the_question_put_again():
    turn = talk(opened(), "99")
    assert "20 or less" in turn.says[0].text
    assert "household_size" in turn.says[1].text
    assert turn.state.draft.answers == {}


def test_no_four_people_puts_the_previous_answer_right():
    turn = talk(opened(), "3", "no, 4 people")
    assert turn.state.draft.answers["household_size"] == 4
    assert turn.state.asked == "tenure"
    assert "Corrected." in heard(turn)


def test_no_with_a_comma_is_an_answer_where_it_reads_as_no_correction():
    turn = talk(opened(), "3", "no, I own it")
    assert turn.state.draft.answers == {"household_size": 3, "tenure": "own"}
    free = talk(opened(), "3", "rent", "900", "no", "skip", "change note", "No, thanks")
    assert free.state.draft.answers["note"] == "No, thanks"


def test_back_asks_the_previous_question_and_keeps_its_answer_until_another_is_given():
    turn = talk(opened(), "3", "rent", "back")
    assert turn.state.asked == "tenure"
    assert "You said: I rent" in heard(turn)
    assert turn.state.draft.answers["tenure"] == "rent"
    assert talk(turn, "back").state.asked == "household_size"
    assert talk(turn, "same").state.asked == "monthly_rent"
    assert "first question" in heard(talk(turn, "back", "back"))


def test_back_over_a_row_just_begun_takes_the_row_away():
    turn = talk(opened(), "3", "own", "yes", "back")
    assert (turn.state.asked, turn.state.draft.answers["household"]) == ("household", [])


@pytest.mark.parametrize("named", ["change 1", "change household_size", "1", "household size"])
def test_any_answer_can_be_changed_from_the_review_by_number_or_name(named):
    turn = talk(opened(), "4", "own", "no", "skip", named, "5")
    assert turn.state.phase == "reviewing"
    assert turn.state.draft.answers["household_size"] == 5


def test_an_answer_that_opens_a_question_asks_it_before_sending():
    turn = talk(opened(), "4", "own", "no", "skip", "change tenure", "rent")
    assert turn.state.asked == "monthly_rent"


def test_a_row_can_be_removed_from_the_review():
    turn = talk(opened(), "4", "own", "yes", "Ana", "40", "no", "skip", "remove 4")
    assert turn.state.draft.answers["household"] == []


def test_help_gives_the_commands_and_asks_again_without_counting_as_an_answer():
    turn = talk(opened(), "help")
    assert "“back”" in heard(turn)
    assert turn.state.asked == "household_size"
    assert turn.state.draft.answers == {}


@pytest.mark.parametrize(
    ("language", "message", "name"),
    [
        ("en", "Go back!", "back"),
        ("es", "atrás", "back"),
        ("es", "Ayuda", "help"),
        ("it", "indietro", "back"),
        ("it", "fermati", "stop"),
        ("es", "back", "back"),
        ("en", "?", "help"),
        ("es", "cambiar 3", "change"),
    ],
)
def test_commands_are_words_of_each_language_and_english_works_in_all(language, message, name):
    assert intents.find(message, language, ("en", "es", "it")).name == name


@pytest.mark.parametrize("message", ['"back"', "Change of address", "Language barrier", "Stop sign on Elm St"])
def test_an_answer_that_begins_like_a_command_or_is_quoted_is_an_answer(message):
    asked = service(ask("what", "text"))
    turn = talk(opened(asked), message, of=asked)
    assert turn.state.draft.answers == {"what": message.strip('"')}


@pytest.mark.parametrize("message", ["language spanish", "español", "idioma español", "in Spanish", "lingua spagnolo"])
def test_the_language_changes_and_the_answers_stay(message):
    turn = talk(opened(), "3", message)
    assert only(turn, conversation.Speak).language == "es"
    assert "Seguimos en español." in heard(turn)
    assert turn.says[-1].options == ("Alquilo", "Es mía")
    assert turn.state.draft.answers == {"household_size": 3}


def test_stop_keeps_the_draft_and_tells_the_code():
    turn = talk(opened(), "3", "stop")
    assert only(turn, conversation.Save).draft.answers == {"household_size": 3}
    only(turn, conversation.Pause)
    told = conversation.told(turn.state, Paused("7QK2-M9FX-3RTA", "http://x/resume", date(2020, 8, 12)), around())
    assert "7QK2-M9FX-3RTA" in heard(told)
    assert "August 12, 2020" in heard(told)
    only(told, conversation.HangUp)


def test_a_code_takes_up_a_draft_begun_elsewhere_where_it_stood():
    start = conversation.start("en", AROUND)
    assert (
        only(conversation.reply(start.state, "code 7QK2-M9FX-3RTA", AROUND), conversation.Resume).code
        == "7QK2-M9FX-3RTA"
    )
    turn = opened(draft=Draft({"household_size": 3, "tenure": "rent"}), resumed=True)
    assert turn.state.asked == "monthly_rent"
    assert talk(turn, "back").state.asked == "tenure"


def test_an_address_is_asked_for_by_its_missing_parts():
    turn = talk(opened(REPAIR), "12 Elm St", of=REPAIR)
    assert heard(turn) == "Postcode"
    turn = talk(turn, "75001", of=REPAIR)
    assert turn.says[-1].options == ("River", "Old Mill")
    turn = talk(turn, "old mil", of=REPAIR)
    assert turn.state.draft.answers["where"] == {
        "line": "12 Elm St",
        "postcode": "75001",
        "place": "old_mill",
        "fixed": True,
    }


def test_a_part_answered_wrongly_twice_starts_the_whole_answer_again():
    turn = talk(opened(REPAIR), "12 Elm St", "nonsense!", "nonsense!", of=REPAIR)
    assert (turn.state.part, turn.state.partial) == (None, {})


def test_a_person_is_asked_for_name_and_birth_in_turn():
    asked = service(ask("you", "person", birth_date=True))
    turn = talk(opened(asked), "Ana María", "Ruiz Soto", "5/3/1980", of=asked)
    assert turn.state.draft.answers["you"] == {
        "given_name": "Ana María",
        "family_name": "Ruiz Soto",
        "birth_date": "1980-05-03",
    }


def test_files_are_taken_in_by_the_carrier_one_by_one():
    asked = service(ask("lease", "file", max_files=3))
    turn = talk(opened(asked), "lease.pdf", of=asked)
    assert only(turn, conversation.AddFile).source == "lease.pdf"
    refused = conversation.told(turn.state, Failed(Refused("file.empty")), around(asked))
    assert "empty" in heard(refused)
    turn = conversation.told(refused.state, FileAdded("a", "lease.pdf"), around(asked))
    turn = talk(turn, "done", of=asked)
    assert turn.state.draft.answers == {"lease": ["a"]}


def test_what_the_city_knows_is_offered_and_taken_only_if_wanted():
    known = Offer("household_size", RENTAL.questions[0], 3, Known(3, "R7K-3F9-2QM", date(2020, 1, 2)))
    turn = opened(offers=(known,))
    assert "R7K-3F9-2QM" in heard(turn)
    assert turn.state.draft.answers == {}
    assert talk(turn, "same").state.draft.answers == {"household_size": 3}
    assert talk(turn, "5").state.draft.answers == {"household_size": 5}


def test_the_decision_its_reasons_and_the_reference_are_told():
    turn = talk(opened(), "4", "own", "no", "skip", "yes")
    news = Submitted("R7K-3F9-2QM", "deny", "http://x/c", ({"en": "Only tenants."},), date(2020, 6, 1))
    told = conversation.told(turn.state, news, around())
    assert all(text in heard(told) for text in ("R7K-3F9-2QM", "Not approved.", "Only tenants.", "http://x/c"))
    assert told.state.phase == "sent"


def test_an_application_refused_goes_back_to_the_answer_at_fault():
    turn = talk(opened(), "4", "own", "no", "skip", "send")
    refused = Invalid("application.invalid", [Problem("tenure", "answer.missing")])
    told = conversation.told(turn.state, Failed(refused), around())
    assert told.state.asked == "tenure"
    closed = conversation.told(turn.state, Failed(Refused("service.closed", closed=TODAY)), around())
    assert closed.state.phase == "reviewing"
    assert "May 4, 2020" in heard(closed)


def test_an_empty_message_asks_again():
    assert talk(opened(), "", "  ").state.asked == "household_size"


def test_everything_said_in_an_interview_exists_in_every_language():
    for language in ("en", "es", "it"):
        turn = opened(language=language)
        while ask_ := interview.next_question(RENTAL, turn.state.draft):
            answers = {"household_size": "3", "tenure": "1", "monthly_rent": "900", "household": "no", "note": "skip"}
            turn = talk(turn, answers[ask_.path])
        assert turn.state.phase == "reviewing"
