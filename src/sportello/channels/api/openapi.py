"""The API as one OpenAPI 3.1 document: what Ninja reads from the signatures, and what it cannot know."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation

import sportello
from sportello.channels.api import applications, callers, cases, checks, files, parsing, problems, record, services
from sportello.channels.pages import public

ABOUT = """\
A city's services over HTTP: what they ask, applying, following a case, its documents, and the city's public record.

Answers are in the language of `?language=` or `Accept-Language`. Problems are `application/problem+json` (RFC 9457).
How to begin, and what each part means: docs/api.md.
"""
ROOMS = (services, applications, files, cases, checks)


class Api(NinjaAPI):
    """Ninja's API with one answer for all that goes wrong, and a complete description."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Answer with the problem that an error is."""
        return problems.answer(request, exc)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Give the name programs call the operation by."""
        return str(operation.operation_id)


def build() -> Api:
    """Put the rooms together."""
    api = Api(
        title="Sportello",
        version=sportello.__version__,
        description=ABOUT,
        parser=parsing.StrictParser(),
        docs_url=None,
        openapi_url=None,
    )
    for room in ROOMS:
        api.add_router("/api/v1", room.router)
    api.add_router("/record", record.router)
    return api


def list_public() -> set[str]:
    """List the names of operations that `door.public` marks."""
    views = [view for room in (*ROOMS, record) for view in room.router.path_operations.values()]
    marked = [one for view in views for one in view.operations if public.is_public(one.run)]
    return {one.view_func.__name__ for one in marked}


def describe(api: Api, languages: tuple[str, ...]) -> dict[str, Any]:
    """Describe the API as OpenAPI: problems in their own media type, ways to be known, the language everywhere."""
    described = dict(api.get_openapi_schema(path_prefix=""))
    described["components"]["securitySchemes"] = callers.SCHEMES
    for operations in described["paths"].values():
        for operation in operations.values():
            operation["parameters"].append(_language(languages))
            for status, response in operation["responses"].items():
                if int(status) >= 400 and "content" in response:
                    response["content"] = {problems.MEDIA_TYPE: response["content"]["application/json"]}
    return described


def _language(languages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": "language",
        "in": "query",
        "required": False,
        "description": "The language to answer in; without it Accept-Language counts",
        "schema": {"type": "string", "enum": list(languages)},
    }
