"""What staff post about a task, read into what actions take. Refuses what cannot be read; knows no page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from babel import numbers
from django.http import HttpRequest, QueryDict

from sportello.actions import files
from sportello.actions.files import Stored
from sportello.core import filetypes
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.questions.numbers import read_number
from sportello.core.rulings import Ruling
from sportello.core.services import Output, Service

SCALES = {"money": 2, "number": 6}
LONGEST_TYPED = 20_000


@dataclass(frozen=True)
class Failed:
    """A deed that was refused: on which form, why, and what was typed there."""

    form: str
    refused: Refused
    typed: Mapping[str, Any] = field(default_factory=dict)


def keep_typed(posted: QueryDict, papers: Sequence[Stored] = ()) -> dict[str, Any]:
    """Keep what was typed to show it again: `reasons` and `papers` as lists, all else as text."""
    kept = {name: str(value)[:LONGEST_TYPED] for name, value in posted.items() if name != "csrfmiddlewaretoken"}
    return {**kept, "reasons": posted.getlist("reasons"), "papers": list(papers)}


def read_ruling(posted: QueryDict, service: Service, now: Mapping[str, Any], language: str) -> Ruling:
    """Read a decision; `now` are the outputs that hold, of which only changed ones are sent on.

    Refused `ruling.outcome_missing`, `ruling.output_invalid`.
    """
    if not posted.get("outcome"):
        raise Refused("ruling.outcome_missing")
    outputs = {}
    for name, output in service.outputs.items():
        text = posted.get(f"output-{name}", "").strip()
        if text and text != show_output(output, now.get(name), language):
            outputs[name] = _read_output(name, output, text, language)
    return Ruling(
        outcome=posted.get("outcome", ""),
        reasons=tuple(posted.getlist("reasons")),
        outputs=outputs,
        conditions=tuple(posted.get("conditions", "").splitlines()),
    )


def show_output(output: Output, value: Any, language: str) -> str:
    """Write an output as its field shows it: a plain number, an ISO date, a text."""
    if value is None:
        return ""
    if output.type in SCALES:
        return str(numbers.format_decimal(Decimal(str(value)), "#,##0.######", locale=language))
    return str(value)


def read_amount(text: str, language: str) -> Decimal:
    """Read an amount of money as typed. Refused `answer.number_unclear`, `text.missing`."""
    if not text.strip():
        raise Refused("text.missing")
    return read_number(text.strip(), language, 2)


def read_id(text: str) -> UUID:
    """Read an id that a form of ours carried. Refused `text.missing`."""
    try:
        return UUID(text)
    except ValueError:
        raise Refused("text.missing") from None


def take_files(request: HttpRequest, by: Actor) -> tuple[list[UUID], Refused | None]:
    """Take in what was sent as proof, after what came with an earlier try of the same form.

    Give all that was taken, and the first refusal, so that one bad file costs none of the others.
    """
    taken = [one.id for one in files.describe(request.POST.getlist("papers"), by=by)]
    refused = None
    for upload in request.FILES.getlist("proof"):
        try:
            content = upload.read()
            filetypes.check_file(content, accept=tuple(filetypes.MEDIA_TYPES))
            taken.append(files.add(upload.name or "", content, by=by))
        except Refused as wrong:
            refused = refused or wrong
    return taken, refused


def _read_output(name: str, output: Output, text: str, language: str) -> str:
    try:
        if output.type in SCALES:
            return str(read_number(text, language, SCALES[output.type]))
        return date.fromisoformat(text).isoformat() if output.type == "date" else text
    except (Refused, ValueError):
        raise Refused("ruling.output_invalid", output=name) from None
