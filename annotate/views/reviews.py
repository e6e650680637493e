"""Reviews: one's own, the review page, submitting."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from annotate.cards import AT_ONCE, card_list, in_slots
from annotate.marks import flatten, number
from annotate.models import Annotation, Evidence, Review, Scheme
from annotate.permissions import may
from annotate.representation import as_script, describe_label, describe_texts
from annotate.slots import fill
from annotate.tables import Tables
from annotate.wordings import count_among, count_left_behind
from sources.models import Dossier, Placement
from sources.people import UserRequest


@require_safe
@login_required
def review_list(request: UserRequest) -> HttpResponse:
    reviews = Review.objects.owned_by(request.user).select_related("dossier").with_counts()
    counts = count_left_behind(reviews)
    listed = [(review, counts.get(review.pk, 0)) for review in reviews]
    return render(request, "annotate/review_list.html", {"reviews": listed})


@require_POST
@login_required
def review_start(request: UserRequest, pk: UUID) -> HttpResponse:
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("annotate.start_review", dossier):
        raise PermissionDenied(_("You may read this dossier, but not review it."))
    review, _created = Review.objects.get_or_create(
        dossier=dossier, scheme=Scheme.objects.default(), reviewer=request.user
    )
    return redirect(review)


@require_safe
@login_required
@never_cache
def review_detail(request: UserRequest, pk: UUID) -> HttpResponse:
    """The review page; with ?marks=1 flat, for no JavaScript, old browsers and print."""
    visible = Review.objects.visible_to(request.user).select_related("dossier", "reviewer", "scheme")
    reviews = {review.pk: review for review in visible.beside(pk)}
    if pk not in reviews:
        raise Http404
    review = reviews[pk]
    placements = list(review.dossier.placements.for_reading())
    labels = review.scheme.tree()
    context = {
        "review": review,
        "article": next((placement for placement in placements if placement.role == Placement.Role.ARTICLE), None),
        "reports": [placement for placement in placements if placement.role == Placement.Role.REPORT],
        "labels": labels,
        "may_write": may(request.user, "annotate.write_review", review),
        "may_reopen": may(request.user, "annotate.reopen_review", review),
        "relations": Evidence.Relation.choices,
    }
    if "marks" in request.GET:
        shown = Annotation.objects.filter(review__in=reviews).kept().in_reading_order()
        findings = number(shown.whole(), labels, placements)
        flat = {"findings": findings, "texts": flatten(placements, findings)}
        return render(request, "annotate/review_flat.html", {**context, **flat})
    places = {placement.text_id.hex: place for place, placement in enumerate(placements)}
    tables = Tables.of(reviews)
    tables.sort(places)
    others = {other.pk.hex: other.reviewer.username for other in reviews.values() if other.pk != pk}
    page_data = {
        "tables": tables,
        "reviewers": {key: each.reviewer.username for key, each in reviews.items()},
        "labels": [describe_label(label) for root in labels for label in (root, *root.leaves)],
        "texts": describe_texts(placements),
        "relations": [{"key": key, "name": str(name)} for key, name in Evidence.Relation.choices],
    }
    page = {
        "is_new": not tables.annotations.rows,
        "later_cards_from": AT_ONCE + 1 if len(tables.annotations.rows) > AT_ONCE else 0,
        "left_behind": count_among(review, tables, places) if review.reviewer == request.user else 0,
    }
    html = render_to_string("annotate/review.html", {**context, **page}, request)
    parts = {**in_slots(card_list(tables, labels, others, places)), "data": as_script(page_data)}
    return HttpResponse(fill(html, parts))


def review_for(request: UserRequest, pk: UUID, permission: str) -> Review:
    """A review that the user may do this with; 404 where they may not see it, 403 where not do it."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    if not may(request.user, permission, review):
        raise PermissionDenied
    return review


@require_POST
@login_required
def review_submit(request: UserRequest, pk: UUID) -> HttpResponse:
    review = review_for(request, pk, "annotate.submit_review")
    review.submit()
    messages.success(request, _("Your review is submitted. You can reopen it."))
    return redirect(review)


@require_POST
@login_required
def review_reopen(request: UserRequest, pk: UUID) -> HttpResponse:
    review = review_for(request, pk, "annotate.reopen_review")
    review.reopen()
    messages.success(request, _("Your review is open again."))
    return redirect(review)
