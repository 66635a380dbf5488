"""A file of the cases that somebody filtered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.exporting import cases_csv
from heard.concerns.forms.filters import ExportForm, ListForm
from heard.concerns.selectors.finding import cases_for
from heard.concerns.selectors.lists import filtered
from heard.concerns.services.looking import export_note
from heard.concerns.views.team import page
from heard.landlords.views.answers import posted, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest


@allow(Thing.CASEWORK, Action.EXPORT)
@private_page
@require_http_methods(["GET", "POST"])
def export_view(request: HttpRequest) -> HttpResponse:
    """Ask whether personal data is needed, and why; then give the file, and log that."""
    form = ExportForm(posted(request))
    if not form.is_valid():
        return page(
            request,
            "export",
            form=form,
            crumbs=[(_("All cases"), reverse("cases:list"))],
        )
    reader = reader_of(request)
    wanted = ListForm(request.GET).wanted(reader.user_id)
    personal = form.cleaned_data["personal"]
    data, rows = cases_csv(filtered(cases_for(reader), wanted), personal=personal)
    export_note(
        by=signed_in(request), rows=rows, personal=personal, reason=form.cleaned_data["reason"]
    )
    name = f"cases-{timezone.localdate().isoformat()}.csv"
    return HttpResponse(
        data,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
