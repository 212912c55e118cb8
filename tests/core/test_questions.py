from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.asked import CITY, TODAY, ask, build

from sportello.core import questions
from sportello.core.errors import Refused
from sportello.core.questions import writing

LANGUAGES = ("en", "es", "it")
OPTIONS = {"rent": {"en": "I rent"}, "own": {"en": "I own it"}, "neither": {"en": "I do not rent"}}


def refusal(call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value.code


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    [
        ("en", "1,200.50", "1200.50"),
        ("es", "1.200,50", "1200.50"),
        ("en", "1.200,50", "1200.50"),
        ("es", "1,200.50", "1200.50"),
        ("es", "1.200", "1200.00"),
        ("en", "$1,200", "1200.00"),
        ("es", "30 dólares", "30.00"),
        ("it", "30 dollari", "30.00"),
        ("en", "12,5", "12.50"),
        ("en", "1,200,000", "1200000.00"),
        ("en", "-0", "0.00"),
    ],
)
def test_money_is_read_as_people_write_it(language, typed, amount):
    assert build("money").read(typed, language) == amount


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "1.200"), ("es", "1,200"), ("en", "1,2,3"), ("en", "€30"), ("en", "a lot")]
)
def test_an_amount_that_could_be_two_things_is_refused_with_an_example(language, typed):
    with pytest.raises(Refused, match=r"answer\.number_unclear") as caught:
        build("money").read(typed, language)
    assert caught.value.facts["example"] in ("1,200.50", "1.200,50")


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("en", "four", 4),
        ("es", "cuatro personas", 4),
        ("it", "quattro", 4),
        ("en", "4 people", 4),
        ("es", "1.200", 1200),
    ],
)
def test_whole_numbers_may_be_small_words_and_say_what_they_count(language, typed, number):
    assert build("integer").read(typed, language) == number


@pytest.mark.parametrize("typed", ["4 thousand", "four hundred", "2 or 3", "", "½"])
def test_words_that_change_a_number_are_not_overheard(typed):
    assert refusal(build("integer").read, typed, "en") == "answer.number_unclear"


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("en", "12/31/2020", "2020-12-31"),
        ("es", "31/12/2020", "2020-12-31"),
        ("en", "31/12/2020", "2020-12-31"),
        ("en", "4/5/2020", "2020-04-05"),
        ("it", "4/5/2020", "2020-05-04"),
        ("en-GB", "4/5/2020", "2020-05-04"),
        ("es", "4 de mayo de 2020", "2020-05-04"),
        ("en", "May 4th, 2020", "2020-05-04"),
        ("it", "4 mag 2020", "2020-05-04"),
        ("it", "2020-05-04", "2020-05-04"),
    ],
)
def test_dates_are_read_in_the_order_of_the_language(language, typed, day):
    assert build("date").read(typed, language) == day


@pytest.mark.parametrize("typed", ["4/5/20", "31/31/2020", "tomorrow", "", "30 February 2020", "4 ma 2020"])
def test_a_date_that_is_not_clear_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match=r"answer\.date_unclear") as caught:
        build("date").read(typed, "en")
    assert caught.value.facts["short"] == "12/31/2020"


def test_a_date_keeps_its_bounds_and_today_moves():
    kind = build("date", min="2020-01-01", max="today")
    assert kind.check("2020-05-04", TODAY) == "2020-05-04"
    assert refusal(kind.check, "2019-12-31", TODAY) == "answer.too_early"
    assert refusal(kind.check, "2020-05-05", TODAY) == "answer.too_late"
    assert refusal(kind.check, "2020-02-30", TODAY) == "answer.date_invalid"


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("1", "rent"),
        ("I rent", "rent"),
        ("rent", "rent"),
        ("i rnet", "rent"),
        ("own", "own"),
        ("I dont rent", "neither"),
    ],
)
def test_a_choice_is_named_by_number_id_or_label_with_typing_mistakes(typed, option):
    assert build("choice", options=OPTIONS).read(typed, "en") == option


@pytest.mark.parametrize("typed", ["4", "maybe", "", "I"])
def test_an_unsure_choice_is_refused_and_lists_the_options(typed):
    with pytest.raises(Refused, match=r"answer\.choice_unclear") as caught:
        build("choice", options=OPTIONS).read(typed, "en")
    assert "I own it" in caught.value.facts["options"]


