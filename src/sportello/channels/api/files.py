"""Papers for applications: sent in first, then named by their ids among the answers."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import File, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from sportello.actions import files
from sportello.channels.api import callers, door, problems
from sportello.channels.pages import filling

router = Router(tags=["files"])


class Stored(Schema):
    """A file the city took in: what it is by its content, its size in bytes."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    added_at: datetime


@router.post(
    "/files",
    response={201: Stored, **problems.table(400, 413, 415)},
    openapi_extra=callers.OPTIONAL,
    operation_id="addFile",
)
@decorate_view(door.takes(door.FORM))
def add_file(request: callers.Call, file: File[UploadedFile]) -> Status[Any]:
    """Send a file (PDF, JPEG or PNG, to 10 MB). A client's is its own; a stranger's may be used by who has its id."""
    if request.actor.client is None:
        filling.count_file(request, file.size or 0)
    file_id = files.add(file.name or "file", file.read(), by=request.actor)
    by = replace(request.actor, holds=frozenset({file_id}))
    return Status(201, files.describe([str(file_id)], by=by)[0])
