"""Letters to be posted: batches to print and to mark as posted, at a counter's desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import batches, letters
from sportello.channels.desk import door
from sportello.channels.desk.counter import at_counter
from sportello.channels.pages import handing
from sportello.core.actors import Actor

PDF = "application/pdf"


@require_safe
@at_counter
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show the batches."""
    return door.show(request, by, "post.html", found=batches.list_of(by=by), coded=letters.list_made(by=by))


@require_POST
@at_counter
def print_batch(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Give the PDF of a batch. Posted, since it leaves looks."""
    return handing.give(batches.render(batch, by=by), f"letters-{batch}.pdf", PDF)


@require_POST
@at_counter
def print_coded(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Give the PDF of a letter with a code."""
    return handing.give(letters.print_one(letter, by=by), f"letter-{letter}.pdf", PDF)


@require_POST
@at_counter
def mark_coded_posted(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Mark a letter with a code as posted."""
    letters.post(letter, by=by)
    door.tell(request, "desk-done-letters-posted")
    return redirect("desk:post")


@require_POST
@at_counter
def mark_posted(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Mark a batch as posted."""
    batches.post(batch, by=by)
    door.tell(request, "desk-done-letters-posted")
    return redirect("desk:post")