def test_choices_may_have_commas_in_their_labels_and_come_in_any_order():
    kind = build("choices", options={"papers": {"en": "Photos, plans"}, "letters": {"en": "Letters"}})
    assert kind.read("photos, plans", "en") == ["papers"]
    assert kind.read("2, 1", "en") == kind.check(["letters", "papers", "letters"], TODAY) == ["papers", "letters"]
    assert kind.read("none", "en") == []


@pytest.mark.parametrize(
    ("language", "typed", "said"), [("es", "¡Sí!", True), ("it", "no", False), ("en", "Yep", True)]
)
def test_yes_and_no_are_words_of_the_language(language, typed, said):
    assert build("yes_no").read(typed, language) is said
    assert refusal(build("yes_no").read, "perhaps", language) == "answer.yes_no_unclear"


def test_a_phone_number_is_local_to_the_city_unless_it_says_otherwise():
    kind = build("phone")
    assert kind.read("214 555 0100", "en") == "+12145550100"
    assert kind.read("+39 02 1234567", "en") == "+39021234567"
    assert refusal(kind.read, "12", "en") == "answer.phone_invalid"


def test_an_iban_is_checked_by_its_digits():
    kind = build("text", format="iban")
    assert kind.check("it60 x054 2811 1010 0000 0123 456", TODAY) == "IT60X0542811101000000123456"
    assert refusal(kind.check, "IT60X0542811101000000123457", TODAY) == "answer.iban_invalid"


def test_markup_is_kept_as_typed_and_what_cannot_be_shown_is_refused():
    kind = build("text")
    typed = "<script>alert(1)</script>'; DROP TABLE answers; --"
    assert kind.check(typed, TODAY) == typed
    assert kind.check("Jose\u0301", TODAY) == "José"
    for hidden in ("\x00", "a\x1b[2J", "a\u202eb", "\ud800", "two\nlines", "two\u2028lines", "two\u2029lines"):
        assert refusal(kind.check, hidden, TODAY) == "answer.control_characters"
    assert build("long_text").check("two\r\nlines\u2028more", TODAY) == "two\nlines\nmore"


def test_what_nobody_sees_makes_no_other_name():
    kind = build("text")
    for unseen in ("\u200b", "\u00ad", "\ufeff", "\u2060", "\U000e0041"):
        assert kind.check(f"{unseen}Ana{unseen} Ruiz", TODAY) == "Ana Ruiz"
        assert refusal(kind.check, unseen, TODAY) == "answer.missing"
    for seen in ("می\u200cخواهم", "שלום\u200f!", "👩\u200d🚒"):  # what joins letters and turns a line is needed
        assert kind.check(seen, TODAY) == seen


def test_marks_in_heaps_are_refused_and_those_of_languages_are_not():
    kind = build("text")
    for written in ("Nguyễn Thị Ánh", "בְּרֵאשִׁ֖ית", "ที่นี่", "རྒྱ", "Ä̱́x"):
        assert kind.check(written, TODAY)
    assert refusal(kind.check, "Z" + "\u0336\u0301\u0489" * 4, TODAY) == "answer.control_characters"


def test_an_address_is_read_from_one_line_and_knows_its_place():
    kind = build("address")
    address = kind.check(kind.read("12 Elm St, Apt 3, 75001, old mil", "en"), TODAY)
    assert address == {"line": "12 Elm St, Apt 3", "postcode": "75001", "place": "old_mill", "fixed": True}
    assert kind.feel(address)["place"]["poverty_rate"] == Decimal("8.25")
    assert kind.coarse(address) == "river"


def test_an_address_says_which_part_is_missing():
    with pytest.raises(Refused, match=r"answer\.part_missing") as caught:
        build("address").check({"line": "12 Elm St", "place": "river"}, TODAY)
    assert caught.value.facts == {"part": "postcode"}


@pytest.mark.parametrize("place", [["river"], {"id": "river"}, 7, True])
def test_a_place_that_is_no_text_is_refused(place: object):
    for fixed in (True, False):
        with pytest.raises(Refused, match=r"answer\.wrong_type"):
            build("address", no_fixed=True).check(
                {"line": "12 Elm St", "postcode": "75001", "place": place, "fixed": fixed}, TODAY
            )


def test_no_fixed_address_needs_a_place_and_a_service_that_allows_it():
    answer = build("address", no_fixed=True).read("no fixed address, river", "en")
    assert build("address", no_fixed=True).check(answer, TODAY) == {"place": "river", "fixed": False}
    assert refusal(build("address").check, answer, TODAY) == "answer.address_fixed"


