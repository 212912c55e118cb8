"""Letters to be posted: batches to print and to mark as posted, at a counter's desk."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import batches, letters
from sportello.channels.desk import door
from sportello.channels.desk.counter import at_counter
from sportello.channels.pages import handing
from sportello.core.actors import Actor
from sportello.core.errors import Refused

PDF = "application/pdf"
TOLD_HERE = ("letter.none_waits", "letter.unshown")


@require_safe
@at_counter
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show the batches, and the letters with a code."""
    return _show(request, by)


@require_safe
@at_counter
def show_batch(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Show the letters of a batch one by one, to print one again."""
    return door.show(request, by, "post_batch.html", found=batches.list_letters(batch, by=by), coded=None)


@require_safe
@at_counter
def show_coded_batch(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Show letters with a code that were printed together, to print one again."""
    found = letters.list_of(by=by, batch=batch)
    if not found:
        raise Refused("batch.not_found")
    return door.show(request, by, "post_batch.html", found=None, coded=found)


@require_POST
@at_counter
def print_batch(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Give the PDF of a batch. Posted, since it leaves looks."""
    return _give(request, by, lambda: batches.render(batch, by=by), f"letters-{batch}.pdf")


@require_POST
@at_counter
def print_one(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Give the PDF of one letter of a batch."""
    return _give(request, by, lambda: batches.render_one(letter, by=by), f"letter-{letter}.pdf")


@require_POST
@at_counter
def mark_posted(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Mark a batch as posted."""
    try:
        batches.post(batch, by=by)
    except Refused as refused:
        return _show(request, by, refused)
    return _done(request)


@require_POST
@at_counter
def print_waiting(request: HttpRequest, by: Actor) -> HttpResponse:
    """Give the PDF of all letters with a code that wait."""
    return _give(request, by, lambda: letters.print_waiting(by=by), "letters-with-codes.pdf")


@require_POST
@at_counter
def print_coded(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Give the PDF of a letter with a code."""
    return handing.give(letters.print_one(letter, by=by), f"letter-{letter}.pdf", PDF)


@require_POST
@at_counter
def print_coded_again(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Give the PDF of letters with a code again."""
    return handing.give(letters.print_again(batch, by=by), f"letters-{batch}.pdf", PDF)


@require_POST
@at_counter
def mark_coded_posted(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Mark a letter with a code as posted."""
    letters.post(letter, by=by)
    return _done(request)


@require_POST
@at_counter
def mark_coded_batch_posted(request: HttpRequest, by: Actor, batch: UUID) -> HttpResponse:
    """Mark letters with a code as posted."""
    letters.post_batch(batch, by=by)
    return _done(request)


def _give(request: HttpRequest, by: Actor, print_: Callable[[], bytes], name: str) -> HttpResponse:
    """Give what is printed; why nothing is stands on the page where it was asked for."""
    try:
        return handing.give(print_(), name, PDF)
    except Refused as refused:
        if refused.code not in TOLD_HERE:
            raise
        return _show(request, by, refused)


def _show(request: HttpRequest, by: Actor, refused: Refused | None = None) -> HttpResponse:
    return door.show_form(
        request,
        by,
        "post.html",
        refused,
        "main-content",
        found=batches.list_of(by=by),
        waiting=letters.count_waiting(by=by),
        together=letters.list_batches(by=by),
        coded=letters.list_of(by=by),
    )


def _done(request: HttpRequest) -> HttpResponse:
    door.tell(request, "desk-done-letters-posted")
    return redirect("desk:post")
