"""Pages on which a landlord comments on its moderated results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.forms.comments import CommentForm
from heard.reviews.selectors.evidence import evidence_of
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.reviewing import subject_changed_by
from heard.reviews.selectors.scoring import comments_of, sides_of
from heard.reviews.services.commenting import comment_keep
from heard.reviews.views.answering import missing_is_404, signed_in
from heard.reviews.views.landlord import crumbs
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

CHANGE = allow(Thing.SELF_ASSESSMENT, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def overall_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponseBase:
    """Comment on the whole."""
    return _comment(request, reference, landlord, "")


@CHANGE
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def criterion_view(
    request: HttpRequest, reference: str, landlord: str, code: str
) -> HttpResponseBase:
    """See what every side said on a criterion, and comment on it."""
    return _comment(request, reference, landlord, code)


def _comment(request: HttpRequest, reference: str, landlord: str, code: str) -> HttpResponseBase:
    reader = reader_of(request)
    subject = subject_changed_by(reader, reference, landlord)
    tree = tree_of(subject.review.framework_id, levels=True)
    criterion = tree.criterion(code) if code else None
    current = comments_of(subject).get(criterion.pk if criterion else None)
    form = CommentForm(request.POST or None, current=current)
    if request.method == "POST" and form.did(
        comment_keep, subject=subject, criterion=criterion, by=signed_in(request)
    ):
        messages.success(request, _("Your comment is saved. It is published with the results."))
        return redirect("self-assessment:overview", reference, landlord)
    context = {
        "subject": subject,
        "criterion": criterion,
        "form": form,
        "sides": sides_of(reader, subject)[criterion.pk] if criterion else None,
        "items": evidence_of(reader, subject, criterion=criterion) if criterion else [],
        "open": subject.review.stage == "commenting" and not subject.has_left,
        "comment": current,
        "back": reverse("self-assessment:overview", args=[reference, landlord]),
        "crumbs": crumbs(subject, inside=True),
    }
    return render(request, "self_assessment/comment.html", context)
