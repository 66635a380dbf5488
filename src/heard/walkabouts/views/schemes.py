"""Pages on which a landlord's scheme of grades is chosen and worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import COUNCIL, Action, Thing, allow, reader_of
from heard.landlords.models import Landlord
from heard.safety.guard import private_page
from heard.walkabouts.forms.schemes import SchemeForm, scheme_said, scheme_written
from heard.walkabouts.models import Scheme
from heard.walkabouts.schemes import DEFAULT, shipped_scheme, shipped_schemes
from heard.walkabouts.selectors import landlord_ids, scheme_get_for
from heard.walkabouts.services import scheme_set
from heard.walkabouts.views.answers import form_answer, missing_is_404, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PLAN = allow(Thing.WALKABOUT_PLAN, Action.CHANGE)


@PLAN
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Each landlord with the scheme that it grades by."""
    reader = reader_of(request)
    rows = Landlord.objects.filter(ended_on=None, estates__isnull=False).distinct()
    if not reader.roles & COUNCIL:
        rows = rows.filter(pk__in=landlord_ids(reader))
    schemes = {
        scheme.landlord_id: scheme
        for scheme in Scheme.objects.filter(superseded_at=None).prefetch_related("grades")
    }
    listed = [(row, schemes.get(row.pk)) for row in rows.order_by("name", "pk")]
    context = {"listed": listed, "shipped": shipped_schemes().items()}
    return render(request, "walkabouts/schemes.html", context)


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def change_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose or word a landlord's scheme; `?from=` begins with one that comes with Heard."""
    landlord, scheme = scheme_get_for(reader_of(request), slug)
    begun = request.GET.get("from", "")
    said = shipped_scheme(begun or DEFAULT) if begun or scheme is None else scheme_said(scheme)
    form = SchemeForm(posted(request), initial=scheme_written(said))
    return form_answer(
        request,
        form=form,
        doing=lambda _given: scheme_set(
            landlord=landlord, said=form.scheme(), by=signed_in(request)
        ),
        heading=_("How %(landlord)s grades") % {"landlord": landlord.name},
        hint=_("What was graded until now stays as it was. Walkabouts to come follow this scheme."),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("walkabouts:schemes"),
        crumbs=[(_("Schemes of grades"), reverse("walkabouts:schemes"))],
    )