def test_a_point_on_the_map_finds_the_smallest_place_around_it():
    kind = build("address", point=True)
    assert kind.check({"point": [0.5, 0.5]}, TODAY)["place"] == "old_mill"
    assert kind.check({"point": [1.5, 1.5]}, TODAY)["place"] == "river"
    assert refusal(kind.check, {"point": [200, 0]}, TODAY) == "answer.point_invalid"


def test_a_person_has_parts_asked_one_by_one():
    kind = build("person", birth_date="true")
    assert kind.read("Ana María, Ruiz Soto, 3 mayo 1980", "es")["birth_date"] == "1980-05-03"
    assert refusal(kind.check, {"given_name": "Ana"}, TODAY) == "answer.part_missing"
    born = {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "2020-05-05"}
    assert refusal(kind.check, born, TODAY) == "answer.too_late"


def test_files_are_ids_counted_and_not_repeated():
    kind = build("file", max_files=2)
    assert kind.check(["a", "b", "a"], TODAY) == ["a", "b"]
    assert refusal(kind.check, [], TODAY) == "answer.missing"
    assert refusal(kind.check, ["a", "b", "c"], TODAY) == "answer.too_many"


EVERY = [
    build(kind, **({"options": OPTIONS} if kind.startswith("choice") else {}))
    for kind in questions.KINDS
    if kind != "group"
] + [build("group", questions=(ask("name", "text"),))]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("point"), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.kind)
@given(value=JSON)
def test_any_json_is_taken_or_refused_and_what_is_taken_is_normal(kind, value):
    try:
        answer = kind.check(value, TODAY)
    except Refused as refused:
        assert refused.code.startswith("answer.")
        return
    assert kind.check(answer, TODAY) == answer
    kind.feel(answer)
    kind.coarse(answer)
    kind.show(answer, "en")


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.kind)
@given(typed=st.text(), language=st.sampled_from(LANGUAGES))
def test_any_text_is_read_or_refused(kind, typed, language):
    try:
        kind.read(typed, language)
    except Refused as refused:
        assert refused.code.startswith("answer.")


@given(st.decimals(-(10**14), 10**14, places=2), st.sampled_from(LANGUAGES))
def test_money_shown_is_money_read(amount, language):
    answer = build("money").check(str(amount), TODAY)
    assert build("money").read(build("money").show(answer, language), language) == answer


