"""The team's pages of reviews: open one, see how far it has come, move it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.landlords.selectors import borough_list
from heard.reviews.forms.opening import (
    BackForm,
    CorrectionForm,
    MoveForm,
    OpenForm,
    PublishForm,
    SampleForm,
)
from heard.reviews.models import Stage
from heard.reviews.pages.frameworks import offered
from heard.reviews.pages.team import review_page
from heard.reviews.selectors.framework import frameworks_newest
from heard.reviews.selectors.reviewing import review_get_for, reviews_for
from heard.reviews.services.opening import review_open
from heard.reviews.services.reminding import landlords_remind, subjects_waited_for
from heard.reviews.services.sampling import sample_draw
from heard.reviews.services.stages import (
    correction_add,
    review_move_on,
    review_step_back,
    stage_after,
    stage_before,
)
from heard.reviews.views.answering import form_page, missing_is_404, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.models import Review

READ = allow(Thing.REVIEW, Action.READ)
CHANGE = allow(Thing.REVIEW, Action.CHANGE)
MODERATE = allow(Thing.MODERATION, Action.CHANGE)
PER_PAGE = 20


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Every review, latest period first."""
    reader = reader_of(request)
    rows = reviews_for(reader).order_by("-period_to", "-pk").prefetch_related("subjects")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_open": reader.may(Thing.REVIEW, Action.CHANGE),
        "may_read_frameworks": reader.may(Thing.FRAMEWORK, Action.READ),
    }
    return render(request, "review_work/list.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def open_view(request: HttpRequest) -> HttpResponse:
    """Open a review of the landlords of a borough."""
    boroughs = [one for one in borough_list() if one.landlord_count]  # type: ignore[attr-defined] # counted
    frameworks = frameworks_newest()
    chosen = request.GET.get("borough", "")
    borough = next(
        (one for one in boroughs if one.slug == chosen), boroughs[0] if boroughs else None
    )
    context = {
        "boroughs": boroughs,
        "borough": borough,
        "frameworks": frameworks,
        "heading": _("Open a review"),
        "crumbs": [(_("Reviews"), reverse("review-work:list")), (_("Open a review"), "")],
        "back": reverse("review-work:list"),
    }
    if borough is None or not frameworks:
        missing = {"offered": [] if frameworks else offered()}
        return render(request, "review_work/open_none.html", context | missing)
    form = OpenForm(request.POST or None, borough=borough, frameworks=frameworks)
    if request.method == "POST":
        review = form.did(review_open, by=signed_in(request))
        if review:
            messages.success(request, _("The review is open, and the landlords’ leads are told."))
            return redirect("review-work:review", review.reference)
    return render(request, "review_work/open.html", context | {"form": form})


@READ
@private_page
@require_safe
@missing_is_404
def review_view(request: HttpRequest, reference: str) -> HttpResponse:
    """How far each landlord has come, and what is to be done next."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    return render(request, "review_work/review.html", review_page(reader, review))


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def remind_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Remind the landlords that still have something to send in."""
    review = review_get_for(reader_of(request), reference)
    waiting = subjects_waited_for(review)
    back = reverse("review-work:review", args=[reference])
    if request.method == "POST":
        chosen = set(request.POST.getlist("landlord"))
        picked = [one for one in waiting if one.landlord.slug in chosen]
        sent = landlords_remind(review=review, subjects=picked, by=signed_in(request))
        said = ngettext(
            "%(sent)s message is on its way.", "%(sent)s messages are on their way.", sent
        )
        messages.success(request, said % {"sent": sent})
        return redirect(back)
    context = {"review": review, "waiting": waiting, "back": back, "crumbs": _crumbs(review)}
    return render(request, "review_work/remind.html", context)


@MODERATE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def move_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Take the review one step on, or sign it off and publish it."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    after = stage_after(review.stage)
    back = reverse("review-work:review", args=[reference])
    if after is None:
        return redirect(back)
    kind = PublishForm if after is Stage.PUBLISHED else MoveForm
    form = kind(request.POST or None, initial={"seen": review.stage})
    if request.method == "POST" and form.did(review_move_on, review=review, by=signed_in(request)):
        messages.success(
            request, _("The review is %(stage)s now.") % {"stage": after.label.lower()}
        )
        return redirect(back)
    context = review_page(reader, review)
    context |= {"form": form, "after": after, "back": back, "crumbs": _crumbs(review)}
    return render(request, "review_work/move.html", context)


@MODERATE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def back_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Take the review one step back, with the reason."""
    review = review_get_for(reader_of(request), reference)
    before = stage_before(review.stage)
    page = reverse("review-work:review", args=[reference])
    if before is None:
        return redirect(page)
    form = BackForm(request.POST or None, initial={"seen": review.stage})
    if request.method == "POST" and form.did(
        review_step_back, review=review, by=signed_in(request)
    ):
        messages.success(request, _("The review has gone back. The reason is on the record."))
        return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Go back to: %(stage)s") % {"stage": before.label},
        hint=_("Nothing that was said is lost."),
        back=page,
        crumbs=_crumbs(review),
    )


@MODERATE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def correct_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Put a dated note to a published review."""
    review = review_get_for(reader_of(request), reference)
    page = reverse("review-work:review", args=[reference])
    if review.stage != Stage.PUBLISHED:
        return redirect(page)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.did(correction_add, review=review, by=signed_in(request)):
        messages.success(request, _("The note is published with the review."))
        return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Put something right"),
        hint=_("A published review isn’t changed. A note with its date stands at its head."),
        back=page,
        crumbs=_crumbs(review),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def sample_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Draw what officers check, at random."""
    review = review_get_for(reader_of(request), reference)
    page = reverse("review-work:review", args=[reference])
    form = SampleForm(request.POST or None)
    if request.method == "POST":
        sample = form.did(sample_draw, review=review, by=signed_in(request))
        if sample:
            messages.success(
                request, _("The sample is drawn, with seed %(seed)s.") % {"seed": sample.seed}
            )
            return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Draw a sample to check"),
        hint=_(
            "Criteria of each landlord are drawn at random. The seed is kept, so that anybody can "
            "draw the same again. Drawing again adds to what was drawn before."
        ),
        back=page,
        crumbs=_crumbs(review),
    )


def _crumbs(review: Review) -> list[tuple[str, str]]:
    page = reverse("review-work:review", args=[review.reference])
    return [(_("Reviews"), reverse("review-work:list")), (review.reference, page)]
