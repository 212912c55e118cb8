"""The API for people: one page without scripts, written from its OpenAPI description."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from sportello.channels import statuses

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def render(described: Mapping[str, Any]) -> str:
    """Write the page: what can be asked, and the kinds of problem with an anchor each."""
    lines = [*_about(described), *_operations(described), *_problems()]
    return PAGE.format(title=f"{escape(described['info']['title'])} API", body="\n".join(lines))


def _about(described: Mapping[str, Any]) -> Iterator[str]:
    for paragraph in described["info"]["description"].strip().split("\n\n"):
        yield f"<p>{escape(paragraph)}</p>"
    yield '<p>For programs: <a href="/api/v1/openapi.json">openapi.json</a></p>'


def _operations(described: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>What can be asked</h2>"
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            yield f'<h3 id="{escape(operation["operationId"])}"><code>{method.upper()} {escape(path)}</code></h3>'
            yield f"<p>{escape(operation['description'])}</p>"
            yield "<ul>"
            for parameter in operation["parameters"]:
                told = parameter.get("description", "")
                yield f"<li><code>{escape(parameter['name'])}</code> ({parameter['in']}) {escape(told)}</li>"
            yield f"<li>Answers: {', '.join(str(status) for status in operation['responses'])}</li>"
            yield "</ul>"


def _problems() -> Iterator[str]:
    yield "<h2>Problems</h2>"
    yield "<p>A problem says in words what happened. Its code tells programs which it is:</p>"
    yield "<table><thead><tr><th>Code</th><th>Status</th></tr></thead><tbody>"
    families = {f"{family}.…": status for family, status in statuses.FAMILIES.items()}
    for code, status in sorted({**statuses.STATUSES, **families, "others": statuses.OTHERWISE}.items()):
        yield f'<tr id="{escape(code)}"><td><code>{escape(code)}</code></td><td>{status}</td></tr>'
    yield "</tbody></table>"
