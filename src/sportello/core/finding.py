"""Which blind indexes an application leaves: phone, e-mail, account, name, address, spot, text. Knows no table."""

import math
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from sportello.core import indexes
from sportello.core.errors import Refused
from sportello.core.questions import Address, Email, Person, Phone, Question, Text
from sportello.core.services import Service
from sportello.core.vault import Vault

Key = tuple[str, str]
"""Kind and normal form of what an index is made of."""

FOUND = frozenset({Phone, Email, Person, Address, Text})
"""The types whose answers leave an index."""

METRES_A_DEGREE = 111_320  # of latitude, and of longitude at the equator (WGS 84, mean)


def finds(service: Service, answers: Mapping[str, Any], vault: Vault) -> list[bytes]:
    """List the indexes to keep with an application, without repeats."""
    given = [asked for asked in service.questions if asked.id in answers and type(asked.type) in FOUND]
    keys = [key for asked in given for key in _keys(service, asked, answers[asked.id])]
    if service.nearby and (cell := _cell(service, answers)):
        keys.append(("cell", _name(service, *cell)))
    return list(dict.fromkeys([indexes.make(vault, kind, normal) for kind, normal in keys]))


def same(service: Service, answers: Mapping[str, Any], questions: Collection[str], vault: Vault) -> list[bytes]:
    """List the indexes that another case must all have to agree with these answers; none if one is missing."""
    wanted = []
    for id in questions:
        keys = _keys(service, service.question(id), answers.get(id))
        if not keys:
            return []
        wanted.append(indexes.make(vault, *keys[-1]))
    return wanted


def around(service: Service, answers: Mapping[str, Any], vault: Vault) -> list[bytes]:
    """List the indexes of the spot's cell and the eight around it; a case with any of them is nearby."""
    cell = _cell(service, answers) if service.nearby else None
    if cell is None:
        return []
    row, column = cell
    cells = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return [indexes.make(vault, "cell", _name(service, *each)) for each in cells]


def contacts(service: Service, answers: Mapping[str, Any]) -> frozenset[Key]:
    """Give the phone numbers and addresses that the applicant said are theirs: answers to `once` questions."""
    asked = [one for one in service.questions if one.once and type(one.type) in (Phone, Email) and one.id in answers]
    return frozenset(key for one in asked for key in _keys(service, one, answers[one.id]))


def _keys(service: Service, question: Question, value: Any) -> list[Key]:
    """Give kind and normal form of each index of an answer, the strictest last."""
    if value is None:
        return []
    try:
        return _known_keys(service, question, value)
    except Refused:
        return []


def _known_keys(service: Service, question: Question, value: Any) -> list[Key]:
    keys: list[Key] = []
    match question.type:
        case Phone():
            keys.append(("phone", value))
        case Email():
            keys.append(("email", indexes.normal_email(value)))
        case Person():
            name = indexes.normal_name(f"{value['given_name']} {value['family_name']}")
            keys.append(("name", name))
            if value.get("birth_date"):
                keys.append(("person", f"{name} {value['birth_date']}"))
        case Address() if value.get("line"):
            keys.append(("address", indexes.normal_address(f"{value['line']} {value.get('postcode', '')}")))
        case Text(format="iban"):
            keys.append(("iban", indexes.normal_iban(value)))
        case Text() if type(question.type) is Text and any(question.id in rule.on for rule in service.duplicates):
            keys += _text_keys(service, question, value)
    return keys


def _text_keys(service: Service, question: Question, text: str) -> list[Key]:
    """Give the index of a plain text, for a question that a rule on duplicates names: without case, spaces and signs.

    It is bound to service and question, since only there such texts mean the same.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(letter for letter in folded if letter.isalnum())
    return [("text", f"{service.id} {question.id} {plain}")] if plain else []


def _cell(service: Service, answers: Mapping[str, Any]) -> tuple[int, int] | None:
    """Give row and column of the spot in a grid whose cells are as wide as the service's `nearby` says."""
    nearby = service.nearby
    point = (answers.get(nearby.question) or {}).get("point") if nearby else None
    if nearby is None or not point:
        return None
    longitude, latitude = point
    row = math.floor(latitude * METRES_A_DEGREE / nearby.metres)
    width = METRES_A_DEGREE * math.cos(math.radians(row * nearby.metres / METRES_A_DEGREE))
    return row, math.floor(longitude * width / nearby.metres)


def _name(service: Service, row: int, column: int) -> str:
    return f"{service.id} {row} {column}"
