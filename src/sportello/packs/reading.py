"""A pack's folder as documents: one for the city, one for each service. Knows shapes, no rules.

Documents are plain JSON values, enough to do without the folder. Whether they hold is for `checking`.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sportello.packs import durations, places, schema, yamlfile
from sportello.packs.building import SERVICE_LINK
from sportello.packs.errors import BrokenPack, Report, name_unknown
from sportello.packs.examples import read_examples
from sportello.packs.shapes import SLUG, Reading, kind_of, plain
from sportello.packs.yamlfile import Node

Document = dict[str, Any]
CITY = "city"
LARGEST = 10_000_000  # bytes of one file beside service.yaml
ANSWER_NAME = re.compile(r"([a-z][a-z0-9_-]*)\.([A-Za-z-]+)\.md")


@dataclass(frozen=True)
class Pack:
    """A city pack as documents: publish the city under the subject `city`, each service under its id."""

    city: Document
    services: Mapping[str, Document]

    @property
    def documents(self) -> dict[str, Document]:
        """Give all documents by subject."""
        return {CITY: self.city, **self.services}


@dataclass
class Scan:
    """A folder as far as it could be read: documents, the YAML behind them, and what is wrong."""

    city: Document | None = None
    services: dict[str, Document] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def read_folder(folder: Path) -> Pack:
    """Read a pack; BrokenPack with all that is wrong when a file does not say what it should."""
    return take_whole(scan_folder(folder))


def take_whole(scan: Scan) -> Pack:
    """Take what was read of a folder as a pack; BrokenPack when a file does not say what it should."""
    if scan.report.is_broken() or scan.city is None:
        raise BrokenPack([error for error in scan.report.errors if error.level == "error"])
    return Pack(scan.city, scan.services)


def scan_folder(folder: Path) -> Scan:
    """Read a pack as far as it goes."""
    scan = Scan()
    if not (folder / "city.yaml").is_file():
        scan.report.add(str(folder / "city.yaml"), 1, "the file is missing; a pack is a folder with a city.yaml")
        return scan
    _check_links_out(folder, scan.report)
    if scan.report.is_broken():
        return scan
    scan.city = _read_city(folder, scan)
    for path in sorted((folder / "services").glob("*/")):
        if not SLUG.fullmatch(path.name) or path.name == CITY:
            scan.report.add(str(path), 1, f"'{path.name}' cannot name a service: small letters, digits, - and _")
        elif scan.city is not None and scan.city["city"].get("languages"):
            document = _read_service(path, scan.city, scan)
            if document is not None:
                scan.services[path.name] = document
    return scan


def _check_links_out(folder: Path, report: Report) -> None:
    """Report links that lead out: whoever proposes a pack would have files of this machine published with it."""
    root = folder.resolve()
    for path in folder.rglob("*"):
        try:
            is_inside = not path.is_symlink() or path.resolve(strict=True).is_relative_to(root)
        except (OSError, RuntimeError):  # to nowhere, or round and round
            is_inside = False
        if not is_inside:
            report.add(str(path), 1, "this link leads out of the pack's folder")


def read_city(folder: Path) -> Document:
    """Read what a pack says of the city itself, of a pack that is known to be good."""
    document = _read_city(folder, Scan())
    if document is None:
        raise FileNotFoundError(folder / "city.yaml")
    return document


def resolve(document: Document, published_on: date) -> Document:
    """Give the document with dates in place of those relative to its publication (`publish+14d`)."""
    intake = document.get("service", {}).get("intake")
    if not intake:
        return document
    dated = {end: durations.resolve(when, published_on) for end, when in intake.items()}
    return {**document, "service": {**document["service"], "intake": dated}}


def _read_city(folder: Path, scan: Scan) -> Document | None:
    node = _read_yaml(folder / "city.yaml", scan)
    if node is None:
        return None
    languages = _languages(node)
    names: dict[str, Iterable[str]] = {"department": _keys(node, "departments"), "team": _keys(node, "teams")}
    city = schema.CITY(node, Reading(scan.report, languages, names))
    document: Document = {"format": "city/1", "city": city, "places": [], "offices": [], "answers": []}
    map_file = folder / "places.geojson"
    if map_file.is_file():
        document["places"] = places.read(_text(map_file, scan.report), str(map_file), languages, scan.report)
    if (folder / "offices.yaml").is_file() and (offices := _read_yaml(folder / "offices.yaml", scan)):
        if not scan.report.is_broken(str(map_file)):
            names = {**names, "place": [place["id"] for place in document["places"]]}
        document["offices"] = schema.OFFICES(offices, Reading(scan.report, languages, names))
    document["answers"] = _read_answers(folder, languages, scan.report)
    return document if city is not None else None


def _read_answers(folder: Path, languages: tuple[str, ...], report: Report) -> list[Document]:
    answers: dict[str, Document] = {}
    for path in sorted((folder / "answers").glob("*")):
        found = ANSWER_NAME.fullmatch(path.name)
        if not found:
            report.add(str(path), 1, "an answer's file is named ID.LANGUAGE.md")
        elif found[2] not in languages:
            report.add(str(path), 1, name_unknown("language", found[2], languages))
        else:
            answer = answers.setdefault(found[1], {"id": found[1], "titles": {}, "bodies": {}})
            title, _, body = _text(path, report).partition("\n")
            if not title.startswith("# "):
                report.add(str(path), 1, "the first line must be the title: # Title")
            answer["titles"][found[2]], answer["bodies"][found[2]] = title[2:].strip(), body.strip()
            _check_links(path, body, folder, report)
    for answer in answers.values():
        for language in languages:
            if language not in answer["titles"]:
                path = folder / "answers" / f"{answer['id']}.{language}.md"
                report.add(str(path), 1, f"missing language '{language}' of the answer '{answer['id']}'")
    return list(answers.values())


def _check_links(path: Path, body: str, folder: Path, report: Report) -> None:
    services = [each.name for each in (folder / "services").glob("*/")]
    for number, line in enumerate(body.splitlines(), 2):
        for linked in SERVICE_LINK.findall(line):
            if linked not in services:
                report.add(str(path), number, name_unknown("service", linked, services))


def _read_service(folder: Path, city: Document, scan: Scan) -> Document | None:
    node = _read_yaml(folder / "service.yaml", scan)
    if node is None:
        return None
    languages = tuple(language for language in city["city"]["languages"] if language)
    reading = Reading(scan.report, languages, _service_names(node, city, folder))
    service = schema.SERVICE(node, reading)
    document: Document = {
        "format": "service/1",
        "id": folder.name,
        "service": service,
        "parameters": _read_parameters(folder, scan),
        "tables": {path.stem: _text(path, scan.report) for path in sorted(folder.glob("*.csv"))},
        "shared": _read_templates(folder.parent.parent, scan),
        "templates": _read_templates(folder, scan),
    }
    if service is None:
        return None
    examples = _read_yaml(folder / "tests.yaml", scan) if (folder / "tests.yaml").is_file() else None
    document["tests"] = read_examples(examples, service.get("questions") or [], reading) if examples else []
    document["files"] = _read_files(folder, document["tests"], scan)
    return document


def _service_names(node: Node, city: Document, folder: Path) -> dict[str, Iterable[str]]:
    """List the words that service.yaml may refer to, by kind."""
    questions = node.members["questions"].entries if "questions" in node.members else []
    ids = [q.members["id"].text for q in questions if "id" in q.members]
    papers = [q.members["id"].text for q in questions if "id" in q.members and _find_type(q) == "file"]
    return {
        "department": city["city"].get("departments") or {},
        "team": city["city"].get("teams") or {},
        "partner": city["city"].get("partners") or {},
        "datum": [one["id"] for one in city["city"].get("data") or [] if one],
        "question": ids,
        "answer or output": [*(id for id in ids if id not in papers), *_keys(node, "outputs")],
        "output": _keys(node, "outputs"),
        "message": _keys(node, "messages"),
        "document": _keys(node, "documents"),
        "reason": _keys(node, "reasons"),
        "table": sorted(path.stem for path in folder.glob("*.csv")),
        "template": sorted(path.name for path in folder.glob("*.typ")),
        "service": sorted(path.name for path in folder.parent.glob("*/")),
    }


def _find_type(question: Node) -> str:
    return question.members["type"].text if "type" in question.members else ""


def _read_templates(folder: Path, scan: Scan) -> dict[str, str]:
    return {path.name: _text(path, scan.report) for path in sorted(folder.glob("*.typ"))}


def _read_files(folder: Path, examples: list[Document], scan: Scan) -> dict[str, str]:
    """Read the files that examples name, as base64."""
    files, beside = {}, {path.name for path in folder.iterdir() if path.is_file()}
    for name in sorted({name for example in examples for name in example.get("files", ())}):
        if name not in beside:
            continue  # the example that names it is reported
        if (folder / name).stat().st_size > LARGEST:
            scan.report.add(str(folder / name), 1, f"the file is larger than {LARGEST} bytes")
            continue
        files[name] = base64.b64encode((folder / name).read_bytes()).decode()
    return files


def _read_parameters(folder: Path, scan: Scan) -> Document:
    """Read parameters.yaml with every scalar as text; `core.parameters` says what it means."""
    path = folder / "parameters.yaml"
    node = _read_yaml(path, scan) if path.is_file() else None
    if node is not None and not isinstance(node.value, dict):
        scan.report.add(str(path), node.line, f"expected parameters by name, found {kind_of(node)}")
        return {}
    return plain(node) if node else {}


def _read_yaml(path: Path, scan: Scan) -> Node | None:
    if not path.is_file():
        scan.report.add(str(path), 1, "the file is missing")
        return None
    node = yamlfile.read(_text(path, scan.report), str(path), scan.report)
    if node is not None:
        scan.nodes[str(path)] = node
    return node


def _text(path: Path, report: Report) -> str:
    if not path.is_file() or path.stat().st_size > LARGEST:
        report.add(str(path), 1, f"this is no file, or larger than {LARGEST} bytes")
        return ""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        report.add(str(path), 1, "the file is not UTF-8 text")
        return ""


def _languages(node: Node) -> tuple[str, ...]:
    entries = node.members["languages"].entries if "languages" in node.members else []
    return tuple(entry.text for entry in entries)


def _keys(node: Node, key: str) -> list[str]:
    return list(node.members[key].members) if key in node.members else []
