"""Every page that has one address: derived from the addresses of the doors, so that a new page is walked by itself.

As a newcomer, a resident and each kind of staff, in every language: no page fails, each says its language, has one
heading of the first level and says all in words.
"""

import gzip
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.urls import URLPattern
from tests import town as towns
from tests.channels import signing
from tests.channels.visiting import Visitor
from tests.core.test_at_once import REGISTER
from tests.town import Town

from sportello.channels.account.urls import urlpatterns as account
from sportello.channels.desk.urls import urlpatterns as desk
from sportello.channels.web.urls import urlpatterns as web
from sportello.core.actors import Actor, Role
from sportello.core.assurance import Means

LANGUAGES = ("en", "es", "it")
MEANT = (200, 400, 401, 403, 404, 405)
"""What a page may answer to whoever comes by its address: itself, or that it is not for them or takes only forms."""
HEAVIEST = 100_000
"""Bytes of a page with its style, scripts and pictures, each squeezed."""
ASSET = re.compile(r'(?:href|src)="/static/(built/[^"#]+)')
PATHS = sorted({f"/{prefix}{one.pattern}" for prefix, door in (("", web), ("", account), ("desk/", desk))
                for one in door if isinstance(one, URLPattern) and not one.pattern.converters})  # fmt: skip


def come_in(by: Actor | None, language: str, *means: Means) -> Visitor:
    visitor = Visitor(language)
    if by:
        signing.sign_in(visitor.client, by.account, *means)
    return visitor


@cache
def weigh(asset: str) -> int:
    """Weigh what a page loads, named with the mark of its version or without."""
    found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset))
    assert isinstance(found, str), asset
    return len(gzip.compress(Path(found).read_bytes()))


def hold(path: str, page: Any, language: str) -> None:
    """Hold an answer to what every page owes its readers."""
    assert page.status_code in MEANT, (path, page.status_code)
    if page.status_code == 405 or not page.headers.get("Content-Type", "").startswith("text/html"):
        return
    text = page.content.decode()
    assert f'<html lang="{language}"' in text.replace('class="govuk-template" ', ""), path
    assert len(re.findall(r"<h1[ >]", text)) == 1, path
    loaded = set(ASSET.findall(text))
    assert loaded, path
    weight = len(gzip.compress(page.content)) + sum(map(weigh, loaded))
    assert weight < HEAVIEST, (path, weight)


@pytest.mark.parametrize("who", ["newcomer", "resident", "cashier", "publisher", "auditor"])
def test_every_page_is_whole_in_every_language(town: Town, who: str) -> None:
    team, roles = {"cashier": ("cashier", (Role.CLERK, Role.LEAD, Role.CASHIER)), "auditor": ("*", (Role.AUDITOR,)),
                   "publisher": ("*", (Role.PUBLISHER,))}.get(who, ("", ()))  # fmt: skip
    for language in LANGUAGES:
        by = towns.staff(team, *roles) if team else towns.resident(**REGISTER) if who == "resident" else None
        visitor = come_in(by, language, Means.PASSWORD, Means.APP)
        mine = [path for path in PATHS if not team or path.startswith("/desk/")]
        for path in mine:
            hold(path, visitor.get(path), language)
        if team:
            assert visitor.get("/desk/").status_code == 200
        if who == "resident":
            assert visitor.get("/my/data").status_code == 200
