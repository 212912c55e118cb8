"""A folder read into documents, documents written back and built."""

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.packs.small import SmallPack

from sportello.core.actors import Assurance
from sportello.core.errors import Refused
from sportello.core.services import Promise, Window
from sportello.packs import building, errors, reading, writing, yamlfile

DAY = date(2026, 7, 1)
DEMO = Path(__file__).parents[2] / "cities/demo"


def read_yaml(text: str) -> yamlfile.Node:
    report = errors.Report()
    node = yamlfile.read(text, "x.yaml", report)
    assert node and not report.errors
    return node


def test_every_scalar_stays_the_text_it_is():
    node = read_yaml("a: no\nb: 12:30\nc: 01234\nd: 2026-07-01\ne: 1.50\nf: ~\n")
    assert {key: inner.text for key, inner in node.members.items()} == {
        "a": "no",
        "b": "12:30",
        "c": "01234",
        "d": "2026-07-01",
        "e": "1.50",
        "f": "~",
    }


def test_every_value_knows_the_line_of_its_key():
    node = read_yaml("a:\n  b:\n    - one\n    - c: |\n        text\n")
    assert {path: inner.line for path, inner in node.walk()} == {
        (): 1,
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "b", 0): 3,
        ("a", "b", 1): 4,
        ("a", "b", 1, "c"): 4,
    }


def test_a_path_that_leads_nowhere_gives_the_nearest_value_around_it():
    node = read_yaml("a:\n  b: 1\n")
    assert node.find(["a", "x", 3]).line == 1
    assert node.find(["a", "b"]).line == 2


def test_a_broken_pack_is_refused_with_all_that_is_wrong(pack: SmallPack):
    pack.replace("city.yaml", "zone: America/Chicago", "zone: America/Chicgo")
    pack.replace("services/grant/service.yaml", "law: Resolution 1\n", "")
    with pytest.raises(errors.BrokenPack) as refused:
        reading.read_folder(pack.folder)
    assert (refused.value.code, len(refused.value.errors)) == ("pack.broken", 2)


def test_documents_are_plain_json_and_keep_the_order_of_options(pack: SmallPack):
    documents = reading.read_folder(pack.folder).documents
    assert json.loads(building.canonical(documents["grant"])) == documents["grant"]
    assert set(documents) == {"city", "grant"}
    assert [list(option) for option in documents["grant"]["service"]["questions"][0]["options"]] == [["rent"], ["own"]]


def test_an_edition_is_named_by_what_it_says_not_by_how_it_is_written(pack: SmallPack):
    before = reading.read_folder(pack.folder).services["grant"]
    pack.replace("services/grant/service.yaml", "law: Resolution 1\n", "")
    pack.replace("services/grant/service.yaml", "assurance: low\n", "assurance: low # eIDAS\nlaw: 'Resolution 1'\n")
    after = reading.read_folder(pack.folder).services["grant"]
    assert building.edition_hash(before) == building.edition_hash(after)
    pack.replace("services/grant/lease.pdf", "a lease", "another lease")
    assert building.edition_hash(after) != building.edition_hash(reading.read_folder(pack.folder).services["grant"])


def test_a_law_is_cited_once_for_all_languages_or_in_each(pack: SmallPack) -> None:
    pack.replace("services/grant/service.yaml", "law: Section 1", "law: {en: Section 1, es: Sección 1}")
    read = reading.read_folder(pack.folder)
    service = building.build_service(reading.resolve(read.services["grant"], DAY), building.build_profile(read.city))
    assert service.law == {"en": "Resolution 1", "es": "Resolution 1"}
    assert service.reasons["fits"].law == {"en": "Section 1", "es": "Sección 1"}


def test_relative_dates_count_from_the_publication(pack: SmallPack):
    draft = reading.read_folder(pack.folder)
    profile = building.build_profile(draft.city)
    with pytest.raises(Refused, match=r"pack\.unresolved"):
        building.build_service(draft.services["grant"], profile)
    service = building.build_service(reading.resolve(draft.services["grant"], DAY), profile)
    assert service.window == Window(date(2026, 7, 1), date(2026, 7, 15))
    assert reading.resolve(draft.city, DAY) == draft.city


