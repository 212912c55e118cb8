"""What a check says of a pack in which one thing is wrong: file, line, what, and the nearest right word."""
# ruff: noqa: E501 - a damage and its message a line

from pathlib import Path

import pytest
from tests.packs.small import SmallPack

from sportello.packs import checking

SERVICE = "services/grant/service.yaml"
TABLE = "services/grant/eligibility.csv"
PARAMETERS = "services/grant/parameters.yaml"
EXAMPLES = "services/grant/tests.yaml"
CITY = "city.yaml"
OFFICES = "offices.yaml"
PLACES = "places.geojson"
ANSWER = "answers/rent.es.md"


def test_the_small_pack_is_good(pack: SmallPack):
    assert pack.errors() == []


def test_what_is_counted(pack: SmallPack):
    (service,) = checking.examine(pack.folder).services
    assert (service.id, service.questions, service.examples, service.passed) == ("grant", 5, 2, 2)
    assert [(table.name, table.rows, table.exact) for table in service.tables] == [("eligibility", 3, True)]


# fmt: off
DAMAGES = [
    (SERVICE, 'law: Resolution 1\n', 'law: [Resolution 1\n', ":5: this is not YAML: expected ',' or ']', but got ':'"),
    (SERVICE, '{en: Grant, es: Ayuda}', '{en: Do you pay?, es: Ayuda}', ":1: this is not YAML: expected ',' or '}', but got '?'; in {} a text with a question mark stands in quotes"),
    (SERVICE, 'law: Resolution 1\n', 'law: Resolution 1\nlaw: Resolution 2\n', ":5: 'law' is written twice, first on line 4"),
    (SERVICE, '{en: Help with rent, es: Ayuda con el alquiler}', '{en: Help with rent, and loans, es: Ayuda}', ":2: 'and loans' has no value; in {} a comma splits a text: write it in quotes or on a line of its own"),
    (SERVICE, '{en: Help with rent, es: Ayuda con el alquiler}', '*names', ':2: this is not YAML: aliases (*name) are not read'),
    (SERVICE, 'law: Resolution 1\n', 'laws: Resolution 1\nlaw: Resolution 1\n', ":4: unknown key 'laws'; did you mean 'law'?"),
    (SERVICE, 'law: Resolution 1\n', '', ":1: missing 'law'"),
    (SERVICE, 'law: Resolution 1\n', 'law: {en: Resolution 1}\n', ":4: missing language 'es'"),
    (SERVICE, 'names: {en: Grant, es: Ayuda}', 'names: {en: Grant}', ":1: missing language 'es'"),
    (SERVICE, 'names: {en: Grant, es: Ayuda}', 'names: {en: Grant, es: Ayuda, it: Aiuto}', ":1: unknown language 'it'"),
    (SERVICE, 'names: {en: Grant, es: Ayuda}', 'names: Grant', ":1: expected a text by language (en, es), found the text 'Grant'"),
    (SERVICE, 'names: {en: Grant, es: Ayuda}', 'names:\n  en: Grant\n  es:', ':3: a text is missing here'),
    (SERVICE, 'department: housing', 'department: houzing', ":3: unknown department 'houzing'; did you mean 'housing'?"),
    (SERVICE, 'team: desk', 'team: dest', ":48: unknown team 'dest'; did you mean 'desk'?"),
    (SERVICE, 'template: letter.typ', 'template: lettre.typ', ":46: unknown template 'lettre.typ'; did you mean 'letter.typ'?"),
    (SERVICE, 'decide: [eligibility]', 'decide: [eligibilty]', ":35: unknown table 'eligibilty'; did you mean 'eligibility'?"),
    (SERVICE, 'type: money\n', 'type: monee\n', ":27: unknown question type 'monee'; did you mean 'money'?"),
    (SERVICE, 'min: 1\n', 'min: one\n', ":23: 'one' is not a whole number"),
    (SERVICE, 'min: 1\n', 'min: 5\n', ":23: 'min' must be at most the max, found 5"),
    (SERVICE, 'type: integer\n', 'type: integer\n    scale: 2\n', ":23: unknown key 'scale'"),
    (SERVICE, 'optional: true', 'optional: yes', ":31: expected true or false, found 'yes'"),
    (SERVICE, 'promise: 10 working days', 'promise: ten days', ":5: 'ten days' is no length of time here: write a number and one of working days, days, hours, minutes"),
    (SERVICE, 'keep: 3 years', 'keep: for ever', ":7: 'for ever' is no length of time here: write a number and one of days, months, years"),
    (SERVICE, 'assurance: low', 'assurance: lo', ":6: unknown assurance 'lo'; did you mean 'low'?"),
    (SERVICE, 'opens: publish+0d, closes: publish+14d', 'opens: 2026-05-01, closes: 2026-04-01', ":8: 'closes' (2026-04-01) must be after 'opens' (2026-05-01)"),
    (SERVICE, 'once: tenure', 'once: tenur', ":20: unknown datum 'tenur'; did you mean 'tenure'?"),
    (SERVICE, 'reopen: 30 days', 'at_once: {tenur: rent}', ":9: unknown question 'tenur'; did you mean 'tenure'?"),
    (SERVICE, 'reopen: 30 days', 'at_once: {tenure: lend}', ":9: 'lend' does not answer the question 'tenure'"),
    (SERVICE, 'template: letter.typ', 'template: letter.typ, permits: {remind: 30 days, renew: grants}', ":46: unknown service 'grants'; did you mean 'grant'?"),
    (SERVICE, 'proof: note', 'proof: foto', ":50: unknown proof 'foto'; did you mean 'photo'?"),
    (SERVICE, 'review: {team', 'reviev: {team', ":48: unknown kind of step 'reviev'; did you mean 'review'?"),
    (SERVICE, 'review: {team: desk,', 'review: {team: desk, may_set: [amont],', ":48: unknown output 'amont'; did you mean 'amount'?"),
    (SERVICE, 'partner: library, proof', 'partner: library, shows: [hom], proof', ":50: unknown answer or output 'hom'; did you mean 'home'?"),
    (SERVICE, 'partner: library, proof', 'partner: library, team: desk, proof', ":50: a fulfil step needs either 'partner' or 'team'"),
    (SERVICE, 'when: tenure = "rent"\n', 'when: tenur = "rent"\n', ":29: when: column 1: unknown name 'tenur'; did you mean 'tenure'?"),
    (SERVICE, 'when: tenure = "rent"\n', 'when: tenure = "rents"\n', ":29: when: column 10: expected one of rent, own, found 'rents'; did you mean 'rent'?"),
    (SERVICE, 'when: tenure = "rent"\n', 'when: size\n', ':29: when: column 1: expected a condition, which gives a boolean; this gives a number'),
    (SERVICE, 'when: tenure = "rent"\n', 'when: home.line = "x"\n', ":29: when: column 1: unknown name 'home'; 'home' is asked only later"),
    (SERVICE, 'when: outcome = "refer" or duplicates > 0', 'when: outcome = "deny"', ':47: a case may be referred to a person, but no step reviews it: add a review with `when: outcome = "refer"`'),
    (SERVICE, 'amount * 0.01', 'amout * 0.01', ":49: amount: column 1: unknown name 'amout'; did you mean 'amount'?"),
    (SERVICE, 'amount: amount * 0.01', 'amount: outcome', ':49: amount: column 1: expected an amount, which gives a number; this gives a string'),
    (SERVICE, 'within: cost <= limit[size]', 'within: cost <= limits[size]', ":34: fact 'within': column 9: unknown name 'limits'; did you mean 'limit'?"),
    (SERVICE, 'within: cost <= limit[size]', 'within: cost <= limit[size', ":34: fact 'within': column 19: expected ']', found the end"),
    (SERVICE, 'on: [home]', 'on: [hom]', ":11: unknown question 'hom'; did you mean 'home'?"),
    (SERVICE, 'on: [home]', 'on: [size]', ":11: answers to 'size' cannot be compared: only those of text, phone, email, person, address can"),
    (SERVICE, 'question: home', 'question: size', ":12: 'size' has no place on the map: it needs `point: true`"),
    (SERVICE, 'type: address, point: true', 'type: address', ":12: 'home' has no place on the map: it needs `point: true`"),
    (SERVICE, 'assurance: low\n', 'assurance: low\ndecide_on: period\n', ":7: 'decide_on: period' needs 'period', the question whose date counts"),
    (SERVICE, 'assurance: low\n', 'assurance: low\ndecide_on: period\nperiod: size\n', ":8: the question 'size' does not ask for a date"),
    (SERVICE, 'amount: {type: money', 'amount: {type: date', ":40: 'amount' is a number in its table, not date"),
    (SERVICE, '"You get {amount}. {reasons}"', '"You get {amont}. {reasons}"', ":44: unknown name in braces 'amont'; did you mean 'amount'?"),
    (SERVICE, '  - issue: {document: letter, when', '  - issue: {when', ":51: missing 'document'"),
    (SERVICE, 'min: 1\n', 'min: 1\n    about: applicant\n', ":24: nobody may join this service: say under 'co_applicant' who may"),
    (SERVICE, 'min: 1\n', 'min: 1\n    about: aplicant\n', ":24: unknown applicant 'aplicant'; did you mean 'applicant'?"),
    (TABLE, 'rent,true,|,approve', 'rents,true,|,approve', ":2: column 'tenure': column 1: expected one of rent, own, found 'rents'; did you mean 'rent'?"),
    (TABLE, '|F', '|G', ":1: column '|G': unknown hit policy 'G'; expected one of U, F, A, P, C, C+, C<, C>, C#"),
    (TABLE, 'within', 'withn', ":1: column 'withn': column 1: unknown name 'withn'; did you mean 'within'?"),
    (TABLE, 'rent,false,|', 'rent,false', ':3: expected 6 cells, found 5'),
    (TABLE, '-,-,|,refer,0,\n', '', ":1: no row holds for tenure = own, within = True (exact); a last row of '-' would say what happens then"),
    (TABLE, ',cost,fits', ',csot,fits', ':2: column \'amount\': column 1: unknown name \'csot\'; did you mean \'cost\'?; a text is written in quotes: \'"csot"\''),
    (PARAMETERS, ', 3: 1350', '', ":1: parameter 'limit' loses the key 3 from 2026-01-01"),
    (PARAMETERS, '3: 1350', '3: 1350, 4: {0: 1}', ":8: parameter 'limit': expected a key for each of 'keyed_by' (size) and then one value"),
    (PARAMETERS, '      source: Resolution 2, section 1\n', '', ":8: parameter 'limit': expected exactly 'from', 'source' and 'value'"),
    (PARAMETERS, 'unit:', 'units:', ":1: parameter 'limit': unknown setting 'units'; did you mean 'unit'?"),
    (EXAMPLES, 'outcome: approve', 'outcome: deny', ":6: example 'A low rent is paid': expected outcome deny, got approve (fits, eligibility line 2)"),
    (EXAMPLES, 'outcome: approve', 'outcome: aprove', ":7: unknown outcome 'aprove'; did you mean 'approve'?"),
    (EXAMPLES, 'amount: 1100', 'amount: 1200', ":6: example 'A low rent is paid': expected amount 1200, got 1100"),
    (EXAMPLES, 'amount: 1100', 'amout: 1100', ":6: example 'A low rent is paid': unknown output 'amout'; did you mean 'amount'?"),
    (EXAMPLES, 'reasons: [fits]', 'reasons: [too_dear]', ":6: example 'A low rent is paid': expected reasons too_dear, got fits"),
    (EXAMPLES, 'reasons: [fits]', 'reasons: [fit]', ":8: unknown reason 'fit'; did you mean 'fits'?"),
    (EXAMPLES, 'on: 2026-05-04', 'on: 2019-05-04', ":6: example 'A low rent is paid': expected the outcome approve, got no value of the parameter 'limit' on 2019-05-04: the first is from 2020-01-01"),
    (EXAMPLES, 'lease.pdf', 'leese.pdf', ":4: unknown file 'leese.pdf'; did you mean 'lease.pdf'?"),
    (EXAMPLES, 'cost: answer.missing', 'cost: answer.too_small', ":13: example 'A renter must say the rent': expected problems cost: answer.too_small, got cost: answer.missing"),
    (EXAMPLES, 'problems: {cost: answer.missing}', 'outcome: deny', ":13: example 'A renter must say the rent': expected the outcome deny, got problems cost: answer.missing"),
    (EXAMPLES, 'language: es', 'language: it', ":3: unknown language 'it' (en, es)"),
    (CITY, 'brand: {colour: "#0b5c5e"}', 'issuers: {spid: {names: {en: S, es: S}, url: http://id.test}}', ":13: 'http://id.test' is not an address such as https://id.example.gov"),
    (CITY, 'brand: {colour: "#0b5c5e"}', 'issuers: {spid: {names: {en: S, es: S}, url: "https://id.test", levels: {"2": sure}}}', ":13: unknown level 'sure' (low, substantial, high)"),
    (CITY, 'zone: America/Chicago', 'zone: America/Chicgo', ":3: unknown time zone 'America/Chicgo'; did you mean 'America/Chicago'?"),
    (CITY, 'currency: USD', 'currency: USB', ":4: unknown currency 'USB'; did you mean 'ESB'?"),
    (CITY, 'country: US', 'country: UX', ":6: unknown country 'UX'"),
    (CITY, 'subdivision: TX', 'subdivision: TT', ":6: unknown subdivision 'TT'"),
    (CITY, 'region: US', 'region: us', ":5: 'us' is not a country's two letters (ISO 3166-1)"),
    (CITY, '"#0b5c5e"', 'teal', ":13: 'teal' is not a colour such as #0b5c5e"),
    (OFFICES, 'place: mill', 'place: mil', ":4: unknown place 'mil'; did you mean 'mill'?"),
    (OFFICES, 'team: desk', 'team: disk', ":8: unknown team 'disk'; did you mean 'desk'?"),
    (OFFICES, '"14:00-17:00"', '"11:00-17:00"', ':6: hours overlap or end before they begin: 09:00-12:30, 11:00-17:00'),
    (PLACES, '"id": "mill"', '"id": "north"', ":6: place 'north' is there twice"),
    (PLACES, '[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]', '[[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]', ":6: place 'mill' has a broken outline: Self-intersection[0.5 0.5]"),
    (PLACES, '[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]', '[[[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]]]', ":6: place 'mill' lies outside the world: longitude comes first, then latitude, in degrees"),
    (PLACES, '"Molino"', '""', ":6: place 'mill': missing language 'es'"),
    (PLACES, '"kind": "neighbourhood"', '"kind": "quarter"', ":6: place 'mill': unknown kind of place 'quarter'"),
    (PLACES, ']}}\n]}', ']}}\n]', ":9: this is not JSON: Expecting ',' delimiter"),
    (ANSWER, '# Ayuda', 'Ayuda', ':1: the first line must be the title: # Title'),
    (ANSWER, 'service:grant', 'service:grand', ":3: unknown service 'grand'; did you mean 'grant'?"),
]
# fmt: on


