"""The team's pages of one landlord: all sides beside each other, evidence, scores, moderation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.forms.evidence import CheckForm, EvidenceForm
from heard.reviews.forms.fields import ReasonForm
from heard.reviews.forms.opening import LeaveForm
from heard.reviews.forms.scores import ModerationForm, ScoreForm
from heard.reviews.models import Side, Source
from heard.reviews.pages.criterion import alike_scores, criterion_page
from heard.reviews.pages.team import crumbs, subject_page
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.reviewing import evidence_get_for, subject_get_for
from heard.reviews.services.assessing import self_give_back
from heard.reviews.services.evidence import evidence_add, evidence_check, evidence_withdraw
from heard.reviews.services.leaving import subject_leave
from heard.reviews.services.moderating import officers_agreed, officers_score, score_moderate
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

    from heard.reviews.models import Criterion, Evidence, Subject

READ = allow(Thing.REVIEW, Action.READ)
CHANGE = allow(Thing.REVIEW, Action.CHANGE)
MODERATE = allow(Thing.MODERATION, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]


@READ
@private_page
@require_safe
@missing_is_404
def subject_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponse:
    """What each side says of a landlord, criterion by criterion."""
    reader = reader_of(request)
    subject = subject_get_for(reader, reference, landlord)
    return render(request, "review_work/subject.html", subject_page(reader, subject))


@READ
@private_page
@require_safe
@missing_is_404
def criterion_view(request: HttpRequest, reference: str, landlord: str, code: str) -> HttpResponse:
    """All sides on one criterion, with the evidence."""
    return _criterion(request, subject_get_for(reader_of(request), reference, landlord), code)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def score_view(request: HttpRequest, reference: str, landlord: str, code: str) -> HttpResponseBase:
    """Keep the officers' score."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    return _criterion(request, subject, code, scoring=Source.OFFICERS)


@MODERATE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def moderate_view(
    request: HttpRequest, reference: str, landlord: str, code: str
) -> HttpResponseBase:
    """Keep the moderated score."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    return _criterion(request, subject, code, scoring=Source.MODERATED)


def _criterion(
    request: HttpRequest, subject: Subject, code: str, *, scoring: Source | None = None
) -> HttpResponse:
    context = criterion_page(reader_of(request), subject, code)
    criterion, sides = context["criterion"], context["sides"]
    form: ScoreForm | None = None
    if scoring is Source.OFFICERS:
        form = ScoreForm(request.POST or None, criterion=criterion, current=sides.officers)
    elif scoring is Source.MODERATED:
        form = ModerationForm(
            request.POST or None,
            criterion=criterion,
            current=sides.moderated,
            others=alike_scores(subject, criterion),
        )
    service = score_moderate if scoring is Source.MODERATED else officers_score
    values = {"subject": subject, "criterion": criterion, "by": request.user}
    if form and request.method == "POST" and form.did(service, **values):
        messages.success(request, _("“%(name)s” is saved.") % {"name": criterion.name})
        return redirect(_onward(request, subject, criterion, context["after"], scoring))
    return render(
        request, "review_work/criterion.html", context | {"form": form, "scoring": scoring}
    )


def _onward(
    request: HttpRequest,
    subject: Subject,
    criterion: Criterion,
    after: Criterion | None,
    scoring: Source | None,
) -> str:
    """To the next criterion's form if that was asked for, or back to this one."""
    at = [subject.review.reference, subject.landlord.slug]
    if after is None or request.POST.get("then") != "next":
        return reverse("review-work:criterion", args=[*at, criterion.code])
    name = "moderate" if scoring is Source.MODERATED else "score"
    return reverse(f"review-work:{name}", args=[*at, after.code])


