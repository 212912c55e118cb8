"""Letters to be posted: batches to print and to mark as posted, at a counter's desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import batches
from sportello.channels.desk import door
from sportello.channels.desk.counter import at_counter
from sportello.core.actors import Actor


@require_safe
@at_counter
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show the batches."""
    return door.show(request, by, "post.html", found=batches.list_of(by=by))


@require_POST
@at_counter
def print_batch(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Give the PDF of a batch. Posted, since it leaves looks."""
    answer = HttpResponse(batches.render(batch, by=by), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="letters-{batch}.pdf"'
    return answer


@require_POST
@at_counter
def mark_posted(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Mark a batch as posted."""
    batches.post(batch, by=by)
    door.tell(request, "desk-done-letters-posted")
    return redirect("desk:post")