@pytest.mark.parametrize(("file", "old", "new", "message"), DAMAGES)
def test_one_damage_gives_one_message(pack: SmallPack, file: str, old: str, new: str, message: str):
    pack.replace(file, old, new)
    assert pack.errors() == [file + message]


JOINING = "reopen: 30 days\nco_applicant: {en: Your partner, es: Su pareja}"
# fmt: off
NOBODY_JOINS = [
    ('law: Resolution 1\n', 'law: Resolution 1\nat_once: {tenure: rent}\n', ":11: what one press applies for ('at_once') is nobody's to join"),
    ('min: 1\n', 'min: 1\n    about: co_applicant\n', ":22: 'size' is asked of who applies alone too: give it a 'when', or make it optional"),
    ('type: file, optional: true,', 'type: file, optional: true, about: applicant,', ":32: 'lease' takes files, which belong to both: it cannot be about one"),
    ('when: tenure = "rent"\n', 'when: tenure = "rent"\n    about: co_applicant\n    once: cost\n', ":32: 'cost' is about somebody else: it cannot be offered to the applicant again"),
    ('type: file, optional: true,', 'type: group, about: applicant, optional: true, questions: [{id: who, type: text, about: applicant, ask: {en: Who, es: Quien}}],', ":32: 'about' is said of a whole group, not of a question in it"),
]
# fmt: on


