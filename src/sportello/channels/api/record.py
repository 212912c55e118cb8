"""The city's record for watchers: checkpoints, proofs and keys, to be checked by other people's programs."""

from base64 import b64encode
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from sportello.actions import record
from sportello.channels.api import callers, door, problems

router = Router(tags=["record"])
TEXT = "text/plain; charset=utf-8"
SHORT, LONG = 5, 3600  # seconds that caches may keep what changes, and what never does

LeafHash = Annotated[str, Path(pattern=r"^[0-9a-fA-F]{64}$", description="The leaf's hash in hex, as receipts have it")]
Size = Annotated[int, Query(ge=0, le=2**62, description="Number of leaves")]


class Inclusion(Schema):
    """That a leaf is in the log (RFC 9162, 2.1.3): check it against the signed checkpoint."""

    leaf: str
    index: int
    size: int
    hashes: list[str] = Field(description="Base64, nearest first")
    checkpoint: str


class Consistency(Schema):
    """That the log only grew from `old` to `new` leaves (RFC 9162, 2.1.4)."""

    old: int
    new: int
    hashes: list[str] = Field(description="Base64")


class Keys(Schema):
    """The city's public keys in signed-note form (vkeys): `/1` signs checkpoints, `/promise` signs receipts."""

    keys: list[str]


def _text(content: str) -> dict[str, Any]:
    return {"responses": {200: {"description": content, "content": {"text/plain": {"schema": {"type": "string"}}}}}}


@router.get(
    "/checkpoint",
    response={200: None, 304: None, **problems.table(404)},
    operation_id="getCheckpoint",
    openapi_extra=_text("A signed note (C2SP tlog-checkpoint)"),
)
@decorate_view(door.public(SHORT))
def get_checkpoint(request: callers.Call) -> HttpResponse:
    """Get the newest signed checkpoint of the record."""
    return HttpResponse(record.newest_checkpoint(), content_type=TEXT)


@router.get("/proof/{leaf}", response={200: Inclusion, 304: None, **problems.table(404)}, operation_id="proveInclusion")
@decorate_view(door.public(SHORT))
def prove_inclusion(request: callers.Call, leaf: LeafHash) -> dict[str, Any]:
    """Prove that a receipt's leaf is in the record; within a minute of the application."""
    proof = record.prove(bytes.fromhex(leaf))
    return {
        "leaf": proof.leaf.hex(),
        "index": proof.index,
        "size": proof.size,
        "hashes": _base64(proof.hashes),
        "checkpoint": proof.checkpoint,
    }


@router.get(
    "/consistency", response={200: Consistency, 304: None, **problems.table(404)}, operation_id="proveConsistency"
)
@decorate_view(door.public(LONG))
def prove_consistency(request: callers.Call, old: Size, new: Size) -> dict[str, Any]:
    """Prove that nothing was taken out or changed between two checkpoints."""
    return {"old": old, "new": new, "hashes": _base64(record.prove_growth(old, new))}


@router.get("/keys", response={200: Keys, 304: None, **problems.table()}, operation_id="listKeys")
@decorate_view(door.public(LONG))
def list_keys(request: callers.Call) -> dict[str, Any]:
    """List the public keys that checkpoints and receipts are checked with."""
    return {"keys": record.verification_keys()}


def _base64(hashes: Any) -> list[str]:
    return [b64encode(one).decode() for one in hashes]
