"""Doing something to one case: one page for each thing, all of them of one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.errors import ConcernError
from heard.concerns.forms.deeds import DEEDS, DEEDS_ON
from heard.concerns.models import ReplyTemplate
from heard.concerns.replies import reply_filled
from heard.concerns.selectors.finding import case_get_for
from heard.concerns.selectors.searching import search_for
from heard.concerns.selectors.team import reply_templates
from heard.concerns.services.casework import concern_assign
from heard.concerns.services.looking import case_look
from heard.concerns.views.team import actor_of, page
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.forms.casework import DeedForm
    from heard.concerns.models import Concern

STARTS = ("how", "party", "target", "to", "outcome", "rule", "kind")  # given in an address


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@takes_files()
@require_http_methods(["GET", "POST"])
@missing_is_404
def act_view(request: HttpRequest, reference: str, deed: str) -> HttpResponse:
    """Do something to a case."""
    case = case_get_for(reader_of(request), reference)
    if deed not in DEEDS:
        raise Http404
    return _do(request, case, deed, DEEDS[deed])


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@takes_files()
@require_http_methods(["GET", "POST"])
@missing_is_404
def act_on_view(request: HttpRequest, reference: str, deed: str, number: int) -> HttpResponse:
    """Do something to an event, a person or an agreement of a case."""
    case = case_get_for(reader_of(request), reference)
    if deed not in DEEDS_ON:
        raise Http404
    return _do(request, case, deed, DEEDS_ON[deed], number)


@allow(Thing.CASEWORK, Action.CHANGE)
@require_POST
@missing_is_404
def take_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Make it one's own case, by one button."""
    case = case_get_for(reader_of(request), reference)
    try:
        concern_assign(concern=case, to=signed_in(request), actor=actor_of(request))
    except ConcernError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(case)s is your case now.") % {"case": case.reference})
    return redirect(case)


def _do(
    request: HttpRequest,
    case: Concern,
    deed: str,
    kind: type[DeedForm],
    number: int | None = None,
) -> HttpResponse:
    starts = {name: request.GET[name] for name in STARTS if name in request.GET}
    form = kind(
        posted(request),
        request.FILES or None,
        concern=case,
        by=signed_in(request),
        number=number,
        initial=starts | _template_words(request, case),
    )
    if (
        deed == "person"
    ):  # its form shows how somebody is reached, even to who never opened the case
        case_look(concern=case, by=signed_in(request), what="person")
    result = form.kept(actor_of(request)) if form.is_valid() else None
    if result is not None:
        messages.success(request, str(form.done))
        return redirect(_after(case, deed, number))
    return page(
        request,
        "act",
        case=case,
        form=form,
        deed=deed,
        templates=list(reply_templates()) if deed == "tell" else None,
        chosen=request.GET.get("template", ""),
        found=_candidates(request, case) if deed == "merge" else None,
        q=request.GET.get("q", ""),
        crumbs=[(_("Today"), reverse("cases:today")), (case.reference, case.get_absolute_url())],
    )


def _after(case: Concern, deed: str, number: int | None) -> str:
    """Where it goes on: mostly the case, but a new link is printed at once."""
    if deed == "renew":
        return reverse("cases:letter", args=[case.reference, number])
    return case.get_absolute_url()


def _template_words(request: HttpRequest, case: Concern) -> dict[str, str]:
    """The words of the reply template that was picked, filled in for this case."""
    chosen = request.GET.get("template", "")[:18]  # no key is longer
    template = reply_templates().filter(pk=chosen).first() if chosen.isdecimal() else None
    if not isinstance(template, ReplyTemplate):
        return {}
    return {"words": reply_filled(template.body, case, signed_in(request))}


def _candidates(request: HttpRequest, case: Concern) -> list[Concern]:
    """Open cases that the search finds, to join this one to."""
    text = request.GET.get("q", "").strip()[:200]
    found = search_for(reader_of(request), text) if text else []
    return [each for each in found if each.is_open and each.pk != case.pk]