@pytest.mark.parametrize(("old", "new", "message"), NOBODY_JOINS)
def test_where_two_may_apply_together_each_answer_is_clearly_whose(pack: SmallPack, old: str, new: str, message: str):
    pack.replace(SERVICE, "reopen: 30 days", JOINING)
    assert pack.errors() == []
    pack.replace(SERVICE, old, new)
    assert SERVICE + message in pack.errors()


def test_a_reason_that_a_table_gives_needs_words(pack: SmallPack):
    pack.replace(SERVICE, "  too_dear: {law: Section 2, text: {en: The rent is high, es: La renta es alta}}\n", "")
    assert pack.errors() == [f"{TABLE}:3: unknown reason 'too_dear'; service.yaml has no words for it"]


def test_a_folder_without_a_city_says_what_a_pack_is(tmp_path: Path):
    assert [error.message for error in checking.check(tmp_path)] == [
        "the file is missing; a pack is a folder with a city.yaml"
    ]


def test_everything_wrong_is_told_at_once(pack: SmallPack):
    pack.replace(SERVICE, "department: housing", "department: houzing")
    pack.replace(SERVICE, "keep: 3 years\n", "")
    pack.replace(OFFICES, "place: mill", "place: mil")
    pack.replace(EXAMPLES, "lease.pdf", "leese.pdf")
    assert len(pack.errors()) == 4


