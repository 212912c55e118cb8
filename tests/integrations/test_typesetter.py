import io
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from sportello.core import filetypes
from sportello.core.errors import Refused
from sportello.core.ports import Typesetter
from sportello.integrations import fakes, typst

AT = datetime(2026, 10, 2, 12, tzinfo=UTC)
HEAD = '#set document(title: "A letter")\n#let data = json(bytes(sys.inputs.data))\n'
LETTER = """#import "letterhead.typ": letterhead
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: data.language)
#letterhead(data.title)
= #data.title
#data.greeting
#table(columns: 2, table.header[A][B], ..data.rows.flatten())
#image(bytes(data.qr), format: "svg", alt: data.title)
"""
LETTERHEAD = "#let letterhead(name) = text(size: 9pt, name)"
SOURCES = {"main.typ": LETTER, "letterhead.typ": LETTERHEAD}
QR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="4" height="4"/></svg>'
VALUES = {
    "title": "Carta",
    "language": "es",
    "greeting": "¿Qué tal, Iñaki Ōe? ¡Añadió 3 ½ €! È già lì, Łukasz Štefan Đặng · Ωμέγα · Жук — “ok” «sì»",
    "rows": [[str(number), str(number * 2)] for number in range(16)],
    "qr": QR,
}


@pytest.fixture(scope="module")
def adapter() -> typst.TypstTypesetter:
    return typst.TypstTypesetter()


@pytest.fixture(params=["typst", "fake"])
def typesetter(request: pytest.FixtureRequest, adapter: typst.TypstTypesetter) -> Typesetter:
    return adapter if request.param == "typst" else fakes.FakeTypesetter()


def reason(typesetter: Typesetter, main: str, **others: str) -> str:
    with pytest.raises(Refused) as refused:
        typesetter.render_pdf({"main.typ": HEAD + main} | others, VALUES, made_at=AT)
    assert refused.value.code == "document.template"
    return str(refused.value.facts["reason"])


def test_a_letter_becomes_a_whole_pdf(typesetter: Typesetter) -> None:
    pdf = typesetter.render_pdf(SOURCES, VALUES, made_at=AT)
    assert filetypes.check_file(pdf, accept=["pdf"]) == "pdf"
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert len(read.pages) == 1
        assert str(read.docinfo["/CreationDate"]) == "D:20261002120000Z"


def test_the_same_letter_gives_the_same_bytes(typesetter: Typesetter) -> None:
    first, again = (typesetter.render_pdf(SOURCES, VALUES, made_at=AT) for _ in range(2))
    assert first == again
    assert first != typesetter.render_pdf(SOURCES, VALUES | {"greeting": "Hi"}, made_at=AT)
    assert first != typesetter.render_pdf(SOURCES, VALUES, made_at=AT.replace(hour=13))


def test_sources_without_a_main_one_are_refused(typesetter: Typesetter) -> None:
    with pytest.raises(Refused, match=r"no main\.typ"):
        typesetter.render_pdf({"letter.typ": LETTER}, VALUES, made_at=AT)


def test_the_pdf_is_tagged_and_says_it_is_accessible_and_fit_for_archives(adapter: Typesetter) -> None:
    with pikepdf.open(io.BytesIO(adapter.render_pdf(SOURCES, VALUES, made_at=AT))) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        assert (str(pdf.Root.Lang), metadata["dc:title"]) == ("es", "Carta")


@pytest.mark.parametrize(
    ("main", "words"),
    [
        ("Hello\n#let x = 1 +", "main.typ:4: expected expression"),
        ("#data.nope", 'main.typ:3: dictionary does not contain key "nope"'),
        ('#panic("no")', "main.typ:3: panicked with: no"),
        ('#image(bytes(data.qr), format: "svg")', "missing alt text"),
        ('#include "part.typ"', "part.typ:2: unknown variable: nothing"),
        ('#include "other.typ"', "main.typ:3: there is no such file among the sources"),
    ],
)
def test_an_error_names_its_file_and_line(adapter: Typesetter, main: str, words: str) -> None:
    said = reason(adapter, main, **{"part.typ": "Hello\n#nothing"})
    assert words in said
    assert "\n" not in said


