"""Pages on which a landlord assesses itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.errors import ReviewError
from heard.reviews.forms.evidence import EvidenceForm
from heard.reviews.forms.fields import ReasonForm
from heard.reviews.forms.scores import ScoreForm
from heard.reviews.models import Side, Source, Stage
from heard.reviews.pages.landlord import assessments_page, overview_page
from heard.reviews.selectors.evidence import evidence_of
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.reviewing import (
    evidence_get_for,
    subject_changed_by,
    subject_get_for,
)
from heard.reviews.selectors.scoring import earlier_scores, sides_of
from heard.reviews.services.assessing import self_score, self_submit
from heard.reviews.services.evidence import evidence_add, evidence_withdraw
from heard.reviews.views.answering import (
    evidence_brought,
    evidence_file,
    form_page,
    missing_is_404,
    signed_in,
)
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.models import Criterion, Subject

READ = allow(Thing.SELF_ASSESSMENT, Action.READ)
CHANGE = allow(Thing.SELF_ASSESSMENT, Action.CHANGE)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """The reviews that the landlord is or was in, and those of landlords that came to it."""
    context = {"groups": assessments_page(reader_of(request))}
    return render(request, "self_assessment/list.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def overview_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponse:
    """How far the assessment has come, criterion by criterion."""
    reader = reader_of(request)
    subject = subject_get_for(reader, reference, landlord)
    return render(request, "self_assessment/overview.html", overview_page(reader, subject))


@allow(Thing.SELF_ASSESSMENT, Action.EXPORT)
@private_page
@require_safe
@missing_is_404
def blank_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponse:
    """The whole assessment as a form to print and fill in by hand."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    tree = tree_of(subject.review.framework_id, levels=True)
    context = {"subject": subject, "dimensions": tree.pairs(), "crumbs": crumbs(subject)}
    return render(request, "self_assessment/blank.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def criterion_view(
    request: HttpRequest, reference: str, landlord: str, code: str
) -> HttpResponseBase:
    """One criterion: its five levels, the reason, the evidence."""
    reader, user = reader_of(request), signed_in(request)
    subject = subject_get_for(reader, reference, landlord)
    tree = tree_of(subject.review.framework_id, levels=True)
    criterion = tree.criterion(code)
    own = sides_of(reader, subject)[criterion.pk].own
    form = ScoreForm(request.POST or None, criterion=criterion, current=own)
    before, after = tree.beside(code)
    if request.method == "POST":
        subject = subject_changed_by(reader, reference, landlord)
        then = request.POST.get("then", "")
        if then == "evidence" and form.is_untouched:
            return redirect("self-assessment:evidence-add", reference, landlord, code)
        if form.did(self_score, subject=subject, criterion=criterion, by=user):
            messages.success(request, _("“%(name)s” is saved.") % {"name": criterion.name})
            return redirect(_next(subject, criterion, after, then))
    context = {
        "subject": subject,
        "criterion": criterion,
        "form": form,
        "score": own,
        "open": is_open(subject) and subject.landlord_id in reader.landlords,
        "items": evidence_of(reader, subject, criterion=criterion),
        "earlier": earlier_scores(subject, criterion.pk, Source.SELF),
        "before": before,
        "after": after,
        "crumbs": crumbs(subject, inside=True),
    }
    return render(request, "self_assessment/criterion.html", context)


def _next(subject: Subject, criterion: Criterion, after: Criterion | None, then: str) -> str:
    at = [subject.review.reference, subject.landlord.slug]
    if then == "evidence":
        return reverse("self-assessment:evidence-add", args=[*at, criterion.code])
    if after is None:
        return reverse("self-assessment:overview", args=at)
    return reverse("self-assessment:criterion", args=[*at, after.code])


@CHANGE
@takes_files()
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def evidence_add_view(
    request: HttpRequest, reference: str, landlord: str, code: str
) -> HttpResponseBase:
    """Bring a piece of evidence."""
    subject = subject_changed_by(reader_of(request), reference, landlord)
    criterion = tree_of(subject.review.framework_id).criterion(code)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, subject=subject, criterion=criterion
    )
    page = reverse("self-assessment:criterion", args=[reference, landlord, code])
    if request.method == "POST" and evidence_brought(
        form,
        evidence_add,
        by=signed_in(request),
        subject=subject,
        criterion=criterion,
        side=Side.SELF,
    ):
        messages.success(request, _("The evidence is added."))
        return redirect(page)
    return render(
        request,
        "reviews/evidence_form.html",
        {
            "form": form,
            "heading": _("Add evidence"),
            "caption": str(criterion),
            "back": page,
            "crumbs": crumbs(subject, inside=True),
        },
    )


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def evidence_withdraw_view(
    request: HttpRequest, reference: str, landlord: str, pk: int
) -> HttpResponseBase:
    """Take a piece of evidence back, with the reason."""
    reader = reader_of(request)
    subject = subject_changed_by(reader, reference, landlord)
    evidence = evidence_get_for(reader, pk)
    if evidence.subject_id != subject.pk or evidence.side != Side.SELF:
        raise Http404
    form = ReasonForm(request.POST or None)
    page = reverse("self-assessment:criterion", args=[reference, landlord, evidence.criterion.code])
    if request.method == "POST" and form.did(
        evidence_withdraw, evidence=evidence, by=signed_in(request)
    ):
        messages.success(request, _("The evidence is withdrawn. It stays on the record."))
        return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Withdraw “%(title)s”") % {"title": evidence.title},
        hint=_("It stays on the record, as withdrawn, with the reason."),
        back=page,
        crumbs=crumbs(subject, inside=True),
    )


@READ
@private_page
@require_safe
@missing_is_404
def file_view(request: HttpRequest, reference: str, landlord: str, pk: int) -> HttpResponseBase:
    """The file of a piece of evidence."""
    reader = reader_of(request)
    subject = subject_get_for(reader, reference, landlord)
    evidence = evidence_get_for(reader, pk)
    if evidence.subject_id != subject.pk:
        raise Http404
    return evidence_file(evidence)


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def submit_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponseBase:
    """Send the assessment in, once everything was said."""
    reader = reader_of(request)
    subject = subject_changed_by(reader, reference, landlord)
    context = overview_page(reader, subject)
    if request.method == "POST":
        try:
            self_submit(subject=subject, by=signed_in(request))
        except ReviewError as error:
            context["refusal"] = str(error)
        else:
            messages.success(request, _("Your self-assessment is sent in. Thank you."))
            return redirect("self-assessment:overview", reference, landlord)
    return render(request, "self_assessment/submit.html", context)


def is_open(subject: Subject) -> bool:
    """Whether the landlord may still change its assessment."""
    sent = subject.self_submitted_at is not None
    return subject.review.stage == Stage.ASSESSING and not sent and not subject.has_left


def crumbs(subject: Subject, *, inside: bool = False) -> list[tuple[str, Any]]:
    """The way to a page of one assessment."""
    page = reverse(
        "self-assessment:overview", args=[subject.review.reference, subject.landlord.slug]
    )
    return [
        (_("Reviews"), reverse("self-assessment:list")),
        (subject.review.title, page if inside else ""),
    ]
