"""What everybody may read: reviews that were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone, reader_of
from heard.landlords.selectors import landlord_bare_for
from heard.landlords.selectors.lineage import line_of
from heard.reviews.pages.public import published_page, rows_of
from heard.reviews.selectors.reviewing import published_get, published_list
from heard.reviews.views.answering import missing_is_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = open_to_anyone(Thing.PUBLISHED_REVIEW, Action.READ)
PER_PAGE = 20


@READ
@require_safe
@missing_is_404
def list_view(request: HttpRequest) -> HttpResponse:
    """Published reviews, or those of one landlord and of the landlords that it came from."""
    slug = request.GET.get("landlord", "")
    landlord = landlord_bare_for(reader_of(request), slug) if slug else None
    found = published_list(landlord_id=landlord.pk if landlord else None)
    page = Paginator(found.order_by("-period_to", "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    line = line_of([landlord.pk]) if landlord else set()
    context = {"page": page, "rows": rows_of(page.object_list, line), "landlord": landlord}
    return render(request, "reviews/list.html", context)


@READ
@require_safe
@missing_is_404
def review_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A published review: how it was made, what the Champion says of it, and its results."""
    review = published_get(reference)
    context = published_page(review)
    context["crumbs"] = [(_("Reviews"), reverse("reviews:list")), (review.title, "")]
    return render(request, "reviews/review.html", context)
