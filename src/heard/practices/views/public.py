"""Pages of good practice that everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, allow, open_to_anyone, reader_of
from heard.audit.services import audit_look
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.measures.views.responses import download, file_links
from heard.practices.catalogue import practice_type_get, practice_types
from heard.practices.forms.filters import FilterForm
from heard.practices.pages.files import practices_feed, practices_table
from heard.practices.selectors.criteria import criteria_now
from heard.practices.selectors.listing import (
    Wanted,
    landlords_with_practices,
    practice_list,
    practices_public,
)
from heard.practices.selectors.viewing import practice_page_for, proof_get_for
from heard.safety.guard import private_page
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from django.http import HttpRequest

READ = open_to_anyone(Thing.PUBLISHED_PRACTICE, Action.READ)


@READ
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Practices: what is looked for, best evidenced and most taken up first."""
    form = _filters(request)
    wanted = form.wanted()
    context = {
        "form": form,
        "wanted": wanted,
        "narrowed": form.is_narrowed(),
        "page": practice_list(wanted, page=request.GET.get("page", 1)),
        "files": file_links("practices:download", request.GET.urlencode()),
        "may_work": reader_of(request).may(Thing.PRACTICE, Action.READ),
    }
    return render(request, "practices/list.html", context)


@open_to_anyone(Thing.PUBLISHED_PRACTICE, Action.EXPORT)
@require_safe
def download_view(request: HttpRequest, extension: str) -> HttpResponse:
    """The same practices as a file."""
    address = request.build_absolute_uri(reverse("practices:list"))
    listed = practices_public(_filters(request).wanted())
    return download(practices_table(listed, address=address), extension)


@open_to_anyone(Thing.PUBLISHED_PRACTICE, Action.EXPORT)
@require_safe
def feed_view(request: HttpRequest) -> HttpResponse:
    """New practices, for those who follow them with a reader of feeds."""
    page, here = reverse("practices:list"), reverse("practices:feed")
    text = practices_feed(practices_public(), request, page=page, here=here)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@READ
@require_safe
def types_view(request: HttpRequest) -> HttpResponse:
    """Types of practice that ship with Heard."""
    context = {
        "types": practice_types(),
        "crumbs": [(_("Good practice"), reverse("practices:list"))],
    }
    return render(request, "practices/types.html", context)


@READ
@require_safe
@missing_is_404
def type_view(request: HttpRequest, code: str) -> HttpResponse:
    """One type: what it is, what it takes, how you would know that it works, and who did it."""
    kind = practice_type_get(code)
    criteria = criteria_now()
    context = {
        "type": kind,
        "criteria": [criteria.shipped(one) for one in kind.criteria],
        "listed": practices_public(Wanted(kind=code)),
        "may_work": reader_of(request).may(Thing.PRACTICE, Action.CHANGE),
        "crumbs": [
            (_("Good practice"), reverse("practices:list")),
            (_("Types"), reverse("practices:types")),
        ],
    }
    return render(request, "practices/type.html", context)


@READ
@require_safe
@missing_is_404
def detail_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One practice, with who took it up and what was asked and answered."""
    reader = reader_of(request)
    seen = practice_page_for(reader, reference)
    context: dict[str, Any] = {
        "seen": seen,
        "version": seen.version,
        "practice": seen.practice,
        "may_take_up": reader.may(Thing.PRACTICE, Action.CHANGE) and not seen.is_own,
        "may_work": seen.is_own or reader.may(Thing.PRACTICE_MODERATION, Action.READ),
        "may_moderate": reader.may(Thing.PRACTICE_MODERATION, Action.CHANGE),
        "may_see_contact": reader.may(Thing.PRACTICE, Action.READ),
        "crumbs": [(_("Good practice"), reverse("practices:list"))],
    }
    return render(request, "practices/detail.html", context)


@READ
@require_safe
@missing_is_404
def file_view(request: HttpRequest, reference: str, pk: int) -> Any:
    """A file that is evidence: a picture on the page, a PDF by an address good for a minute."""
    stored = proof_get_for(reader_of(request), reference, pk).file
    if stored is None or not stored.is_image:
        return redirect(file_link(stored)) if stored else redirect("practices:detail", reference)
    return image_response(stored, small="small" in request.GET)


@allow(Thing.PRACTICE, Action.READ)
@private_page
@require_safe
@missing_is_404
def contact_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One person's own address, for landlords' people and the council's. Each look is logged."""
    seen = practice_page_for(reader_of(request), reference)
    if seen.version.contact_is_personal:
        audit_look(
            target=seen.version,
            by=signed_in(request),
            event="practice-contact.read",
            about=reference,
        )
    context = {
        "seen": seen,
        "version": seen.version,
        "crumbs": [
            (_("Good practice"), reverse("practices:list")),
            (seen.version.title, reverse("practices:detail", args=[reference])),
        ],
    }
    return render(request, "practices/contact.html", context)


def _filters(request: HttpRequest) -> FilterForm:
    return FilterForm(request.GET, criteria=criteria_now(), landlords=landlords_with_practices())
