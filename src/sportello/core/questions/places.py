"""Questions answered with where: an address in the city, a place on its map, or no fixed address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Self

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Place, Profile
from sportello.core.questions import matching, tongues
from sportello.core.questions.base import Json, Settings, wrong_type
from sportello.core.questions.writing import clean
from sportello.core.texts import say

PARTS = ("line", "postcode", "place", "fixed", "point")
POSTCODE = re.compile(r"(?=.*\d)[A-Z0-9](?:[A-Z0-9 -]{1,8})[A-Z0-9]")
IN_A_LINE = re.compile(  # what among other parts can only be a postcode: figures, British, Canadian
    r"\d{4,6}(-\d{3,4})?|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d"
)
POINT = re.compile(r"\(?\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?\s*$")
LONGEST_LINE = 200
LONGEST_TYPED = 500


def find_place(places: Mapping[str, Place], point: list[float]) -> str | None:
    """Find the place whose outline holds the point; the smallest, so a neighbourhood before its district."""
    from shapely import geometry  # saves start-up: it brings NumPy, and few questions ask for a spot

    spot = geometry.Point(point)
    outlines = [(id, geometry.shape(dict(place.outline))) for id, place in places.items() if place.outline]
    around = [(outline.area, id) for id, outline in outlines if outline.covers(spot)]
    return min(around)[1] if around else None


def check_point(value: Json) -> list[float]:
    """Check a GeoJSON position: longitude and latitude in degrees, kept to six decimals (about 10 cm)."""
    if not isinstance(value, list) or len(value) != 2:
        raise wrong_type("point")
    if any(isinstance(part, bool) or not isinstance(part, (int, float, str, Decimal)) for part in value):
        raise wrong_type("point")
    try:
        longitude, latitude = (round(float(part), 6) for part in value)
    except (ValueError, OverflowError):
        raise wrong_type("point") from None
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Refused("answer.point_invalid")
    return [longitude, latitude]


@dataclass(frozen=True)
class Address:
    """An address: street line, postcode and place.

    `no_fixed` lets people without a fixed address say a place only. `point` asks for a spot on the map;
    the street line may then be missing, and the place is found from the point.
    """

    kind: ClassVar[str] = "address"
    settings: ClassVar[tuple[str, ...]] = ("no_fixed", "point")
    no_fixed: bool = False
    point: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        return cls(values.get_flag("no_fixed"), values.get_flag("point"), profile.places)

    @property
    def feel_type(self) -> feel.Type:
        text = feel.optional(feel.STRING)
        numbers = {name: feel.optional(kind) for name, kind in _fact_types(self.places).items()}
        place = feel.context({"id": feel.choice(*self.places), "district": text, "kind": text, **numbers})
        fields = {"line": text, "postcode": text, "place": feel.optional(place), "fixed": feel.BOOLEAN}
        return feel.context({**fields, "point": feel.optional(feel.list_of(feel.NUMBER))})

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in PARTS if part != "fixed" and (part != "point" or self.point))

    def read(self, text: str, locale: str) -> Json:
        """Read an address from one line, parts by commas: `12 Elm St, 75001, Old Mill (32.77, -96.79)`."""
        address: dict[str, Json] = {"fixed": True}
        spot = POINT.search(text) if self.point else None
        if spot:
            address["point"] = [float(spot[2]), float(spot[1])]
            text = text[: spot.start()]
        lines: list[str] = []
        for part in filter(None, (each.strip() for each in re.split(r"[,\n]", clean(text, LONGEST_TYPED, lines=True)))):
            if tongues.says(part, tongues.NO_FIXED_ADDRESS, locale):
                address["fixed"] = False
            elif lines and "postcode" not in address and IN_A_LINE.fullmatch(part.upper()):
                address["postcode"] = part.upper()
            elif lines and "place" not in address and (place := self._find_place(part, locale)):
                address["place"] = place
            else:
                lines.append(part)
        return self._with_line(address, lines, locale)

    def read_part(self, part: str, text: str, locale: str) -> Json:
        if part == "place":
            found = self._find_place(text, locale)
            if found is None:
                raise self._unknown_place(locale)
            return found
        if part == "point":
            spot = POINT.fullmatch(text.strip())
            if spot is None:
                raise Refused("answer.point_invalid")
            return [float(spot[2]), float(spot[1])]
        if part not in self.parts:
            raise Refused("answer.part_unknown", part=part)
        return clean(text, LONGEST_TYPED)

    def check(self, value: Json, today: date) -> Json:
        if not isinstance(value, Mapping):
            raise wrong_type("address")
        for part in value:
            if part not in PARTS:
                raise Refused("answer.part_unknown", part=part)
        fixed = value.get("fixed", True)
        if fixed in ("true", "false"):
            fixed = fixed == "true"
        if not isinstance(fixed, bool):
            raise wrong_type("yes_no")
        if not fixed and not self.no_fixed:
            raise Refused("answer.address_fixed")
        return self._check_fixed(value) if fixed else self._check_unfixed(value)

    def feel(self, value: Json) -> dict[str, Any]:
        point = value.get("point")
        return {
            "line": value.get("line"),
            "postcode": value.get("postcode"),
            "place": self._known.get(value.get("place") or ""),
            "fixed": value.get("fixed", True),
            "point": point and [Decimal(str(part)) for part in point],
        }

    def show(self, value: Json, locale: str) -> str:
        place = self.places.get(value.get("place") or "")
        nowhere = None if value["fixed"] else tongues.NO_FIXED_ADDRESS.get(locale[:2], ("no fixed address",))[0]
        spoken = [nowhere, value.get("line"), value.get("postcode"), place and say(place.names, locale)]
        text = ", ".join(part for part in spoken if part)
        point = value.get("point")
        return f"{text} ({point[1]}, {point[0]})".strip() if point else text

    def schema(self, language: str) -> dict[str, Json]:
        places = [{"const": id, "title": say(place.names, language)} for id, place in self.places.items()]
        known: dict[str, Json] = {
            "line": {"type": "string", "maxLength": LONGEST_LINE},
            "postcode": {"type": "string", "maxLength": 10},
            "place": {"oneOf": places} if places else {"type": "string"},
            "fixed": {"type": "boolean", "default": True},
        }
        if self.point:
            known["point"] = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {"type": "object", "properties": known, "additionalProperties": False}

    def coarse(self, value: Json) -> Json:
        """Keep the district only."""
        place = self.places.get(value.get("place") or "")
        return place and place.district

    @cached_property
    def _known(self) -> dict[str, dict[str, Any]]:
        """Give each place as FEEL sees it."""
        return {
            id: {"id": place.id, "district": place.district, "kind": place.kind, **_values(place)}
            for id, place in self.places.items()
        }

    def _check_fixed(self, value: Mapping[str, Json]) -> Json:
        point = check_point(value["point"]) if value.get("point") is not None else None
        if point and not self.point:
            raise Refused("answer.part_unknown", part="point")
        line, postcode = clean(value.get("line") or "", LONGEST_LINE), clean(value.get("postcode") or "", 20).upper()
        if len(line) > LONGEST_LINE:
            raise Refused("answer.too_long", max=LONGEST_LINE, length=len(line))
        if not line and not point:
            raise Refused("answer.part_missing", part="line")
        if postcode and not POSTCODE.fullmatch(postcode):
            raise Refused("answer.postcode_invalid")
        if not postcode and not self.point:
            raise Refused("answer.part_missing", part="postcode")
        place = self._check_place(value.get("place") or (point and find_place(self.places, point)), required=not point)
        return _full(line=line, postcode=postcode, place=place, fixed=True, point=point)

    def _check_unfixed(self, value: Mapping[str, Json]) -> Json:
        return _full(place=self._check_place(value.get("place"), required=True), fixed=False)

    def _check_place(self, place: Json, *, required: bool) -> str | None:
        if not (place is None or isinstance(place, str)):
            raise wrong_type("text")
        if not place and required and self.places:
            raise Refused("answer.part_missing", part="place")
        if place and place not in self.places:
            raise self._unknown_place("")
        return place or None

    def _find_place(self, text: str, language: str) -> str | None:
        return matching.find(text, {id: (say(place.names, language),) for id, place in self.places.items()})

    def _unknown_place(self, language: str) -> Refused:
        names = (say(place.names, language) if language else id for id, place in self.places.items())
        return Refused("answer.place_unknown", places=", ".join(names))

    def _with_line(self, address: dict[str, Json], lines: list[str], language: str) -> Json:
        bare = len(lines) == 1 and "place" not in address and (not address["fixed"] or "point" in address)
        place = self._find_place(lines[0], language) if bare else None
        if place:
            return {**address, "place": place}
        return {**address, "line": ", ".join(lines)} if lines else address


def _value(value: Any) -> Any:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Decimal(str(value)) if number else value


def _scale(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _full(**parts: Json) -> dict[str, Json]:
    """Keep the parts that were answered; `fixed` always."""
    return {name: part for name, part in parts.items() if part not in (None, "")}


def _values(place: Place) -> dict[str, Any]:
    return {name: _value(value) for name, value in place.facts.items()}


def _fact_types(places: Mapping[str, Place]) -> dict[str, feel.Type]:
    """Give the type of each fact that any place has; a number's scale is that of the longest."""
    types: dict[str, feel.Type] = {}
    for place in places.values():
        for name, value in _values(place).items():
            if isinstance(value, Decimal):
                known = types.get(name)
                types[name] = feel.number(max(_scale(value), (known and known.scale) or 0))
            else:
                types[name] = feel.BOOLEAN if isinstance(value, bool) else feel.STRING
    return types
