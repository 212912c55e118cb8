"""The demo city's map holds together: no gaps, no overlaps, facts that add up, and the script still draws it."""

import json
import runpy
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import Polygon

ROOT = Path(__file__).parents[2]
MAP = ROOT / "cities" / "demo" / "places.geojson"


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    return json.loads(MAP.read_text("utf-8"))["features"]


def shapes(features: list[dict[str, Any]], kind: str) -> dict[str, Polygon]:
    return {
        feature["properties"]["id"]: shapely.geometry.shape(feature["geometry"])
        for feature in features
        if feature["properties"]["kind"] == kind
    }


def test_there_are_eight_districts_and_twenty_four_neighbourhoods(features: list[dict[str, Any]]) -> None:
    assert len(shapes(features, "district")) == 8
    assert len(shapes(features, "neighbourhood")) == 24


def test_neighbourhoods_cover_the_city_without_gap_or_overlap(features: list[dict[str, Any]]) -> None:
    places = shapes(features, "neighbourhood")
    assert all(not one.overlaps(other) for one, other in combinations(places.values(), 2))
    city = shapely.union_all(list(places.values()))
    assert city.geom_type == "Polygon" and not list(city.interiors)
    assert shapely.coverage_is_valid(list(places.values()))


def test_a_district_is_exactly_its_neighbourhoods(features: list[dict[str, Any]]) -> None:
    places = shapes(features, "neighbourhood")
    for id_, district in shapes(features, "district").items():
        inside = [
            places[f["properties"]["id"]]
            for f in features
            if f["properties"]["district"] == id_ and f["properties"]["kind"] == "neighbourhood"
        ]
        assert len(inside) == 3
        assert shapely.coverage_union_all(inside).equals(district)


def test_facts_of_districts_are_those_of_their_neighbourhoods(features: list[dict[str, Any]]) -> None:
    people = {"district": 0, "neighbourhood": 0}
    for feature in features:
        facts = feature["properties"]
        people[facts["kind"]] += facts["population"]
        assert 0 < facts["poverty_rate"] < 1 and 500 < facts["median_rent"] < 3000
    assert people == {"district": 310_000, "neighbourhood": 310_000}


def test_the_script_draws_the_map_that_is_committed(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_places.py"))
    drawn = {f["properties"]["id"]: shapely.geometry.shape(f["geometry"]) for f in script["list_features"]()}
    committed = json.loads(MAP.read_text("utf-8"))["features"]
    assert list(drawn) == [feature["properties"]["id"] for feature in committed]
    for feature in committed:
        kept = shapely.geometry.shape(feature["geometry"])
        assert drawn[feature["properties"]["id"]].symmetric_difference(kept).area < 1e-7
