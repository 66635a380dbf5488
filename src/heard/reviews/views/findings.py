"""The team's pages of findings: where to look, write, change, order, withdraw, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.errors import ReviewError
from heard.reviews.forms.fields import ReasonForm
from heard.reviews.forms.findings import AboutForm, FindingForm
from heard.reviews.pages.findings import crumbs, findings_page, proposed_words
from heard.reviews.selectors.findings import evidence_choices, finding_get_for
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.proposals import proposals_of
from heard.reviews.selectors.reviewing import review_get_for, subjects_for
from heard.reviews.services.finding import (
    WRITING,
    finding_change,
    finding_place,
    finding_restore,
    finding_withdraw,
    finding_write,
)
from heard.reviews.views.answering import form_page, missing_is_404, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.models import Finding, Review

READ = allow(Thing.REVIEW, Action.READ)
CHANGE = allow(Thing.REVIEW, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]


@READ
@private_page
@require_safe
@missing_is_404
def list_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that a review finds and recommends, in order."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    return render(request, "findings/team.html", findings_page(reader, review))


@READ
@private_page
@require_safe
@missing_is_404
def where_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Where landlords and residents disagree most, and what nobody brought evidence of."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    context = {
        "review": review,
        "proposals": proposals_of(review),
        "writing": review.stage in WRITING and reader.may(Thing.REVIEW, Action.CHANGE),
        "crumbs": crumbs(review, (_("Where to look"), "")),
    }
    return render(request, "findings/where.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def add_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Say what a finding is to be about; then write it, from the evidence there is."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    if review.stage not in WRITING:
        return redirect("review-work:findings", reference)
    subjects = list(subjects_for(reader).filter(review=review).order_by("landlord__name"))
    tree = tree_of(review.framework_id)
    asked = {"landlord", "criterion"} & set(request.GET)
    about = AboutForm(request.GET if asked else None, subjects=subjects, tree=tree)
    if not about.is_valid():
        context = {"review": review, "form": about, "crumbs": crumbs(review, (_("Write"), ""))}
        return render(request, "findings/about.html", context)
    named, code = about.cleaned_data["landlord"], about.cleaned_data["criterion"]
    subject = next((one for one in subjects if one.landlord.slug == named), None)
    criterion = tree.criterion(code) if code else None
    choices = list(evidence_choices(review, subject, criterion))
    start = proposed_words(review, subject, criterion) if request.method != "POST" else {}
    form = FindingForm(
        request.POST or None, choices=choices, one_landlord=subject is not None, initial=start
    )
    if request.method == "POST":
        made = form.did(
            finding_write,
            review=review,
            subject=subject,
            criterion=criterion,
            by=signed_in(request),
        )
        if made:
            messages.success(request, _("Finding %(n)s is saved.") % {"n": made.number})
            return redirect(_after(request, review, made))
    context = {
        "review": review,
        "subject": subject,
        "criterion": criterion,
        "form": form,
        "choices": choices,
        "heading": _("Write a finding"),
        "crumbs": crumbs(review, (_("Write"), "")),
    }
    return render(request, "findings/write.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def change_view(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """Word a finding anew, or rest it on other evidence."""
    review, finding = _finding(request, reference, pk)
    if review.stage not in WRITING or finding.withdrawn_at:
        return redirect("review-work:findings", reference)
    last = finding.earlier.last()
    choices = list(evidence_choices(review, finding.subject, finding.criterion))
    form = FindingForm(
        request.POST or None,
        choices=choices,
        one_landlord=finding.subject_id is not None,
        initial={
            "title": finding.title,
            "text": finding.text,
            "evidence": [str(pk) for pk in finding.rests_on.values_list("evidence_id", flat=True)],
            "seen": str(last.key) if last else "",
            "changes": True,
        },
    )
    if request.method == "POST" and form.did(
        finding_change, finding=finding, by=signed_in(request)
    ):
        messages.success(request, _("Finding %(n)s is saved.") % {"n": finding.number})
        return redirect(_after(request, review, finding))
    context = {
        "review": review,
        "subject": finding.subject,
        "criterion": finding.criterion,
        "form": form,
        "choices": choices,
        "earlier": list(finding.earlier.order_by("-at", "-pk")),
        "heading": _("Change finding %(n)s") % {"n": finding.number},
        "crumbs": crumbs(review, (finding.title, "")),
    }
    return render(request, "findings/write.html", context)


@CHANGE
@private_page
@require_POST
@missing_is_404
def place_view(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """Put a finding one place up or down."""
    _review, finding = _finding(request, reference, pk)
    try:
        moved = finding_place(
            finding=finding, up=request.POST.get("to") == "up", by=signed_in(request)
        )
    except ReviewError as error:
        messages.error(request, str(error))
        return redirect("review-work:findings", reference)
    return redirect(f"{reverse('review-work:findings', args=[reference])}#finding-{moved.number}")


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def withdraw_view(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """Withdraw a finding with the reason. After publication that is the Champion's."""
    reader = reader_of(request)
    review, finding = _finding(request, reference, pk)
    back = reverse("review-work:findings", args=[reference])
    if finding.withdrawn_at or not may_withdraw(
        review, reader.may(Thing.MODERATION, Action.CHANGE)
    ):
        return redirect(back)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.did(
        finding_withdraw, finding=finding, by=signed_in(request)
    ):
        messages.success(request, _("The finding is withdrawn. The reason stays with it."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Withdraw finding %(n)s") % {"n": finding.number},
        hint=withdrawing_hint(review),
        back=back,
        crumbs=crumbs(review, (finding.title, "")),
    )


@CHANGE
@private_page
@require_POST
@missing_is_404
def restore_view(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """Put a withdrawn finding back."""
    _review, finding = _finding(request, reference, pk)
    try:
        finding_restore(finding=finding, by=signed_in(request))
    except ReviewError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The finding is back."))
    return redirect("review-work:findings", reference)


def may_withdraw(review: Review, moderates: bool) -> bool:
    """The team may while it is written, the Champion alone once it is published."""
    return moderates or not review.is_published


def withdrawing_hint(review: Review) -> str:
    """What withdrawing does."""
    if review.is_published:
        return _("It stays on the published page, struck out, with the reason and the day.")
    return _("It won’t be published. You can put it back until the review is.")


def _finding(request: HttpRequest, reference: str, pk: int) -> tuple[Review, Finding]:
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    return review, finding_get_for(reader, review, pk)


def _after(request: HttpRequest, review: Review, finding: Finding) -> str:
    if request.POST.get("then") == "recommend":
        return reverse("review-work:recommend", args=[review.reference, finding.pk])
    page = reverse("review-work:findings", args=[review.reference])
    return f"{page}#finding-{finding.number}"
