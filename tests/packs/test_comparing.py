"""What changed between two documents, in lines for people."""

import pytest
from tests.packs.small import SmallPack

from sportello.packs import comparing, reading

SERVICE = "services/grant/service.yaml"

CHANGES = [
    (SERVICE, "max: 3", "max: 4", False, ["service.questions.size.max: 3 → 4"]),
    (SERVICE, "es: Ayuda}", "es: Subsidio}", True, ["service.names.es: Ayuda → Subsidio"]),
    (SERVICE, "es: Es mía", "es: La tengo", True, ["service.questions.tenure.options.own.es: Es mía → La tengo"]),
    (SERVICE, "law: Section 1", "law: Section 9", False, ["service.reasons.fits.law: Section 1 → Section 9"]),
    (SERVICE, "team: desk", "team: desk, four_eyes: true", False, ["service.steps.review.four_eyes: added True"]),
    (SERVICE, "  - tell: {message: decision}\n", "", False, ["service.steps.tell: removed"]),
    (SERVICE, "reopen: 30 days\n", "", False, ["service.reopen: removed"]),
    (SERVICE, "assurance: low", "assurance: low\nicon: home", False, ["service.icon: added home"]),
    (
        "services/grant/eligibility.csv",
        "rent,false,|,deny",
        "rent,false,|,refer",
        False,
        [
            "tables.eligibility: -rent,false,|,deny,0,too_dear",
            "tables.eligibility: +rent,false,|,refer,0,too_dear",
        ],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "text_only", "lines"), CHANGES)
def test_a_change_is_a_line(pack: SmallPack, file: str, old: str, new: str, text_only: bool, lines: list[str]):
    before = reading.read_folder(pack.folder).services["grant"]
    pack.replace(file, old, new)
    after = reading.read_folder(pack.folder).services["grant"]
    assert comparing.diff(before, after) == lines
    assert comparing.is_text_only(before, after) is text_only


def test_a_law_cited_otherwise_is_no_mere_wording(pack: SmallPack):
    pack.replace(SERVICE, "law: Section 1", "law: {en: Section 1, es: Sección 1}")
    before = reading.read_folder(pack.folder).services["grant"]
    pack.replace(SERVICE, "es: Sección 1", "es: Sección 9")
    after = reading.read_folder(pack.folder).services["grant"]
    assert comparing.diff(before, after) == ["service.reasons.fits.law.es: Sección 1 → Sección 9"]
    assert not comparing.is_text_only(before, after)


def test_the_order_of_options_is_a_change(pack: SmallPack):
    before = reading.read_folder(pack.folder).services["grant"]
    pack.replace(SERVICE, "      rent: {en: I rent, es: Alquilo}\n", "")
    pack.replace(
        SERVICE,
        "      own: {en: I own it, es: Es mía}\n",
        "      own: {en: I own it, es: Es mía}\n      rent: {en: I rent, es: Alquilo}\n",
    )
    after = reading.read_folder(pack.folder).services["grant"]
    assert comparing.diff(before, after) == ["service.questions.tenure.options.order: rent, own → own, rent"]


def test_a_further_language_is_more_than_wording():
    old = {"service": {"names": {"en": "Grant"}}}
    new = {"service": {"names": {"en": "Grant", "es": "Ayuda"}}}
    assert not comparing.is_text_only(old, new)


def test_nothing_changed_is_no_line_and_no_text(pack: SmallPack):
    document = reading.read_folder(pack.folder).city
    assert comparing.diff(document, document) == []
    assert not comparing.is_text_only(document, document)
    assert comparing.diff({}, document) == ["new"]