def test_a_letter_without_a_glyph_is_told_apart_from_an_error_of_the_template(adapter: Typesetter) -> None:
    with pytest.raises(Refused) as refused:
        adapter.render_pdf({"main.typ": HEAD + "漢"}, VALUES, made_at=AT)
    assert refused.value.code == "document.letter_missing"
    assert refused.value.facts["reason"].startswith("main.typ:3:") and "漢" in refused.value.facts["reason"]


def test_a_document_without_a_title_is_refused(adapter: Typesetter) -> None:
    with pytest.raises(Refused, match="title"):
        adapter.render_pdf({"main.typ": "Hello"}, {}, made_at=AT)


@pytest.mark.parametrize("path", ["{0}", "..{0}", "../../../../../..{0}", "/../..{0}", "{1}", "/proc/self/environ"])
def test_a_template_reads_no_file_of_this_machine(
    adapter: Typesetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    monkeypatch.chdir(tmp_path)
    for verb in ("read", "include", "image"):
        assert "main.typ:3:" in reason(adapter, f'#{verb}("{path.format(secret, secret.name)}")')


@pytest.mark.parametrize("spec", ["@preview/cetz:0.3.0", "@local/city:1.0.0"])
def test_a_package_is_refused_before_anything_is_fetched(adapter: Typesetter, spec: str) -> None:
    assert reason(adapter, f'#import "{spec}"') == f'main.typ:3: packages are not allowed: "{spec}"'


@pytest.mark.parametrize("name", ["../main.typ", "/etc/x.typ", "a/../../x.typ", "x", ""])
def test_a_source_has_a_plain_name(adapter: Typesetter, name: str) -> None:
    assert "is not a name" in reason(adapter, "Hello", **{name: ""})


def test_a_value_is_text_and_never_code(adapter: Typesetter) -> None:
    values = VALUES | {"greeting": '#panic("no") $x$ *b* `#read("/etc/passwd")` \\ " {{'}
    assert adapter.render_pdf(SOURCES, values, made_at=AT).startswith(b"%PDF")


def test_letters_made_side_by_side_do_not_mix(adapter: Typesetter) -> None:
    expected = [adapter.render_pdf(SOURCES, VALUES | {"greeting": f"N {n}"}, made_at=AT) for n in range(4)]
    made: dict[int, bytes] = {}

    def make(n: int) -> None:
        for _ in range(5):
            made[n] = adapter.render_pdf(SOURCES, VALUES | {"greeting": f"N {n}"}, made_at=AT)

    threads = [threading.Thread(target=make, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[n] for n in range(4)] == expected


def test_a_folder_of_fonts_adds_scripts() -> None:
    fonts = Path("/usr/share/fonts/truetype/dejavu")
    if not fonts.is_dir():
        pytest.skip("needs Debian's fonts-dejavu")
    main, values = HEAD + '#text(font: "DejaVu Sans", data.x)', {"x": "ߒߞߏ"}
    with pytest.raises(Refused):
        typst.TypstTypesetter().render_pdf({"main.typ": main}, values, made_at=AT)
    assert typst.TypstTypesetter([fonts]).render_pdf({"main.typ": main}, values, made_at=AT)


def test_a_font_put_into_the_folder_counts_without_a_restart(tmp_path: Path) -> None:
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.exists():
        pytest.skip("needs Debian's fonts-dejavu")
    running, sources = typst.TypstTypesetter([tmp_path]), {"main.typ": HEAD + '#text(font: "DejaVu Sans", data.x)'}
    with pytest.raises(Refused):
        running.render_pdf(sources, {"x": "ߒߞߏ"}, made_at=AT)
    shutil.copy(font, tmp_path)
    assert running.render_pdf(sources, {"x": "ߒߞߏ"}, made_at=AT)


def test_the_refusing_fake_finds_an_error_and_the_crashing_one_breaks() -> None:
    assert "unknown variable" in reason(fakes.RefusingTypesetter(), "Hello")
    with pytest.raises(RuntimeError):
        fakes.CrashingTypesetter().render_pdf(SOURCES, VALUES, made_at=AT)