def test_a_day_whose_midnight_the_clocks_skip_cannot_open_a_window(pack: SmallPack):
    pack.replace("city.yaml", "zone: America/Chicago", "zone: America/Santiago")
    pack.replace(SERVICE, "opens: publish+0d, closes: publish+14d", "opens: 2026-09-06")
    assert pack.errors() == [
        f"{SERVICE}:8: midnight of 2026-09-06 does not happen exactly once in America/Santiago: clocks change"
    ]


def test_a_parameter_must_have_a_value_when_applications_open(pack: SmallPack):
    pack.replace(SERVICE, "opens: publish+0d, closes: publish+14d", "opens: 2019-06-01")
    assert pack.errors() == [
        f"{PARAMETERS}:5: parameter 'limit' has no value from 2019-06-01, when applications open, to 2020-01-01"
    ]


NESTED = """\
fee:
  keyed_by: [tenure, size]
  values:
    - {from: 2020-01-01, source: Resolution 3, value: {rent: {1: 5, 2: 6}, own: {1: 7}}}
    - {from: 2026-01-01, source: Resolution 4, value: {rent: {2: 8}, own: {1: 7}}}
    - {from: 2027-01-01, source: Resolution 5, value: {rent: {2: 8}}}
"""


def test_a_key_within_a_key_must_not_go_missing(pack: SmallPack):
    pack.write(PARAMETERS, (pack.folder / PARAMETERS).read_text() + NESTED)
    assert pack.errors() == [
        f"{PARAMETERS}:11: parameter 'fee' loses the key own from 2027-01-01",
        f"{PARAMETERS}:11: parameter 'fee' loses the key rent: 1 from 2026-01-01",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("max: 3", "max: 4", "parameter 'limit' has no value for size 4: it gives null there"),
        (
            "min: 1\n    max: 3",
            "min: 0\n    max: 20",
            "parameter 'limit' has no value for size 0, 4 to 20: it gives null there",
        ),
        ("limit[size]", "bonus[tenure]", "parameter 'bonus' has no value for tenure own: it gives null there"),
    ],
)
def test_an_answer_for_which_a_parameter_has_no_value_is_a_warning(pack: SmallPack, old: str, new: str, message: str):
    bonus = "bonus:\n  keyed_by: tenure\n  values: [{from: 2020-01-01, source: Resolution 3, value: {rent: 1200}}]\n"
    pack.write(PARAMETERS, (pack.folder / PARAMETERS).read_text() + bonus)
    pack.replace(SERVICE, old, new)
    found = checking.examine(pack.folder)
    assert [error.message for error in found.errors] == [message]
    assert found.is_good


