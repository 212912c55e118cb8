"""The city's record for watchers: checkpoints, proofs and keys, to be checked by other people's programs."""

from base64 import b64encode
from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from sportello.actions import epochs, record
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
    """The city's public keys in signed-note form (vkeys): `/1` signs checkpoints of epoch 1, `/promise` receipts."""

    keys: list[str]


class Epoch(Schema):
    """What a restore began: `event` names the last checkpoint published before, and the time that was lost.

    Its leaf is SHA-256(0x00 ‖ SHA-256(32 zero bytes ‖ event)); prove it as any other.
    """

    epoch: int
    event: str = Field(description="Canonical JSON (RFC 8785)")
    leaf: str


class Epochs(Schema):
    """The epochs of the record but the first, oldest first."""

    epochs: list[Epoch]


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


@router.get("/epochs", response={200: Epochs, 304: None, **problems.table()}, operation_id="listEpochs")
@decorate_view(door.public(SHORT))
def list_epochs(request: callers.Call) -> dict[str, Any]:
    """List the epochs that restores began, for whoever holds a checkpoint that the record no longer continues."""
    return {"epochs": [asdict(opening) for opening in epochs.list_openings()]}


def _base64(hashes: Any) -> list[str]:
    return [b64encode(one).decode() for one in hashes]
