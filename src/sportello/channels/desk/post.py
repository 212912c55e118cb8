"""Letters to be posted: batches to print and to mark as posted, at a counter's desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import batches, letters
from sportello.channels.desk import door
from sportello.channels.desk.counter import at_counter
from sportello.core.actors import Actor


@require_safe
@at_counter
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show the batches."""
    return door.show(request, by, "post.html", found=batches.list_of(by=by), coded=letters.list_made(by=by))


@require_POST
@at_counter
def print_batch(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Give the PDF of a batch. Posted, since it leaves looks."""
    return _give(batches.render(batch, by=by), f"letters-{batch}")


@require_POST
@at_counter
def print_coded(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Give the PDF of a letter with a code."""
    return _give(letters.print_one(letter, by=by), f"letter-{letter}")


@require_POST
@at_counter
def mark_posted(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Mark a batch as posted."""
    batches.post(batch, by=by)
    door.tell(request, "desk-done-letters-posted")
    return redirect("desk:post")


def _give(pdf: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
