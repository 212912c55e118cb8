"""Draw the demo city once: districts and neighbourhoods on the river Luna, written to cities/demo/places.geojson.

Everything is invented and nothing is random: the same script gives the same bytes. The city lies in the open Gulf of
Mexico, where no real address can be meant. Facts of a district are those of its neighbourhoods, weighted by people.
"""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import shapely
from shapely import LineString, MultiPoint, Point, Polygon

TARGET = Path(__file__).parent.parent / "cities" / "demo" / "places.geojson"
CENTRE = (-94.5, 27.9)  # longitude, latitude in degrees
KM_PER_DEGREE = (111.320 * math.cos(math.radians(CENTRE[1])), 110.574)
STEP_KM = 0.25  # borders are drawn with a vertex about this often
GRID_KM = 0.001  # crossings that should be one point are made one
DECIMALS = 5  # about one metre

RIVER = [(-13, 2.2), (-10, 2.4), (-7, 3.1), (-4.2, 1.7), (-1.8, -1.1), (1.0, -1.7), (3.0, 0.5), (5.2, 1.3), (7.6, -0.7)]
RIVER += [(10, -2.3), (13, -3.0)]

Point2 = tuple[float, float]
Names = tuple[str, str, str]  # English, Spanish, Italian


class Neighbourhood(NamedTuple):
    id: str
    district: str
    seed: Point2  # kilometres east and north of the centre
    names: Names
    population: int
    poverty_rate: float  # share of residents under the poverty line
    median_rent: int  # dollars a month


DISTRICTS: dict[str, Names] = {
    "centre": ("City Centre", "Centro", "Centro"),
    "north-hills": ("North Hills", "Colinas del Norte", "Colline Nord"),
    "mills": ("The Mills", "Los Molinos", "I Mulini"),
    "eastfields": ("Eastfields", "Campos del Este", "Campi Est"),
    "west-bank": ("West Bank", "Ribera Oeste", "Riva Ovest"),
    "south-gate": ("South Gate", "Puerta Sur", "Porta Sud"),
    "harbour": ("Harbour", "El Puerto", "Il Porto"),
    "moonfield": ("Moonfield", "Campoluna", "Campoluna"),
}

# id | district | seed, km east and north of the centre | names | people | poverty rate | median rent
TABLE = """\
old-town | centre | 0.2 -0.5 | Old Town / Casco Antiguo / Città Vecchia | 11900 | 0.164 | 1480
market-quarter | centre | -1.4 1.1 | Market Quarter / Barrio del Mercado / Quartiere del Mercato | 13400 | 0.187 | 1320
theatre-quarter | centre | 1.8 1.5 | Theatre Quarter / Barrio del Teatro / Quartiere del Teatro | 12700 | 0.121 | 1610
north-hill | north-hills | -1.2 3.7 | North Hill / Cerro Norte / Colle Nord | 14800 | 0.068 | 1740
observatory | north-hills | 1 5.2 | Observatory / Observatorio / Osservatorio | 9600 | 0.052 | 1890
orchard-heights | north-hills | 2.9 3.9 | Orchard Heights / Altos del Huerto / Alti del Frutteto | 12300 | 0.074 | 1690
old-mills | mills | -4.2 3 | Old Mills / Molinos Viejos / Mulini Vecchi | 15700 | 0.213 | 1090
weavers | mills | -6.3 4 | Weavers / Tejedores / Tessitori | 13900 | 0.241 | 1010
upper-weir | mills | -3.6 5.2 | Upper Weir / Presa Alta / Chiusa Alta | 10800 | 0.158 | 1180
university | eastfields | 4.4 2.5 | University / Universidad / Università | 16900 | 0.226 | 1290
fairground | eastfields | 7.5 1.5 | Fairground / Recinto Ferial / Fiera | 12100 | 0.139 | 1270
railway-east | eastfields | 5.7 4.2 | Railway East / Estación Este / Stazione Est | 13500 | 0.194 | 1120
ferry-landing | west-bank | -4.6 0 | Ferry Landing / Embarcadero / Approdo | 12800 | 0.177 | 1160
saint-brigid | west-bank | -7.4 0.9 | Saint Brigid / Santa Brígida / Santa Brigida | 11300 | 0.149 | 1210
cattle-yards | west-bank | -6.6 -1.6 | Cattle Yards / Corrales / Recinti | 14600 | 0.268 | 960
gatehouse | south-gate | -2.7 -2.4 | Gatehouse / La Portería / Casello | 15200 | 0.232 | 1050
brickfields | south-gate | -1.1 -4.6 | Brickfields / Ladrillares / Fornaci | 16400 | 0.287 | 930
cypress-park | south-gate | -4.4 -3.9 | Cypress Park / Parque de los Cipreses / Parco Cipressi | 12500 | 0.171 | 1130
docks | harbour | 4.6 -0.8 | The Docks / Los Muelles / I Moli | 13100 | 0.251 | 1080
shipyard | harbour | 7.3 -2.4 | Shipyard / Astillero / Cantiere | 11700 | 0.204 | 1100
ropewalk | harbour | 2.4 -2.3 | Ropewalk / La Cordelería / Corderia | 10900 | 0.156 | 1340
new-bridge | moonfield | 1.6 -4.5 | New Bridge / Puente Nuevo / Ponte Nuovo | 14300 | 0.118 | 1390
lakeside | moonfield | 3.6 -5.6 | Lakeside / Orilla del Lago / Lungolago | 10200 | 0.083 | 1580
south-meadow | moonfield | 5.2 -3.9 | South Meadow / Pradera Sur / Prato Sud | 9400 | 0.097 | 1510
"""


