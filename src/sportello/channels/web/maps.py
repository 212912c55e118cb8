"""The city's map without scripts: outlines drawn as SVG, a picture that is a button and tells where it was clicked.

A click on `<input type="image" name="spot">` comes as `spot.x` and `spot.y` in pixels of the picture's own size.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from sportello.actions import live
from sportello.core.profile import Place
from sportello.core.questions.places import POINT, find_place
from sportello.core.texts import say

WIDTH, HEIGHT = 288, 288  # pixels; fits a screen of 320
MARGIN = 0.06


@dataclass(frozen=True)
class Frame:
    """The part of the world a picture shows: its west and north end, and degrees a pixel."""

    west: float
    north: float
    across: float
    down: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Give the pixel of a position."""
        return (longitude - self.west) / self.across, (self.north - latitude) / self.down

    def read(self, x: float, y: float) -> tuple[float, float]:
        """Give the position of a pixel."""
        return self.west + x * self.across, self.north - y * self.down


def draw(places: Mapping[str, Place], fields: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Give the map's picture for a form: its address, its size, the part it shows, and the spot's place by name."""
    near, point = fields.get("place") or "", fields.get("point") or ""
    within = near if near in places else ""
    query = urlencode({"place": within, "point": point, "language": language})
    return {"src": f"/map.svg?{query}", "width": WIDTH, "height": HEIGHT, "within": within}


def find_click(posted: Mapping[str, str]) -> dict[str, str] | None:
    """Find where the map was clicked, as fields of the form; None when the form was sent otherwise."""
    if "whole" in posted:
        return {"point": "", "place": ""}
    try:
        x, y = float(posted["spot.x"]), float(posted["spot.y"])
    except (KeyError, ValueError):
        return None
    places = live.profile().places
    if not places or (x, y) == (0, 0):  # pressed by keyboard: no spot was meant
        return {}
    longitude, latitude = frame(places, posted.get("map_within", "")).read(x, y)
    found = find_place(places, [longitude, latitude])
    return {"point": f"{latitude:.5f}, {longitude:.5f}", "place": found or ""}


def frame(places: Mapping[str, Place], within: str) -> Frame:
    """Frame the whole city, or one place of it."""
    shown = [places[within]] if within in places else list(places.values())
    positions = [position for place in shown for position in _positions(place.outline)]
    west, east = min(p[0] for p in positions), max(p[0] for p in positions)
    south, north = min(p[1] for p in positions), max(p[1] for p in positions)
    squeeze = math.cos(math.radians((north + south) / 2))  # a degree of longitude is shorter than one of latitude
    side = max((east - west) * squeeze, north - south) * (1 + 2 * MARGIN)
    middle = (west + east) / 2, (south + north) / 2
    across = side / squeeze
    return Frame(middle[0] - across / 2, middle[1] + side / 2, across / WIDTH, side / HEIGHT)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Draw the city's districts, or the surroundings of one place, with the spot if one is named."""
    places = live.profile().places
    language = request.GET.get("language", "en")
    within = request.GET.get("place", "")
    around = frame(places, within)
    kind = "neighbourhood" if within in places else "district"
    facts = {
        "outlines": [_outline(place, around, within, language) for place in places.values() if place.kind == kind],
        "spot": _find_spot(request.GET.get("point", ""), around),
        "width": WIDTH,
        "height": HEIGHT,
    }
    body = render_to_string("web/pages/map.svg", facts)
    answer = HttpResponse(body, content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer


def _outline(place: Place, around: Frame, within: str, language: str) -> dict[str, Any]:
    points = [around.place(*position) for position in _positions(place.outline)]
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    return {
        "path": "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z",
        "name": say(place.names, language),
        "middle": middle,
        "is_chosen": place.id == within,
    }


def _find_spot(text: str, around: Frame) -> tuple[float, float] | None:
    found = POINT.fullmatch(text.strip())
    return around.place(float(found[2]), float(found[1])) if found else None


def _positions(outline: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Give the positions of an outline's outer rings (GeoJSON Polygon or MultiPolygon)."""
    polygons = [outline["coordinates"]] if outline["type"] == "Polygon" else outline["coordinates"]
    for polygon in polygons:
        yield from ((position[0], position[1]) for position in polygon[0])