@given(st.dates(date(1000, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_date_shown_is_a_date_read(day, language):
    assert build("date").read(build("date").show(day.isoformat(), language), language) == day.isoformat()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_shown_reads_back_as_itself(language):
    answers = [
        (build("integer"), 12000),
        (build("decimal", scale=3), "-1200.125"),
        (build("yes_no"), True),
        (build("choices", options=OPTIONS), ["rent", "neither"]),
        (build("choices", options=OPTIONS), []),
        (build("phone"), "+12145550100"),
        (build("phone"), "+393312345678"),
        (build("text", format="iban"), "IT60X0542811101000000123456"),
        (build("person", birth_date=True), {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1980-05-03"}),
        (build("address"), {"line": "12 Elm St", "postcode": "75001", "place": "old_mill", "fixed": True}),
        (build("address", no_fixed=True), {"place": "river", "fixed": False}),
        (build("address", point=True), {"place": "river", "fixed": True, "point": [1.5, 1.25]}),
    ]
    for kind, answer in answers:
        assert kind.check(kind.read(kind.show(answer, language), language), TODAY) == answer


@pytest.mark.parametrize(
    ("kind", "settings", "code"),
    [
        ("monee", {}, "pack.type_unknown"),
        ("integer", {"mix": 1}, "pack.setting_unknown"),
        ("integer", {"min": "1.5"}, "pack.setting_invalid"),
        ("integer", {"min": 5, "max": 4}, "pack.setting_invalid"),
        ("date", {"min": "soon"}, "pack.setting_invalid"),
        ("choice", {}, "pack.setting_missing"),
        ("file", {"accept": ["exe"]}, "pack.setting_invalid"),
        ("text", {"format": "isbn"}, "pack.setting_invalid"),
        ("person", {"birth_date": "maybe"}, "pack.setting_invalid"),
        ("text", {"max_length": 0}, "pack.setting_invalid"),
        ("group", {"questions": ()}, "pack.setting_invalid"),
    ],
)
def test_settings_that_are_not_right_are_refused(kind, settings, code):
    assert refusal(questions.build, kind, settings, build.__globals__["CITY"]) == code


def test_an_unknown_type_names_the_nearest():
    with pytest.raises(Refused) as caught:
        build("monee")
    assert caught.value.facts["nearest"] == "money"


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        ("integer", 7, 7),
        ("integer", 34, 30),
        ("money", "850.00", "800"),
        ("money", "30250.00", "30000"),
        ("date", "1987-03-02", "1980-1989"),
        ("text", "Ana", None),
        ("email", "a@b.org", None),
    ],
)
def test_statistics_keep_only_coarse_answers(kind, answer, kept):
    assert build(kind).coarse(answer) == kept


@given(st.from_regex(r"\+(1|39|34|44)[0-9]{6,12}", fullmatch=True), st.sampled_from(["US", "IT", "ES", "GB"]))
def test_a_phone_number_is_checked_the_same_whether_it_came_as_kept_or_not(text, region):
    phone = questions.build("phone", {}, SimpleNamespace(**vars(CITY) | {"region": region}))
    try:
        slowly = phone.read(text, "en")
    except Refused:
        with pytest.raises(Refused, match=r"answer\.phone_invalid"):
            phone.check(text, TODAY)
    else:
        assert phone.check(text, TODAY) == slowly


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)), st.sampled_from(writing.KINDS_OF_NUMBER), st.data())
def test_the_pattern_of_a_region_takes_its_valid_numbers(region, kind, data):
    country = phonenumbers.country_code_for_region(region)
    known = getattr(phonenumbers.PhoneMetadata.metadata_for_region(region), kind)
    example = (known and known.example_number) or "2015550123"
    national = example[: data.draw(st.integers(1, len(example)))] + data.draw(st.text("0123456789", max_size=4))
    number = phonenumbers.PhoneNumber(country_code=country, national_number=int(national))
    is_valid = national[0] != "0" and phonenumbers.is_valid_number_for_region(number, region)
    assert bool(writing.valid_numbers(region).fullmatch(f"+{country}{national}")) == is_valid


def told(call, *arguments):
    """Give what a call gives, or why it refuses."""
    try:
        return call(*arguments)
    except Refused as refused:
        return refused.code, refused.facts


@given(st.integers(-(10**16), 10**16) | st.integers(-9, 30))
def test_a_whole_number_is_checked_the_same_whether_it_came_as_kept_or_not(number):
    for kind in (build("integer"), build("integer", min=1, max=20)):
        assert told(kind.check, number, TODAY) == told(kind.check, Decimal(number), TODAY)


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,16}|0[0-9]{0,4})(\.[0-9]{1,4})?", fullmatch=True))
def test_an_amount_is_checked_the_same_whether_it_came_as_kept_or_not(text):
    for kind in (build("money"), build("money", min="0.50", max=2000), build("decimal", scale=0)):
        assert told(kind.check, text, TODAY) == told(kind.check, f" {text}", TODAY)


@given(st.integers(0, 2500), st.integers(0, 13), st.integers(0, 32))
def test_a_date_is_checked_the_same_whether_it_came_as_kept_or_not(year, month, day):
    kept, typed = f"{year:04}-{month:02}-{day:02}", f"{year:04}-{month}-{day}"
    for kind in (build("date"), build("date", min="1900-01-01", max="today")):
        assert told(kind.check, kept, TODAY) == told(kind.check, typed, TODAY)


def test_what_can_be_printed_is_no_control_character():
    every = "".join(map(chr, range(0x10000)))
    assert not any(map(str.isprintable, writing.CONTROL.findall(every)))


@pytest.mark.parametrize("kind", ["text", "long_text", "phone", "email"])
def test_a_flood_of_marks_is_refused_before_it_is_composed(kind):
    flood = "a" + "\u0301\u0323" * 100_000
    assert refusal(build(kind).check, flood, TODAY) == "answer.too_long"


def test_a_flood_in_an_address_or_a_name_is_refused_as_well():
    flood = "a" + "\u0301\u0323" * 100_000
    assert refusal(build("address").check, {"line": flood, "place": "river"}, TODAY) == "answer.too_long"
    assert refusal(build("person").check, {"given_name": flood, "family_name": "Ruiz"}, TODAY) == "answer.too_long"
