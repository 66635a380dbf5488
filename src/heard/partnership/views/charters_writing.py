"""Pages on which the team drafts a charter or plan, and publishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.partnership.charter_errors import CharterError
from heard.partnership.forms.charters import CommitmentForm, ConfirmForm, DraftForm, NewForm
from heard.partnership.selectors.charters import (
    charter_get_for,
    commitment_numbered,
    draft_get_for,
)
from heard.partnership.services.charters import (
    charter_create,
    commitment_remove,
    commitment_save,
    draft_discard,
    version_begin,
    version_publish,
    version_save,
)
from heard.partnership.views.charters_acting import form_page, posted
from heard.partnership.views.charters_team import crumbs
from heard.practices.selectors.criteria import criteria_now
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BOTH = ["GET", "HEAD", "POST"]
READ = allow(Thing.GROUP_WORK, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(BOTH)
def new_view(request: HttpRequest) -> HttpResponse:
    """Begin a charter or plan."""
    form = NewForm(request.POST or None)
    made = form.did(charter_create, by=signed_in(request)) if request.method == "POST" else None
    if made:
        return redirect("charter-work:draft", made.slug)
    back = reverse("charter-work:list")
    return form_page(request, form, heading=_("New charter or plan"), back=back, crumbs=crumbs())


@READ
@private_page
@require_safe
@missing_is_404
def draft_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft as it stands: what it says, its commitments, and the way to publish it."""
    version = draft_get_for(reader_of(request), slug)
    context = {
        "version": version,
        "commitments": version.commitments.order_by("number"),
        "crumbs": crumbs(version.charter),
    }
    return render(request, "partnership_charter/draft.html", context)


@CHANGE
@private_page
@require_http_methods(["POST"])
@missing_is_404
def begin_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a new version."""
    charter = charter_get_for(reader_of(request), slug)
    try:
        version_begin(charter=charter, by=signed_in(request))
    except CharterError as error:
        messages.warning(request, str(error))
        return redirect("charter-work:charter", slug)
    return redirect("charter-work:draft", slug)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def words_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, introduction and what changed."""
    version = draft_get_for(reader_of(request), slug)
    form = DraftForm(request.POST or None, version=version)
    if request.method == "POST" and form.did(version_save, version=version, by=signed_in(request)):
        return redirect("charter-work:draft", slug)
    return form_page(
        request,
        form,
        heading=_("Title and introduction"),
        back=reverse("charter-work:draft", args=[slug]),
        crumbs=crumbs(version.charter),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def commitment_view(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Write a commitment: a new one, or one that is there."""
    version = draft_get_for(reader_of(request), slug)
    commitment = commitment_numbered(version, number) if number is not None else None
    form = CommitmentForm(request.POST or None, criteria=criteria_now(), commitment=commitment)
    if request.method == "POST" and form.did(
        commitment_save, version=version, number=number, by=signed_in(request)
    ):
        messages.success(request, _("The commitment is kept in the draft."))
        return redirect("charter-work:draft", slug)
    return form_page(
        request,
        form,
        heading=str(commitment) if commitment else _("New commitment"),
        back=reverse("charter-work:draft", args=[slug]),
        crumbs=crumbs(version.charter),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def remove_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a commitment out of the draft."""
    version = draft_get_for(reader_of(request), slug)
    commitment = commitment_numbered(version, number)
    form = ConfirmForm(posted(request), button=_("Take it out"), warns=True)
    back = reverse("charter-work:draft", args=[slug])
    if request.method == "POST" and form.did(
        commitment_remove, version=version, number=number, by=signed_in(request)
    ):
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Take “%(what)s” out of the draft?") % {"what": commitment.title},
        hint=_("The commitments after it move up. Versions that are published stay as they are."),
        back=back,
        crumbs=crumbs(version.charter),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def publish_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the draft in force."""
    version = draft_get_for(reader_of(request), slug)
    form = ConfirmForm(posted(request), button=_("Publish"))
    if request.method == "POST" and form.did(
        version_publish, version=version, by=signed_in(request)
    ):
        messages.success(request, _("It is published. Whoever was asked to sign is told."))
        return redirect("charter-work:charter", slug)
    return form_page(
        request,
        form,
        heading=_("Publish “%(title)s”?") % {"title": version.title},
        hint=_(
            "Everybody can read it, and it isn’t changed any more. To change it later, begin a new "
            "version: what was signed stays signed, in the words that were signed."
        ),
        back=reverse("charter-work:draft", args=[slug]),
        crumbs=crumbs(version.charter),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def discard_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away."""
    version = draft_get_for(reader_of(request), slug)
    form = ConfirmForm(posted(request), button=_("Throw it away"), warns=True)
    if request.method == "POST" and form.did(draft_discard, version=version, by=signed_in(request)):
        messages.success(request, _("The draft is gone."))
        return redirect("charter-work:list")
    return form_page(
        request,
        form,
        heading=_("Throw this draft away?"),
        hint=_("It can’t be brought back. What is published stays."),
        back=reverse("charter-work:draft", args=[slug]),
        crumbs=crumbs(version.charter),
    )
