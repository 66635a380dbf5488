"""The team's pages of recommendations: write, address, order, withdraw; one day for all answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.errors import ReviewError
from heard.reviews.forms.fields import ReasonForm
from heard.reviews.forms.findings import DueForm, RecommendationForm, answers_due_usually
from heard.reviews.pages.findings import crumbs
from heard.reviews.selectors.findings import finding_get_for, recommendation_get_for
from heard.reviews.selectors.reviewing import review_get_for, subjects_for
from heard.reviews.services.finding import WRITING
from heard.reviews.services.recommending import (
    answers_due_set,
    recommendation_change,
    recommendation_place,
    recommendation_restore,
    recommendation_withdraw,
    recommendation_write,
)
from heard.reviews.views.answering import form_page, missing_is_404, signed_in
from heard.reviews.views.findings import may_withdraw, withdrawing_hint
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from heard.access import Reader
    from heard.reviews.models import Finding, Recommendation, Review, Subject

CHANGE = allow(Thing.REVIEW, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def add_view(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """Recommend something on a finding, to one landlord or to many at once."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    finding = finding_get_for(reader, review, pk)
    if review.stage not in WRITING or finding.withdrawn_at:
        return redirect("review-work:findings", reference)
    form = RecommendationForm(
        request.POST or None, review=review, subjects=_subjects(reader, review, finding)
    )
    if request.method == "POST":
        made = form.did(recommendation_write, finding=finding, by=signed_in(request))
        if made:
            messages.success(request, _("%(reference)s is saved.") % {"reference": made.reference})
            return redirect(_at(review, finding))
    context = {
        "review": review,
        "finding": finding,
        "form": form,
        "heading": _("Recommend something"),
        "crumbs": crumbs(review, (finding.title, "")),
    }
    return render(request, "findings/recommend.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def change_view(request: HttpRequest, reference: str, recommendation: str) -> HttpResponseBase:
    """Word a recommendation anew, say it to others, or give another day."""
    reader = reader_of(request)
    review, row = _recommendation(reader, reference, recommendation)
    if review.stage not in WRITING or row.withdrawn_at or row.finding.withdrawn_at:
        return redirect("review-work:findings", reference)
    last = row.earlier.last()
    addressed = list(row.addressed.select_related("subject__landlord"))
    form = RecommendationForm(
        request.POST or None,
        review=review,
        subjects=_subjects(reader, review, row.finding),
        current=row,
        initial={
            "text": row.text,
            "landlords": [one.subject.landlord.slug for one in addressed],
            "due_on": addressed[0].due_on if addressed else None,
            "seen": str(last.key) if last else "",
        },
    )
    if request.method == "POST" and form.did(
        recommendation_change, recommendation=row, by=signed_in(request)
    ):
        messages.success(request, _("%(reference)s is saved.") % {"reference": row.reference})
        return redirect(_at(review, row.finding))
    context = {
        "review": review,
        "finding": row.finding,
        "form": form,
        "earlier": list(row.earlier.order_by("-at", "-pk")),
        "heading": _("Change %(reference)s") % {"reference": row.reference},
        "crumbs": crumbs(review, (row.reference, "")),
    }
    return render(request, "findings/recommend.html", context)


@CHANGE
@private_page
@require_POST
@missing_is_404
def place_view(request: HttpRequest, reference: str, recommendation: str) -> HttpResponseBase:
    """Put a recommendation one place up or down."""
    review, row = _recommendation(reader_of(request), reference, recommendation)
    try:
        recommendation_place(
            recommendation=row, up=request.POST.get("to") == "up", by=signed_in(request)
        )
    except ReviewError as error:
        messages.error(request, str(error))
    return redirect(_at(review, row.finding))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def withdraw_view(request: HttpRequest, reference: str, recommendation: str) -> HttpResponseBase:
    """Withdraw a recommendation with the reason. After publication that is the Champion's."""
    reader = reader_of(request)
    review, row = _recommendation(reader, reference, recommendation)
    back = _at(review, row.finding)
    if row.withdrawn_at or not may_withdraw(review, reader.may(Thing.MODERATION, Action.CHANGE)):
        return redirect(back)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.did(
        recommendation_withdraw, recommendation=row, by=signed_in(request)
    ):
        messages.success(request, _("The recommendation is withdrawn. The reason stays with it."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Withdraw %(reference)s") % {"reference": row.reference},
        hint=withdrawing_hint(review),
        back=back,
        crumbs=crumbs(review, (row.reference, "")),
    )


@CHANGE
@private_page
@require_POST
@missing_is_404
def restore_view(request: HttpRequest, reference: str, recommendation: str) -> HttpResponseBase:
    """Put a withdrawn recommendation back."""
    review, row = _recommendation(reader_of(request), reference, recommendation)
    try:
        recommendation_restore(recommendation=row, by=signed_in(request))
    except ReviewError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(reference)s is back.") % {"reference": row.reference})
    return redirect(_at(review, row.finding))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def due_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Give all recommendations of the review one day to answer by."""
    review = review_get_for(reader_of(request), reference)
    back = reverse("review-work:findings", args=[reference])
    if review.stage not in WRITING:
        return redirect(back)
    form = DueForm(request.POST or None, initial={"due_on": answers_due_usually(review)})
    if request.method == "POST" and form.is_valid():
        many = form.did(answers_due_set, review=review, by=signed_in(request))
        if many is not None:
            said = ngettext(
                "%(n)s answer is due on that day.", "%(n)s answers are due on that day.", int(many)
            )
            messages.success(request, said % {"n": int(many)})
            return redirect(back)
    return form_page(
        request,
        form,
        heading=_("When answers are due"),
        back=back,
        crumbs=crumbs(review, (_("When answers are due"), "")),
    )


def _recommendation(
    reader: Reader, reference: str, recommendation: str
) -> tuple[Review, Recommendation]:
    review = review_get_for(reader, reference)
    return review, recommendation_get_for(reader, review, recommendation)


def _subjects(reader: Reader, review: Review, finding: Finding) -> list[Subject]:
    """Whom a recommendation on a finding can be put to."""
    rows = subjects_for(reader).filter(review=review).order_by("landlord__name")
    if finding.subject_id is not None:
        rows = rows.filter(pk=finding.subject_id)
    return list(rows)


def _at(review: Review, finding: Finding) -> str:
    page = reverse("review-work:findings", args=[review.reference])
    return f"{page}#finding-{finding.number}"
