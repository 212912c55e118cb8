"""A decision with all that it came from, as bytes to keep and a hash to prove. Knows no case and no store."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sportello.core import canonical, feel
from sportello.core import parts as dividing
from sportello.core.errors import Refused
from sportello.core.feel import temporal
from sportello.core.parts import Part
from sportello.core.policy import Decision, Policy


@dataclass(frozen=True)
class Bundle:
    """Canonical JSON (RFC 8785) of a decision, every number a text in FEEL's form, and its SHA-256 in hex."""

    json: bytes
    hash: str


def bundle(decision: Decision, edition: str, inputs: Mapping[str, Any], on: date) -> Bundle:
    """Keep a decision: inputs, the edition's hash, the parameters' date, rows hit, outputs, FEEL's version.

    Every number among the inputs is a Decimal, as questions give it.
    """
    return _write(_document(decision, edition, inputs, on))


def bundle_apart(
    decision: Decision, edition: str, inputs: Mapping[str, Any], on: date, policy: Policy, parts: Sequence[Part]
) -> Bundle:
    """Keep a decision as `bundle` does, with commitments to the parts (`own`) in place of what tells of them."""
    return _write(_apart(_document(decision, edition, inputs, on), policy, parts))


def _write(document: Mapping[str, Any]) -> Bundle:
    written = canonical.encode_values(document, feel.canonical)
    return Bundle(written, hash_of(written))


def hash_of(bundle_json: bytes) -> str:
    """Give the SHA-256 (hex) of a bundle's bytes."""
    return hashlib.sha256(bundle_json).hexdigest()


def read_outputs(policy: Policy, given: Mapping[str, Any]) -> dict[str, Any]:
    """Read outputs that people changed, from canonical form into FEEL values of the policy's own types.

    Refused `ruling.output_unknown`, `ruling.output_invalid`.
    """
    read = {}
    for name, value in given.items():
        if name not in policy.outputs:
            raise Refused("ruling.output_unknown", output=name)
        try:
            read[name] = _read(value, policy.outputs[name])
        except (ValueError, TypeError, ArithmeticError):
            raise Refused("ruling.output_invalid", output=name) from None
    return read


def _document(decision: Decision, edition: str, inputs: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Put a decision together as FEEL values."""
    return {
        "edition": edition,
        "facts": decision.facts,
        "feel": decision.feel,
        "inputs": inputs,
        "on": on,
        "outcome": decision.outcome,
        "outputs": decision.outputs,
        "parameters_date": decision.parameters_date,
        "reasons": decision.reasons,
        "rows": [f"{table}:{row}" for table, row in decision.rows],
    }


def _apart(document: dict[str, Any], policy: Policy, parts: Sequence[Part]) -> dict[str, Any]:
    """Give a document with the parts, and what is reckoned from them, taken out."""
    names = dividing.list_names(parts)
    telling = dividing.list_telling(policy, names)
    return {
        **document,
        "facts": {name: value for name, value in document["facts"].items() if name not in telling},
        "inputs": {name: value for name, value in document["inputs"].items() if name not in names},
        "own": {part.about: part.commitment for part in parts},
    }


def replay(bundle_json: bytes, policy: Policy, parts: Sequence[Part] = ()) -> list[str]:
    """Decide a kept decision again and list the differences; none means that it is proven.

    `policy` is that of the edition the bundle names. Refused with `decision.feel` when the decision was made under a
    version of FEEL that this code does not speak, with `decision.erased` when a part of it is erased.
    """
    kept = json.loads(bundle_json)
    if kept["feel"] != feel.VERSION:
        raise Refused("decision.feel", version=kept["feel"], known=feel.VERSION)
    inputs, decision = decide_again(kept, policy, parts)
    document = _document(decision, kept["edition"], inputs, date.fromisoformat(kept["on"]))
    again = feel.canonical(_apart(document, policy, parts) if "own" in kept else document)
    return list(_differences(kept, again))


def decide_again(
    kept: Mapping[str, Any], policy: Policy, parts: Sequence[Part] = ()
) -> tuple[dict[str, Any], Decision]:
    """Give the inputs of a kept decision as FEEL values, and what the policy says of them on its date.

    Refused `decision.erased`.
    """
    dividing.check_whole(kept.get("own", {}), parts)
    inputs = _read_inputs(kept, policy, parts)
    return inputs, policy.decide(inputs, date.fromisoformat(kept["parameters_date"]))


def recall(kept: Mapping[str, Any], policy: Policy, parts: Sequence[Part] = ()) -> tuple[dict[str, Any], Decision]:
    """Give what `decide_again` gives; where a part is erased, what was decided, with null for all that is gone."""
    if kept.get("own", {}).keys() <= {part.about for part in parts}:
        return decide_again(kept, policy, parts)
    facts = {name: _read(kept["facts"].get(name), fact.type) for name, fact in policy.facts}
    rows = [row.rpartition(":") for row in kept["rows"]]
    decision = Decision(
        outcome=kept["outcome"],
        outputs=read_outputs(policy, kept["outputs"]),
        reasons=tuple(kept["reasons"]),
        rows=tuple((table, int(row)) for table, _, row in rows),
        facts=facts,
        parameters_date=date.fromisoformat(kept["parameters_date"]),
        feel=kept["feel"],
    )
    return {**dict.fromkeys(policy.answers), **_read_inputs(kept, policy, parts)}, decision


def _read_inputs(kept: Mapping[str, Any], policy: Policy, parts: Sequence[Part]) -> dict[str, Any]:
    given = dict(kept["inputs"])
    for part in parts:
        given |= part.inputs
    return {name: _read(value, policy.answers.get(name, feel.ANY)) for name, value in given.items()}


def _differences(kept: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(kept.keys() | again.keys()):
        before, now = kept.get(name), again.get(name)
        if isinstance(before, dict) and isinstance(now, dict):
            yield from (f"{name}.{difference}" for difference in _differences(before, now))
        elif before != now:
            yield f"{name}: kept {json.dumps(before)}, now {json.dumps(now)}"


def _read(value: Any, kind: feel.Type) -> Any:
    """Read a value from its canonical form; what has no type stays as it is written."""
    if value is None:
        return None
    if kind.kind == "list":
        return [_read(each, kind.of or feel.ANY) for each in value]
    if kind.kind == "context":
        inner = dict(kind.fields)
        return {name: _read(each, inner.get(name, kind.of or feel.ANY)) for name, each in value.items()}
    if kind.kind == "number":
        return Decimal(value)
    if kind.kind == "date":
        return date.fromisoformat(value)
    return temporal.read_duration(value) if kind.kind == "duration" else value
