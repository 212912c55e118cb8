"""The Jinja environment of all pages. A template is named by its path under `channels`: `web/pages/start.html`."""

from typing import Any

from django.templatetags.static import static
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from sportello.channels.pages import markdown
from sportello.core.money import creditor_references

GOVUK = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})


def make(**options: Any) -> Environment:
    """Make the environment from what Django's backend gives; autoescape stays on."""
    options["loader"] = ChoiceLoader([options["loader"], GOVUK])
    environment = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - TEMPLATES says autoescape
    environment.globals |= {"asset": lambda name: static(f"built/{name}")}
    environment.filters |= {"markdown": markdown.render_html, "fours": creditor_references.render}
    return environment