@CHANGE
@takes_files()
@private_page
@require_http_methods(BOTH)
@missing_is_404
def evidence_add_view(
    request: HttpRequest, reference: str, landlord: str, code: str
) -> HttpResponseBase:
    """Bring evidence that officers or residents found."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    criterion = tree_of(subject.review.framework_id).criterion(code)
    side = Side.RESIDENTS if request.GET.get("side") == "residents" else Side.OFFICERS
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        subject=subject,
        criterion=criterion,
        any_kind=True,
    )
    page = reverse("review-work:criterion", args=[reference, landlord, code])
    if request.method == "POST" and evidence_brought(
        form,
        evidence_add,
        by=signed_in(request),
        subject=subject,
        criterion=criterion,
        side=side,
    ):
        messages.success(request, _("The evidence is added."))
        return redirect(page)
    heading = (
        _("Add what residents brought") if side is Side.RESIDENTS else _("Add what officers found")
    )
    context = {
        "form": form,
        "heading": heading,
        "caption": f"{subject.landlord.name}, {criterion}",
        "back": page,
        "crumbs": crumbs(subject, (criterion.name, page)),
    }
    return render(request, "reviews/evidence_form.html", context)


def _evidence(request: HttpRequest, reference: str, landlord: str, pk: int) -> Evidence:
    evidence = evidence_get_for(reader_of(request), pk)
    here = (evidence.subject.review.reference, evidence.subject.landlord.slug)
    if here != (reference, landlord):
        raise Http404
    return evidence


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def evidence_check_view(
    request: HttpRequest, reference: str, landlord: str, pk: int
) -> HttpResponseBase:
    """Say whether a piece of evidence supports the score."""
    evidence = _evidence(request, reference, landlord, pk)
    form = CheckForm(request.POST or None)
    page = reverse("review-work:criterion", args=[reference, landlord, evidence.criterion.code])
    if request.method == "POST" and form.did(
        evidence_check, evidence=evidence, by=signed_in(request)
    ):
        messages.success(request, _("What you found is on the record."))
        return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Check “%(title)s”") % {"title": evidence.title},
        hint=evidence.statement,
        back=page,
        crumbs=crumbs(evidence.subject, (str(evidence.criterion), page)),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def evidence_withdraw_view(
    request: HttpRequest, reference: str, landlord: str, pk: int
) -> HttpResponseBase:
    """Take back evidence that the team brought."""
    evidence = _evidence(request, reference, landlord, pk)
    if evidence.side == Side.SELF:
        raise Http404
    form = ReasonForm(request.POST or None)
    page = reverse("review-work:criterion", args=[reference, landlord, evidence.criterion.code])
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
        crumbs=crumbs(evidence.subject, (str(evidence.criterion), page)),
    )


@READ
@private_page
@require_safe
@missing_is_404
def file_view(request: HttpRequest, reference: str, landlord: str, pk: int) -> HttpResponseBase:
    """The file of a piece of evidence."""
    return evidence_file(_evidence(request, reference, landlord, pk))


@MODERATE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def agree_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponseBase:
    """Moderate as the officers scored, wherever nothing was moderated yet."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    form = ReasonForm(request.POST or None)
    page = reverse("review-work:subject", args=[reference, landlord])
    if request.method == "POST" and form.is_valid():
        criteria = tree_of(subject.review.framework_id).criteria
        found = form.did(
            lambda **values: {
                "done": officers_agreed(
                    subject=subject, criteria=criteria, by=signed_in(request), **values
                )
            }
        )
        if found:
            done = found["done"]
            said = ngettext(
                "%(done)s criterion is moderated as the officers scored it.",
                "%(done)s criteria are moderated as the officers scored them.",
                done,
            )
            messages.success(request, said % {"done": done})
            return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Agree with the officers’ scores"),
        hint=_(
            "Every criterion that the officers scored and that you haven’t moderated gets their "
            "score. Left out are those without evidence, and those that you scored yourself. You "
            "can change each afterwards."
        ),
        back=page,
        crumbs=crumbs(subject, (_("Agree with the officers’ scores"), "")),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def give_back_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponseBase:
    """Give a self-assessment back to be mended."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    form = ReasonForm(request.POST or None)
    page = reverse("review-work:subject", args=[reference, landlord])
    if request.method == "POST" and form.did(
        self_give_back, subject=subject, by=signed_in(request)
    ):
        messages.success(request, _("The self-assessment is given back, and the landlord told."))
        return redirect(page)
    return form_page(
        request,
        form,
        heading=_("Give the self-assessment back"),
        hint=_("The landlord reads the reason, and can change everything until it sends it again."),
        back=page,
        crumbs=crumbs(subject, (_("Give back"), "")),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def leave_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponseBase:
    """Take a landlord out of a review under way: it merged, or has no homes here any more."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    form = LeaveForm(request.POST or None)
    page = reverse("review-work:subject", args=[reference, landlord])
    if request.method == "POST" and form.did(subject_leave, subject=subject, by=signed_in(request)):
        messages.success(request, _("The landlord has left the review. What was said stays."))
        return redirect(page)
    return form_page(
        request,
        form,
        heading=_("%(landlord)s leaves the review") % {"landlord": subject.landlord.name},
        hint=_(
            "What was said so far stays and is shown as such. Nothing more is scored, and its "
            "residents’ sessions close. This can’t be undone."
        ),
        back=page,
        crumbs=crumbs(subject, (_("Leave"), "")),
    )
