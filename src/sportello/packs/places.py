"""The city's map: districts and neighbourhoods of `places.geojson`, read and checked. Knows no other file."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape as to_shape

from sportello.packs.errors import Report, name_unknown

KINDS = ("district", "neighbourhood")
WORLD = (-180.0, -90.0, 180.0, 90.0)
OWN = frozenset({"id", "kind", "district", "names"})


def read(text: str, file: str, languages: tuple[str, ...], report: Report) -> list[dict[str, Any]]:
    """Read the places; numbers among the properties become facts, written as text."""
    try:
        features = json.loads(text)["features"]
    except json.JSONDecodeError as error:
        report.add(file, error.lineno, f"this is not JSON: {error.msg}")
        return []
    except (KeyError, TypeError, RecursionError):
        report.add(file, 1, "expected a GeoJSON FeatureCollection")
        return []
    places: dict[str, dict[str, Any]] = {}
    lines: dict[str, int] = {}
    for feature in features:
        properties = feature.get("properties") or {}
        id_ = str(properties.get("id", ""))
        line = _line_of(text, id_, lines.get(id_, 0))
        if not id_:
            report.add(file, line, "a place has no 'id'")
        elif id_ in places:
            report.add(file, line, f"place '{id_}' is there twice")
        else:
            lines[id_] = line
            places[id_] = _read_place(id_, properties, feature.get("geometry"), _At(report, file, line, languages))
    for place in places.values():
        if place["district"] not in [p["id"] for p in places.values() if p["kind"] == "district"]:
            report.add(file, lines[place["id"]], name_unknown("district", place["district"], places))
    return list(places.values())


class _At:
    """Where the reading stands, and the languages it expects."""

    def __init__(self, report: Report, file: str, line: int, languages: tuple[str, ...]) -> None:
        self.report, self.file, self.line, self.languages = report, file, line, languages

    def add(self, message: str) -> None:
        self.report.add(self.file, self.line, message)


def _read_place(id_: str, properties: Mapping[str, Any], geometry: Any, at: _At) -> dict[str, Any]:
    kind = properties.get("kind")
    if kind not in KINDS:
        at.add(f"place '{id_}': {name_unknown('kind of place', str(kind), KINDS)}")
    written = properties.get("names")
    names: dict[str, Any] = written if isinstance(written, dict) else {}
    for language in at.languages:
        if not names.get(language):
            at.add(f"place '{id_}': missing language '{language}'")
    _check_geometry(id_, geometry, at)
    return {
        "id": id_,
        "kind": kind,
        "district": str(properties.get("district", id_ if kind == "district" else "")),
        "names": names,
        "facts": _facts(properties),
        "outline": geometry,
    }


def _facts(properties: Mapping[str, Any]) -> dict[str, str]:
    numbers = {name: value for name, value in properties.items() if name not in OWN}
    return {
        name: str(Decimal(str(value)))
        for name, value in numbers.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def _check_geometry(id_: str, geometry: Any, at: _At) -> None:
    try:
        outline = to_shape(geometry)
    except (ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        at.add(f"place '{id_}' has no outline: expected a Polygon or MultiPolygon")
        return
    if outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
        at.add(f"place '{id_}' has no outline: expected a Polygon or MultiPolygon, found {outline.geom_type}")
    elif not outline.is_valid:
        at.add(f"place '{id_}' has a broken outline: {shapely.is_valid_reason(outline)}")
    elif not shapely.box(*WORLD).covers(outline):
        at.add(f"place '{id_}' lies outside the world: longitude comes first, then latitude, in degrees")


def _line_of(text: str, id_: str, after: int) -> int:
    """Find the line on which a place's id stands, below the line `after`."""
    for number, line in enumerate(text.splitlines(), 1):
        if number > after and re.search(rf'"id"\s*:\s*"{re.escape(id_)}"', line):
            return number
    return after or 1