def _read_row(row: str) -> Neighbourhood:
    id, district, seed, names, people, poverty, rent = row.split(" | ")
    east, north = seed.split()
    english, spanish, italian = names.split(" / ")
    place = (float(east), float(north))
    return Neighbourhood(id, district, place, (english, spanish, italian), int(people), float(poverty), int(rent))


NEIGHBOURHOODS = [_read_row(row) for row in TABLE.splitlines()]


def smooth(points: list[Point2], per_span: int = 12) -> LineString:
    """Lay a Catmull-Rom curve through the points."""
    padded = [points[0], *points, points[-1]]
    curve = [_on_span(padded[i : i + 4], step / per_span) for i in range(len(points) - 1) for step in range(per_span)]
    return LineString([*curve, points[-1]])


def _on_span(four: list[Point2], t: float) -> Point2:
    a, b, c, d = four
    return tuple(
        0.5 * (2 * b[k] + (c[k] - a[k]) * t + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t**2
               + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t**3)
        for k in (0, 1)
    )  # fmt: skip


def draw_outline() -> Polygon:
    """Draw the city's limit: an ellipse that old parish borders have dented."""
    angles = [2 * math.pi * step / 240 for step in range(240)]
    return Polygon([(9.3 * _radius(a) * math.cos(a), 6.9 * _radius(a) * math.sin(a)) for a in angles])


def _radius(angle: float) -> float:
    return 1 + 0.05 * math.cos(3 * angle + 0.8) + 0.035 * math.sin(5 * angle) + 0.02 * math.cos(9 * angle + 2)


def draw_banks(outline: Polygon) -> list[Polygon]:
    """Cut the city along the middle of the river, where the borders of the two banks meet."""
    cut = shapely.unary_union([outline.boundary, smooth(RIVER).intersection(outline)])
    return list(shapely.get_parts(shapely.polygonize([cut])))


def draw_cells(bank: Polygon, seeds: list[Point2]) -> list[Polygon]:
    """Give each seed the part of its bank that lies nearest to it."""
    cells = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=bank.envelope.buffer(20))
    return [cell.intersection(bank) for cell in shapely.get_parts(cells)]


def bend(point: Point2) -> Point2:
    """Move a point a little, smoothly over the plane: straight borders look grown, and shared points stay shared."""
    x, y = point
    east = 0.16 * math.sin(1.7 * y + 0.6 * x) + 0.05 * math.sin(5.1 * y - 2.3 * x)
    north = 0.16 * math.sin(1.5 * x - 0.8 * y) + 0.05 * math.sin(4.7 * x + 1.9 * y)
    return x + east, y + north


def to_degrees(point: Point2) -> Point2:
    """Turn kilometres from the centre into longitude and latitude."""
    lon, lat = (CENTRE[k] + point[k] / KM_PER_DEGREE[k] for k in (0, 1))
    return round(lon, DECIMALS), round(lat, DECIMALS)


def draw_neighbourhoods() -> dict[str, Polygon]:
    """Draw all neighbourhoods so that each border is one line, shared to the last digit by both sides."""
    outline = draw_outline()
    cells = [cell for bank in draw_banks(outline) for cell in draw_cells(bank, _seeds_in(bank))]
    network = shapely.line_merge(shapely.unary_union([cell.boundary for cell in cells], grid_size=GRID_KM))
    borders = [_drawn(line) for line in shapely.get_parts(network)]
    faces = shapely.get_parts(shapely.polygonize([shapely.unary_union(borders)]))
    return {place.id: _face_at(faces, place.seed) for place in NEIGHBOURHOODS}


def _seeds_in(bank: Polygon) -> list[Point2]:
    return [place.seed for place in NEIGHBOURHOODS if bank.contains(Point(place.seed))]


def _drawn(line: LineString) -> LineString:
    fine = shapely.segmentize(line, STEP_KM)
    return LineString([to_degrees(bend((x, y))) for x, y in fine.coords])


def _face_at(faces: Iterable[Polygon], seed: Point2) -> Polygon:
    at = Point(to_degrees(bend(seed)))
    return next(face for face in faces if face.contains(at))


def list_features() -> Iterator[dict[str, object]]:
    """List districts, then neighbourhoods, as GeoJSON features."""
    shapes = draw_neighbourhoods()
    for district, names in DISTRICTS.items():
        inside = [place for place in NEIGHBOURHOODS if place.district == district]
        shape = shapely.coverage_union_all([shapes[place.id] for place in inside])
        yield _feature(district, "district", _properties(district, names, inside), shape)
    for place in NEIGHBOURHOODS:
        properties = _properties(place.district, place.names, [place])
        yield _feature(place.id, "neighbourhood", properties, shapes[place.id])


def _properties(district: str, names: Names, places: list[Neighbourhood]) -> dict[str, object]:
    people = sum(place.population for place in places)
    poverty = sum(place.poverty_rate * place.population for place in places) / people
    rent = sum(place.median_rent * place.population for place in places) / people
    return {
        "district": district,
        "names": dict(zip(("en", "es", "it"), names, strict=True)),
        "population": people,
        "poverty_rate": round(poverty, 3),
        "median_rent": round(rent),
    }


def _feature(id: str, kind: str, properties: dict[str, object], shape: shapely.Geometry) -> dict[str, object]:
    ring = [list(pair) for pair in shapely.get_coordinates(shapely.orient_polygons(shape)).tolist()]
    return {
        "type": "Feature",
        "properties": {"id": id, "kind": kind, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def main() -> None:
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in list_features()]
    TARGET.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
