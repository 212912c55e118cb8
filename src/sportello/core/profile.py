"""What the city says of itself in its pack: name, languages, teams, places, offices. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sportello.core.actors import Assurance
from sportello.core.calendar import Calendar
from sportello.core.texts import Text


@dataclass(frozen=True)
class Place:
    """A district or neighbourhood. Policies know its `facts`, as in `home.place.poverty_rate` of an address."""

    id: str
    names: Text
    kind: str  # district | neighbourhood
    district: str  # its own id when it is a district
    facts: Mapping[str, Any]
    outline: Mapping[str, Any]  # GeoJSON geometry, WGS 84 longitude and latitude in degrees


@dataclass(frozen=True)
class Team:
    """A team of staff that works cases."""

    id: str
    names: Text
    department: str


@dataclass(frozen=True)
class Partner:
    """An organisation outside the city that fulfils steps."""

    id: str
    names: Text


@dataclass(frozen=True)
class Issuer:
    """Who signs residents in for the city: SPID, Login.gov. An OpenID Connect issuer, by the address its tokens name.

    `person` is the claim that names somebody for ever; `levels` what a value of `acr` is worth, all others being low.
    """

    id: str
    names: Text
    url: str
    person: str
    scopes: tuple[str, ...]
    levels: Mapping[str, Assurance]


@dataclass(frozen=True)
class Datum:
    """Something services ask once and offer again (`once`), by its name in the folder, and the office that keeps it."""

    id: str
    names: Text
    department: str


@dataclass(frozen=True)
class Answer:
    """One page of what residents want to know; help pages and search read the same files."""

    id: str
    titles: Text
    bodies: Text  # Markdown
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """The city as its pack describes it. `edition` is the SHA-256 (hex) of its canonical document."""

    edition: str
    name: Text
    languages: tuple[str, ...]  # the first is the one a new visitor sees
    zone: ZoneInfo
    currency: str  # ISO 4217
    region: str  # ISO 3166-1 alpha-2: how local phone numbers are read
    calendar: Calendar
    departments: Mapping[str, Text]
    teams: Mapping[str, Team]
    partners: Mapping[str, Partner]
    places: Mapping[str, Place]
    offices: tuple[Mapping[str, Any], ...]
    answers: tuple[Answer, ...]
    data: Mapping[str, Datum] = field(default_factory=dict)  # in the order the folder shows them
    issuers: Mapping[str, Issuer] = field(default_factory=dict)
    brand: Mapping[str, str] = field(default_factory=dict)
    contact: Mapping[str, Any] = field(default_factory=dict)
    money: Mapping[str, str] = field(default_factory=dict)  # iban, bic, holder; alone: most that one person gives back
