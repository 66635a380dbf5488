"""What everybody may read of findings: by review and by landlord, with answers and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, open_to_anyone, reader_of
from heard.access.reader import NOBODY
from heard.landlords.selectors import landlord_bare_for
from heard.landlords.selectors.lineage import line_of
from heard.measures.views.responses import download
from heard.reviews.forms.answers import SayForm
from heard.reviews.pages.finding_files import actions_table, answers_table
from heard.reviews.pages.findings import answers_in, tally_of
from heard.reviews.selectors.findings import findings_for, findings_of_landlords
from heard.reviews.selectors.recommendations import action_public_get
from heard.reviews.selectors.reviewing import published_get
from heard.reviews.services.verdicts import verdict_say
from heard.reviews.views.answering import missing_is_404
from heard.safety.guard import address_of, throttle_of, throttled

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

READ = open_to_anyone(Thing.PUBLISHED_REVIEW, Action.READ)
EXPORT = open_to_anyone(Thing.PUBLISHED_REVIEW, Action.EXPORT)
FILES = {"answers": answers_table, "actions": actions_table}


@READ
@require_safe
@missing_is_404
def review_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What a published review found, what landlords answered and what is done."""
    review = published_get(reference)
    findings = findings_for(NOBODY, review)
    context = {
        "review": review,
        "findings": findings,
        "tally": tally_of(answers_in(findings)),
        "open": False,
        "files": _files("reviews:findings-download", reference=reference),
        "crumbs": [
            (_("Reviews"), reverse("reviews:list")),
            (review.title, reverse("reviews:review", args=[reference])),
            (_("Findings"), ""),
        ],
    }
    return render(request, "findings/published.html", context)


@READ
@require_safe
@missing_is_404
def landlord_view(request: HttpRequest, landlord: str) -> HttpResponse:
    """What reviews found of a landlord and of those that came to it, and what it answered."""
    known = landlord_bare_for(reader_of(request), landlord)
    findings = findings_of_landlords(line_of([known.pk]))
    context = {
        "landlord": known,
        "findings": findings,
        "tally": tally_of(answers_in(findings)),
        "open": False,
        "by_landlord": True,
        "files": _files("reviews:landlord-findings-download", landlord=landlord)
        if findings
        else [],
        "crumbs": [(_("Reviews"), reverse("reviews:list")), (known.name, "")],
    }
    return render(request, "findings/landlord.html", context)


@EXPORT
@require_safe
@missing_is_404
def download_view(request: HttpRequest, reference: str, what: str, extension: str) -> HttpResponse:
    """Answers or actions of a review as a file."""
    review = published_get(reference)
    if what not in FILES:
        raise Http404
    table = FILES[what](
        findings_for(NOBODY, review),
        name=f"{review.reference.lower()}-{what}",
        title=_("Answers to %(review)s") % {"review": review.title},
        review=review,
        address=request.build_absolute_uri(),
    )
    return download(table, extension)


@EXPORT
@require_safe
@missing_is_404
def landlord_download_view(
    request: HttpRequest, landlord: str, what: str, extension: str
) -> HttpResponse:
    """Answers or actions of a landlord, and of those that came to it, as a file."""
    known = landlord_bare_for(reader_of(request), landlord)
    findings = findings_of_landlords(line_of([known.pk]))
    if what not in FILES or not findings:
        raise Http404
    table = FILES[what](
        findings,
        name=f"{known.slug}-{what}",
        title=_("Answers of %(landlord)s to reviews") % {"landlord": known.name},
        review=findings[0].finding.review,
        address=request.build_absolute_uri(),
    )
    return download(table, extension)


def _keys(request: HttpRequest) -> dict[str, str]:
    match = request.resolver_match
    action = match.kwargs.get("key", "") if match else ""
    return {"action": f"{action} {address_of(request)}"}


@open_to_anyone(Thing.PUBLISHED_REVIEW, Action.CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("review.verdict", keys=_keys)
@missing_is_404
def say_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A resident says whether an action is seen to be done. Nothing is kept of who they are."""
    action = action_public_get(key)
    address = action.address
    back = reverse("reviews:landlord-findings", args=[address.subject.landlord.slug])
    if action.done_at is None:
        return redirect(back)
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        doubtful = bool(throttle_of(request).moderate or form.suspicions())
        if form.did(verdict_say, action=action, doubtful=doubtful):
            messages.success(request, _("Thank you. What you said was counted."))
            return redirect(back)
    context = {
        "form": form,
        "action": action,
        "landlord": address.subject.landlord,
        "back": back,
        "crumbs": [
            (_("Reviews"), reverse("reviews:list")),
            (address.subject.landlord.name, back),
            (_("Was it done?"), ""),
        ],
    }
    return render(request, "findings/say.html", context)


def _files(view: str, **names: str) -> list[tuple[str, str]]:
    """Labels and addresses of the downloads."""
    labels = {
        "answers": _("Answers"),
        "actions": _("Actions"),
    }
    return [
        (
            f"{label}, {extension.upper() if extension != 'xlsx' else 'Excel'}",
            reverse(view, kwargs={**names, "what": what, "extension": extension}),
        )
        for what, label in labels.items()
        for extension in ("csv", "xlsx", "json")
    ]
