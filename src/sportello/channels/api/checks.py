"""Whether a document is the city's, for anyone who is shown one. Says no names."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import File, Router, Schema
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from sportello.actions import documents
from sportello.channels.api import callers, door, problems
from sportello.core.texts import say

router = Router(tags=["documents"])


class Verdict(Schema):
    """What the city says of a document; `unknown` is none of its own, or a mistyped code."""

    verdict: Literal["genuine", "altered", "revoked", "expired", "unknown"]
    name: str | None
    issued_at: datetime | None
    valid_until: date | None
    revoked_at: datetime | None


@router.get("/verify/{code}", response={200: Verdict, 304: None, **problems.table()}, operation_id="verify")
@decorate_view(door.public(0))
def verify(request: callers.Call, code: str) -> dict[str, Any]:
    """Check a document by the code printed on it."""
    return _verdict(documents.verify(code), request.language)


@router.post(
    "/verify",
    response={200: Verdict, **problems.table(400, 413, 415)},
    operation_id="verifyFile",
)
@decorate_view(door.takes(door.FORM))
def verify_file(request: callers.Call, file: File[UploadedFile]) -> dict[str, Any]:
    """Check a document by its file, which is not kept."""
    return _verdict(documents.verify_file(file.read()), request.language)


def _verdict(checked: documents.Checked, language: str) -> dict[str, Any]:
    shown = {name: getattr(checked, name) for name in ("verdict", "issued_at", "valid_until", "revoked_at")}
    return {**shown, "name": say(checked.names, language) or None}
