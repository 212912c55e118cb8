"""Documents back into a pack's folder: what `reading` reads again as the same editions. Knows no database."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sportello.packs.reading import CITY, Document

FIRST = (
    *(
        "id",
        "name",
        "names",
        "type",
        "on",
        "language",
        "summary",
        "keywords",
        "icon",
        "department",
        "law",
        "source",
    ),
    *(
        "languages",
        "zone",
        "currency",
        "region",
        "holidays",
        "departments",
        "teams",
        "partners",
        "data",
        "issuers",
        "brand",
        "contact",
        "money",
    ),
    *(
        "promise",
        "assurance",
        "decide_on",
        "period",
        "keep",
        "intake",
        "appeal",
        "reopen",
        "duplicates",
        "nearby",
    ),
    *("questions", "facts", "decide", "reasons", "messages", "documents", "steps"),
    *("accept", "min", "max", "options", "when", "optional", "ask", "help"),
)
"""Keys people expect first, in this order; a document from the database has them by the alphabet."""


class _Dumper(yaml.SafeDumper):
    """Write texts of several lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def write_folder(documents: Mapping[str, Document], folder: Path) -> None:
    """Write the documents, by subject, into a new or empty folder."""
    for subject, document in documents.items():
        if subject == CITY:
            _write_city(document, folder)
        else:
            _write_service(document, folder / "services" / subject)


def _write_city(document: Document, folder: Path) -> None:
    _write_yaml(folder / "city.yaml", document["city"])
    if document["offices"]:
        _write_yaml(folder / "offices.yaml", document["offices"])
    if document["places"]:
        _write_file(folder / "places.geojson", _write_places(document["places"]))
    for answer in document["answers"]:
        for language, title in answer["titles"].items():
            body = f"# {title}\n\n{answer['bodies'][language]}\n"
            _write_file(folder / "answers" / f"{answer['id']}.{language}.md", body)


def _write_places(places: list[dict[str, Any]]) -> str:
    """Write GeoJSON with a place a line, so that it can be compared."""
    features = []
    for place in places:
        own = {key: place[key] for key in ("id", "kind", "district", "names")}
        facts = {name: json.loads(number) for name, number in place["facts"].items()}
        feature = {"type": "Feature", "properties": {**own, **facts}, "geometry": place["outline"]}
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def _write_service(document: Document, folder: Path) -> None:
    _write_yaml(folder / "service.yaml", _unordered(document["service"]))
    if document["parameters"]:
        _write_yaml(folder / "parameters.yaml", document["parameters"])
    if document["tests"]:
        examples = [{key: part for key, part in test.items() if key != "files"} for test in document["tests"]]
        _write_yaml(folder / "tests.yaml", examples)
    for name, text in document["shared"].items():
        _write_file(folder.parent.parent / name, text)
    for name, text in document["templates"].items():
        _write_file(folder / name, text)
    for name, text in document["tables"].items():
        _write_file(folder / f"{name}.csv", text)
    for name, content in document["files"].items():
        (folder / name).write_bytes(base64.b64decode(content))


def _unordered(value: Any) -> Any:
    """Turn a question's options, a list so that they keep their order, back into the mapping people write."""
    if isinstance(value, list):
        return [_unordered(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _unordered(inner) for key, inner in value.items()}
    if isinstance(plain.get("options"), list):
        plain["options"] = {id_: names for option in plain["options"] for id_, names in option.items()}
    return plain


def _write_yaml(path: Path, value: Any) -> None:
    text = yaml.dump(_in_order(value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    _write_file(path, text)


def _in_order(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_order(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    ranks = {key: FIRST.index(key) if key in FIRST else len(FIRST) for key in value}
    return {key: _in_order(value[key]) for key in sorted(value, key=ranks.__getitem__)}


def _write_file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
