"""The page on which reviewers move their annotations to the wording that the dossier shows now."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from annotate.edits import refusal
from annotate.models import Review
from annotate.permissions import may
from annotate.selectors import Place
from annotate.wordings import Move, Moved, by_wording, move, move_back, plan
from sources.people import UserRequest

# A form of more than twice as many fields is refused by Django.
PAGE_LENGTH = 300


def writable_review(request: UserRequest, pk: UUID) -> Review:
    """An open review of the user's own; else 404, or 403 with the reason."""
    reviews: QuerySet[Review] = Review.objects.visible_to(request.user).select_related("dossier", "scheme")
    review = get_object_or_404(reviews, pk=pk)
    if not may(request.user, "annotate.write_review", review):
        raise refusal(request.user, pk)
    return review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def review_move(request: UserRequest, pk: UUID) -> HttpResponse:
    """What lies on an older wording, with where it stands now; a POST moves what was chosen."""
    review = writable_review(request, pk)
    moves = plan(review)
    if request.method == "POST":
        chosen = list(choices(request.POST, moves))
        moved = move(review, chosen)
        report(request, review, moved, len(wanted(request.POST)) - len(chosen) + moved.stale)
        return redirect("review_move", pk)
    page = Paginator(moves, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "review": review,
        "page": page,
        "groups": list(by_wording(page)),
        "undoable": len(request.session.get(session_key(review), [])),
    }
    return render(request, "annotate/review_move.html", context)


def wanted(form: QueryDict) -> set[str]:
    """The keys of what the reviewer ticked, or chose one of several places for."""
    places = {name.removeprefix("place-") for name, value in form.items() if name.startswith("place-") and value}
    return places | set(form.getlist("move"))


def choices(form: QueryDict, moves: list[Move]) -> Iterator[tuple[Move, Place]]:
    """What the reviewer chose to move, and where to; without what is not as the form showed it."""
    keys = wanted(form)
    for each in moves:
        if each.key not in keys or form.get(f"token-{each.key}") != each.token:
            continue
        if place := each.chosen(form.get(f"place-{each.key}", "")):
            yield each, place


def session_key(review: Review) -> str:
    return f"moved-{review.pk}"


def report(request: UserRequest, review: Review, moved: Moved, stale: int) -> None:
    """Say what was moved and what was not, and remember it to be undone."""
    if moved.done:
        request.session[session_key(review)] = moved.done
        said = ngettext("%(count)s passage was moved.", "%(count)s passages were moved.", len(moved.done))
        messages.success(request, said % {"count": len(moved.done)})
    elif not stale:
        messages.info(request, _("Nothing was chosen, so nothing was moved."))
    if stale:
        said = ngettext(
            "%(count)s passage was not moved: it has changed meanwhile. Look at it again.",
            "%(count)s passages were not moved: they have changed meanwhile. Look at them again.",
            stale,
        )
        messages.warning(request, said % {"count": stale})


@require_POST
@login_required
def review_move_back(request: UserRequest, pk: UUID) -> HttpResponse:
    """Undo the last move."""
    review = writable_review(request, pk)
    back = move_back(review, request.session.pop(session_key(review), []))
    if back.done:
        said = ngettext("%(count)s passage was moved back.", "%(count)s passages were moved back.", len(back.done))
        messages.success(request, said % {"count": len(back.done)})
    if back.stale:
        said = ngettext(
            "%(count)s passage was changed since and stays where it is.",
            "%(count)s passages were changed since and stay where they are.",
            back.stale,
        )
        messages.warning(request, said % {"count": back.stale})
    return redirect("review_move", pk)
