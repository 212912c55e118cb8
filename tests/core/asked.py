"""A small city and services to ask about, for tests of questions, interview and conversation."""

from datetime import date
from types import SimpleNamespace

from sportello.core import applications, feel, questions
from sportello.core.actors import Assurance
from sportello.core.policy import Policy
from sportello.core.profile import Place
from sportello.core.questions import Question
from sportello.core.services import Promise, Service, Window

TODAY = date(2020, 5, 4)


def square(size):
    ring = [[0, 0], [0, size], [size, size], [size, 0], [0, 0]]
    return {"type": "Polygon", "coordinates": [ring]}


RIVER = Place("river", {"en": "River", "es": "Río"}, "district", "river", {"population": 1000}, square(2))
OLD_MILL = Place(
    "old_mill",
    {"en": "Old Mill", "es": "Molino Viejo"},
    "neighbourhood",
    "river",
    {"population": 400, "poverty_rate": 8.25},
    square(1),
)
CITY = SimpleNamespace(currency="USD", region="US", places={"river": RIVER, "old_mill": OLD_MILL})


def build(kind, **settings):
    return questions.build(kind, settings, CITY)


def both(text):
    return {"en": text, "es": f"{text} (es)", "it": f"{text} (it)"}


def ask(id, kind, *, when=None, earlier=(), optional=False, once=None, **settings):
    condition = feel.read_expression(when, applications.types(earlier)) if when else None
    return Question(
        id, build(kind, **settings), both(f"What is your {id}?"), when=condition, optional=optional, once=once
    )


def service(*asked, id="help", names="Rental assistance"):
    return Service(
        id=id,
        edition="0" * 64,
        names=both(names),
        summary=both("Money for the rent."),
        department="housing",
        law={"en": "Resolution 1"},
        promise=Promise(10, "working days"),
        assurance=Assurance.NONE,
        decide_on="submitted",
        keep_days=1095,
        window=Window(),
        questions=asked,
        policy=Policy(answers=applications.types(asked)),
        reasons={},
        outputs={},
        messages={},
        documents={},
        steps=(),
        keywords={"en": "rent, eviction"} if id == "help" else {"en": "pothole"},
    )


def rental():
    """Give a service with a condition, a group and an optional question."""
    size = ask("household_size", "integer", min=1, max=20, once="household_size")
    options = {"rent": {"en": "I rent", "es": "Alquilo"}, "own": {"en": "I own it", "es": "Es mía"}}
    tenure = ask("tenure", "choice", options=options)
    rent = ask("monthly_rent", "money", when='tenure = "rent"', earlier=[size, tenure], min=0)
    name = ask("name", "text")
    age = ask("age", "integer", min=0)
    school = ask("school", "text", when="age < 18", earlier=[name, age])
    members = ask("household", "group", questions=(name, age, school), max=4, each={"en": "person"})
    note = ask("note", "long_text", optional=True)
    return service(size, tenure, rent, members, note)