def test_a_profile_has_what_the_city_wrote(pack: SmallPack):
    profile = building.build_profile(reading.read_folder(pack.folder).city)
    assert profile.places["north"].facts == {"poverty_rate": Decimal("0.21")}
    assert profile.places["north"].district == "north"
    assert profile.answers[0].services == ("grant",)
    assert profile.answers[0].bodies["en"] == "Ask for the [grant](service:grant)."
    assert profile.teams["desk"].department == "housing"
    assert not profile.calendar.is_working_day(date(2026, 4, 24))
    assert profile.offices[0]["counters"][0]["windows"] == 2


def test_a_service_has_what_the_city_wrote(pack: SmallPack):
    draft = reading.read_folder(pack.folder)
    document = reading.resolve(draft.services["grant"], DAY)
    service = building.build_service(document, building.build_profile(draft.city))
    assert service.edition == building.edition_hash(document)
    assert (service.promise, service.assurance) == (Promise(10, "working days"), Assurance.LOW)
    assert (service.keep_days, service.reopen_days) == (1096, 30)
    assert set(service.documents["letter"].sources) == {"main.typ", "letter.typ", "letterhead.typ"}
    assert service.documents["letter"].valid_days == 365
    assert [step.kind for step in service.steps] == ["review", "pay", "fulfil", "issue", "tell"]
    assert service.steps[2].settings["due"] == {"count": 14, "unit": "days"}
    assert service.steps[1].settings["amount"]({"amount": Decimal(2000)}) == 20


def test_what_is_written_back_reads_as_the_same_editions(pack: SmallPack, tmp_path: Path):
    documents = reading.read_folder(pack.folder).documents
    kept = {subject: json.loads(building.canonical(document)) for subject, document in documents.items()}
    writing.write_folder(kept, tmp_path / "again")
    assert reading.read_folder(tmp_path / "again").documents == documents


def test_the_demo_city_survives_being_written_back(tmp_path: Path):
    documents = reading.read_folder(DEMO).documents
    kept = {subject: json.loads(building.canonical(document)) for subject, document in documents.items()}
    writing.write_folder(kept, tmp_path / "again")
    again = reading.read_folder(tmp_path / "again").documents
    assert {subject: building.edition_hash(document) for subject, document in again.items()} == {
        subject: building.edition_hash(document) for subject, document in documents.items()
    }


def test_an_issuer_says_what_its_levels_are_worth(pack: SmallPack):
    levels = 'levels: {"https://id.test/2": substantial}'
    one = "spid: {names: {en: S, es: S}, url: https://id.test, scopes: [profile], " + levels + "}"
    pack.replace("city.yaml", 'brand: {colour: "#0b5c5e"}', "issuers: {" + one + "}")
    (issuer,) = building.build_profile(reading.read_folder(pack.folder).city).issuers.values()
    assert (issuer.id, issuer.url, issuer.person, issuer.scopes) == ("spid", "https://id.test", "sub", ("profile",))
    assert issuer.levels == {"https://id.test/2": Assurance.SUBSTANTIAL}


def test_a_link_out_of_the_folder_publishes_no_file_of_this_machine(pack: SmallPack, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("# of this machine")
    grant = pack.folder / "services/grant"
    (grant / "stolen.typ").symlink_to(tmp_path / "secret")
    (grant / "nowhere.csv").symlink_to("nowhere.csv")
    (pack.folder / "services/other").symlink_to(tmp_path)
    with pytest.raises(errors.BrokenPack) as caught:
        reading.read_folder(pack.folder)
    assert sorted(Path(error.file).name for error in caught.value.errors) == ["nowhere.csv", "other", "stolen.typ"]
    assert "of this machine" not in str(caught.value)


def test_a_link_inside_the_folder_is_followed(pack: SmallPack) -> None:
    (pack.folder / "..data").mkdir()  # as volumes of Kubernetes lay out files
    (pack.folder / "city.yaml").rename(pack.folder / "..data/city.yaml")
    (pack.folder / "city.yaml").symlink_to("..data/city.yaml")
    assert reading.read_folder(pack.folder).city["city"]["currency"] == "USD"


def test_what_is_no_file_or_too_large_is_not_read(pack: SmallPack, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(pack.folder / "services/grant/waits.csv")
    with (pack.folder / "letterhead.typ").open("wb") as large:
        large.truncate(reading.LARGEST + 1)
    with pytest.raises(errors.BrokenPack) as caught:
        reading.read_folder(pack.folder)
    assert {Path(error.file).name for error in caught.value.errors} >= {"waits.csv", "letterhead.typ"}
