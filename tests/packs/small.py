"""A small pack that is right in everything; tests damage one thing in it."""

from dataclasses import dataclass
from pathlib import Path

from sportello.packs import checking

FILES = {
    "city.yaml": """\
name: {en: Small Town, es: Villa Chica}
languages: [en, es]
zone: America/Chicago
currency: USD
region: US
holidays: {country: US, subdivision: TX, own: [2026-04-24]}
departments:
  housing: {en: Housing, es: Vivienda}
teams:
  desk: {department: housing, names: {en: Desk, es: Mesa}}
partners:
  library: {names: {en: Library, es: Biblioteca}}
brand: {colour: "#0b5c5e"}
contact: {phone: "+1 214 555 0100", address: {en: 1 Moon Square, es: 1 Moon Square}}
data:
  - {id: tenure, names: {en: How you live, es: Cómo vive}, department: housing}
  - {id: cost, names: {en: Rent, es: Alquiler}, department: housing}
""",
    "places.geojson": """\
{"type": "FeatureCollection", "features": [
{"type": "Feature",
 "properties": {"id": "north", "kind": "district", "names": {"en": "North", "es": "Norte"}, "poverty_rate": 0.21},
 "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}},
{"type": "Feature",
 "properties": {"id": "mill", "kind": "neighbourhood", "district": "north", "names": {"en": "Mill", "es": "Molino"}},
 "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}
]}
""",
    "offices.yaml": """\
- id: hall
  names: {en: Town hall, es: Ayuntamiento}
  address: 1 Moon Square
  place: mill
  point: [0.5, 0.5]
  hours: {monday: ["09:00-12:30", "14:00-17:00"]}
  counters:
    - {id: front, team: desk, names: {en: Front, es: Entrada}, windows: 2}
""",
    "answers/rent.en.md": "# Help with rent\n\nAsk for the [grant](service:grant).\n",
    "answers/rent.es.md": "# Ayuda\n\nPida la [ayuda](service:grant).\n",
    "letterhead.typ": "#let head = [Small Town]\n",
    "services/grant/service.yaml": """\
names: {en: Grant, es: Ayuda}
summary: {en: Help with rent, es: Ayuda con el alquiler}
department: housing
law: Resolution 1
promise: 10 working days
assurance: low
keep: 3 years
intake: {opens: publish+0d, closes: publish+14d}
reopen: 30 days
duplicates:
  - {on: [home], within: 90 days}
nearby: {question: home, metres: 50, within: 30 days}
questions:
  - id: tenure
    type: choice
    options:
      rent: {en: I rent, es: Alquilo}
      own: {en: I own it, es: Es mía}
    ask: {en: "Do you rent?", es: "¿Alquila?"}
    once: tenure
  - id: size
    type: integer
    min: 1
    max: 3
    ask: {en: "How many are you?", es: "¿Cuántos son?"}
  - id: cost
    type: money
    min: 0
    when: tenure = "rent"
    ask: {en: "How much is the rent?", es: "¿Cuánto paga?"}
  - {id: lease, type: file, optional: true, ask: {en: Your lease, es: Su contrato}}
  - {id: home, type: address, point: true, ask: {en: "Where do you live?", es: "¿Dónde vive?"}}
facts:
  - within: cost <= limit[size]
decide: [eligibility]
reasons:
  fits: {law: Section 1, text: {en: The rent is low, es: La renta es baja}}
  too_dear: {law: Section 2, text: {en: The rent is high, es: La renta es alta}}
outputs:
  amount: {type: money, names: {en: Amount, es: Importe}}
messages:
  decision:
    subject: {en: "Decision {reference}", es: "Decisión {reference}"}
    body: {en: "You get {amount}. {reasons}", es: "Recibe {amount}. {reasons}"}
documents:
  letter: {template: letter.typ, names: {en: Letter, es: Carta}, valid: 365 days}
steps:
  - review: {team: desk, when: outcome = "refer" or duplicates > 0}
  - pay: {amount: amount * 0.01, when: outcome = "approve" and amount > 1000}
  - fulfil: {partner: library, proof: note, due: 14 days, when: outcome = "approve"}
  - issue: {document: letter, when: outcome = "approve"}
  - tell: {message: decision}
""",
    "services/grant/parameters.yaml": """\
limit:
  unit: USD a month
  keyed_by: size
  values:
    - from: 2020-01-01
      source: Resolution 1, section 1
      value: {1: 900, 2: 1100, 3: 1300}
    - from: 2026-01-01
      source: Resolution 2, section 1
      value: {1: 950, 2: 1150, 3: 1350}
""",
    "services/grant/eligibility.csv": """\
tenure,within,|F,outcome,amount,reason
rent,true,|,approve,cost,fits
rent,false,|,deny,0,too_dear
-,-,|,refer,0,
""",
    "services/grant/letter.typ": '#import "letterhead.typ": head\n#head\n',
    "services/grant/lease.pdf": "%PDF-1.4 a lease\n",
    "services/grant/tests.yaml": """\
- name: A low rent is paid
  on: 2026-05-04
  language: es
  answers:
    {tenure: rent, size: 2, cost: 1100.00, lease: [lease.pdf], home: {line: 1 Mill St, postcode: 00101, place: mill}}
  expect:
    outcome: approve
    reasons: [fits]
    outputs: {amount: 1100}
- name: A renter must say the rent
  on: 2026-05-04
  answers: {tenure: rent, size: 2, home: {line: 1 Mill St, postcode: "00101", place: mill}}
  expect:
    problems: {cost: answer.missing}
""",
}


@dataclass
class SmallPack:
    """A pack in a folder, and what a check says of it."""

    folder: Path

    def write(self, file: str, text: str) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Damage one place; what is to be damaged must be there."""
        text = (self.folder / file).read_text("utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        self.write(file, text.replace(old, new, 1))

    def errors(self) -> list[str]:
        return [str(error).removeprefix(f"{self.folder}/") for error in checking.check(self.folder)]


def write(folder: Path) -> SmallPack:
    """Write the small pack."""
    small = SmallPack(folder)
    for file, text in FILES.items():
        small.write(file, text)
    return small
