import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from sportello import words
from sportello.core.errors import Refused

ROOT = Path(words.__file__).parent
SOURCES = ROOT.parent
DEMO = Path(__file__).parent.parent / "cities" / "demo"
ANY = r"[\w-]+"
CHAIN = re.compile(r'"[a-z][\w-]*"(?: ~ (?:"[\w-]*"|[\w.]+|\([^()]*\)))+')
"""A text that a template puts together."""
NAMED = re.compile(r"[a-z][\w-]*-")
"""How the name of a message begins that is put together."""
BETWEEN = re.compile(r"-[a-z][\w-]*-")


class Variables(Visitor):
    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):
        self.names.add(node.id.name)


def read(language):
    """Give, for each message of a language, the variables it uses."""
    found = {}
    for path in sorted((ROOT / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{path}: {entry.content}"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{path}: {entry.id.name} twice"
                variables = Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


def refusals():
    """Give each refusal made in the source: code, names of its facts, where; codes put together at run time aside."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", getattr(node.func, "attr", "")) != "Refused":
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                facts = {keyword.arg for keyword in node.keywords}
                yield node.args[0].value, facts, f"{path.relative_to(SOURCES)}:{node.lineno}"


def list_said():
    """Give the messages that code and templates name whole, and patterns of those whose names they put together.

    What a port may refuse with is said by adapters, also of others.
    """
    ports = (SOURCES / "core" / "ports.py").read_text(encoding="utf-8")
    whole, patterns = {words.name(code) for code in re.findall(r"`([a-z_]+\.[a-z_]+)`", ports)}, set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(words.name(node.value))
            if isinstance(node, ast.JoinedStr) and is_name(node):
                patterns.add("".join(make_pattern(getattr(one, "value", None)) for one in node.values))
    for path in SOURCES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for chain in CHAIN.findall(text):
            patterns.add("".join(make_pattern(one[1:-1] if '"' in one[:1] else None) for one in chain.split(" ~ ")))
        quoted = set(re.findall(r'"([a-z][\w-]*)"', CHAIN.sub("", text)))
        patterns |= {f"{one}{ANY}" for one in quoted if one.endswith("-")}
        whole |= quoted
    return whole, re.compile("|".join(patterns))


def is_name(node):
    """Tell whether a text put together names messages: by how it begins, or by a word between its parts."""
    first, *others = [str(getattr(one, "value", "")) for one in node.values]
    return bool(NAMED.fullmatch(first)) or any(BETWEEN.fullmatch(one) for one in others)


def make_pattern(part):
    return re.escape(part) if isinstance(part, str) else ANY


def test_every_message_is_said_by_something():
    whole, patterns = list_said()
    terms = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "en").glob("*.ftl"))
    spoken = whole | set(re.findall(r"{ ([a-z][\w-]*) }", terms))
    assert [id for id in read("en") if id not in spoken and not patterns.fullmatch(id)] == []


@pytest.mark.parametrize("language", [each for each in words.LANGUAGES if each != "en"])
def test_every_language_says_the_same_messages_with_the_same_facts(language):
    assert read(language) == read("en")


def test_every_refusal_in_the_source_has_words():
    wordless = [f"{where}: {code}" for code, _, where in refusals() if not words.has(words.name(code))]
    assert not wordless


def test_every_refusal_gives_the_facts_its_words_need():
    spoken = read("en")
    short = [
        f"{where}: {code} lacks {spoken[words.name(code)] - facts}"
        for code, facts, where in refusals()
        if None not in facts and words.name(code) in spoken and not spoken[words.name(code)] <= facts
    ]
    assert not short


def test_numbers_and_dates_are_said_as_the_language_writes_them():
    assert "15.000,5" in words.say("es", "answer-too-large", max=Decimal("15000.5"))
    assert "4 maggio 2020" in words.say("it", "answer-too-late", max=date(2020, 5, 4))
    assert "11.8 MB" in words.say("en", "file-too-large", size=12_345_678, largest=10 * 1024**2)


def test_a_variant_of_a_language_falls_back_to_the_language_and_an_unknown_one_to_english():
    assert words.say("es-MX", "talk-bye") == words.say("es", "talk-bye")
    assert words.say("tlh", "talk-bye") == words.say("en", "talk-bye")


def test_a_message_that_does_not_exist_and_a_fact_that_is_missing_are_errors():
    with pytest.raises(KeyError):
        words.say("en", "no-such-message")
    with pytest.raises(KeyError, match="max"):
        words.say("en", "answer-too-large")


def test_a_fact_may_be_as_long_as_somebody_types() -> None:
    assert "a" * 5000 in words.refusal("es", Refused("service.unknown", service="a" * 5000))


def test_a_refusal_without_words_is_told_by_its_code():
    assert "moon.full" in words.refusal("en", Refused("moon.full"))


@pytest.mark.parametrize(("day", "said"), [(8, "l'8 dicembre"), (11, "l'11 dicembre"), (9, "il 9 dicembre")])
def test_italian_days_that_begin_with_a_vowel_lose_the_articles(day: int, said: str) -> None:
    assert said in words.say("it", "web-hear-by", by=date(2026, 12, day))


FORMAL = (
    r"\b(?:Lei|Suo|Sua|Suoi|Sue|La preghiamo|La informiamo|La invitiamo|Le chiediamo|Voglia|[Rr]iprovi|[Ss]celga"
    r"|[Aa]cceda|[Ii]nserisca|[Pp]rema|Indichi|[Aa]ggiunga|Veda|[Aa]pra|Paghi|[Cc]hieda|[Ss]criva"
    r"|Conservi|Tenga|Porti|Cerchi|[Cc]i chiami|[Aa]vvisi (?:il|la|lo)|[Cc]ontatti (?:il|la|lo))\b"
)
"""Italian that calls a reader *Lei*, by words that have no other use here (docs/glossary.md: the city says *tu*)."""
FAMILIAR = r"\b(?:[Tt]us?|[Tt]ú|[Tt]ienes|[Pp]uedes|[Qq]uieres)\b"
"""Spanish that calls a reader *tú*: the city says *usted*."""
SIGNS = r"[a-z]@s?\b(?![.\w])|[a-z]\*s?(?!\*)\b|\b\w+[ao]s?/[ao]s?\b"
"""Signs that stand for two genders, which nobody can read aloud: reword instead."""


def said(language: str) -> Iterator[str]:
    """Give all that readers of a language are told: the catalogues, and the demo city's pack."""
    for path in sorted((ROOT / language).glob("*.ftl")):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for path in sorted(DEMO.rglob(f"*.{language}.md")):
        yield from path.read_text(encoding="utf-8").splitlines()
    for path in sorted(DEMO.rglob("*.yaml")):
        yield from told(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), language)


def told(part: object, language: str) -> Iterator[str]:
    for key, value in part.items() if isinstance(part, dict) else ():
        if key == language and isinstance(value, str):
            yield value
        yield from told(value, language)
    for value in part if isinstance(part, list) else ():
        yield from told(value, language)


@pytest.mark.parametrize(
    ("language", "avoided"),
    [("it", FORMAL), ("it", SIGNS), ("es", FAMILIAR), ("es", SIGNS)],
    ids=["it-tu", "it-aloud", "es-usted", "es-aloud"],
)
def test_the_city_calls_its_readers_by_one_form_in_words_that_can_be_read_aloud(language: str, avoided: str):
    assert not [text for text in said(language) if re.search(avoided, text)]