def test_whatever_the_city_keeps_can_be_reported_wrong(pack: SmallPack):
    pack.replace(SERVICE, "reopen: 30 days", "corrects: {datum: tenure, now: cost}")
    assert pack.errors() == [
        f"{SERVICE}:9: nobody could report 'cost' wrong, which is in 'data' of city.yaml and no option of 'tenure'",
        f"{SERVICE}:9: nobody could report 'tenure' wrong, which is in 'data' of city.yaml and no option of 'tenure'",
        f"{SERVICE}:9: the question 'cost' is not of type text or long_text",
    ]


def test_one_thing_offered_again_is_one_type_in_all_services(pack: SmallPack):
    pack.replace(
        "city.yaml", "data:\n", "data:\n  - {id: household, names: {en: Home, es: Casa}, department: housing}\n"
    )
    other = (pack.folder / SERVICE).read_text().replace("once: tenure", "once: household")
    for name in ("eligibility.csv", "parameters.yaml", "letter.typ", "tests.yaml", "lease.pdf"):
        pack.write(f"services/other/{name}", (pack.folder / "services/grant" / name).read_text())
    pack.write("services/other/service.yaml", other.replace("    min: 1\n", "    min: 1\n    once: tenure\n"))
    assert pack.errors() == [
        "services/other/service.yaml:24: 'tenure' is asked as integer here, but as choice in the service 'grant'"
    ]


def test_a_warning_does_not_hinder_publication(pack: SmallPack):
    pack.write("services/grant/spare.csv", "size,|,outcome\n-,|,deny\n")
    found = checking.examine(pack.folder)
    assert [str(error).rpartition("/")[2] for error in found.errors] == [
        "spare.csv:1: warning: the table 'spare' is not in 'decide'"
    ]
    assert found.is_good


def test_each_overlap_is_shown_with_an_input_for_which_both_rows_hold(pack: SmallPack):
    pack.replace(TABLE, "|F", "|U")
    errors = pack.errors()
    assert f"{TABLE}:2: lines 2 and 4 both hold for tenure = rent, within = True (exact)" in errors


@pytest.mark.parametrize("file", [SERVICE, TABLE, PARAMETERS, EXAMPLES, CITY, OFFICES, PLACES, ANSWER])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"[" * 5000, b"- - -", b"{}", b"null", b"a: {b: {c: d}}\n"])
def test_no_content_of_any_file_makes_the_check_itself_fail(pack: SmallPack, file: str, content: bytes):
    (pack.folder / file).write_bytes(content)
    assert pack.errors()
