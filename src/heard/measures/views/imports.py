"""Staff pages: upload workbooks, watch them being read, see what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow
from heard.measures.forms import LARGEST_UPLOAD, UploadForm
from heard.measures.selectors.sources import import_jobs, workbook_list
from heard.measures.services.jobs import import_create
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow(Thing.MEASURES, Action.READ)
@require_safe
def import_list_view(request: HttpRequest) -> HttpResponse:
    """What was imported and uploaded."""
    context = {
        "workbooks": workbook_list(),
        "page": Paginator(import_jobs(), 20).get_page(request.GET.get("page", "1")),
        "crumbs": [(_("Staff"), reverse("staff")), (_("Regulator’s workbooks"), "")],
    }
    return render(request, "measures/imports.html", context)


@allow(Thing.MEASURES, Action.CHANGE)
@takes_files(each=LARGEST_UPLOAD, total=4 * LARGEST_UPLOAD)
@require_http_methods(["GET", "POST"])
def import_create_view(request: HttpRequest) -> HttpResponse:
    """Take workbooks and start reading them."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        job = import_create(files=form.cleaned_data["files"], by=request.user)  # type: ignore[arg-type] # somebody is signed in
        return redirect("measures:import", job.pk)
    context = {
        "form": form,
        "crumbs": [
            (_("Staff"), reverse("staff")),
            (_("Regulator’s workbooks"), reverse("measures:imports")),
            (_("Import"), ""),
        ],
    }
    return render(request, "measures/import_create.html", context)


@allow(Thing.MEASURES, Action.READ)
@never_cache
@require_safe
def import_view(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is, and what came of it; the part alone when htmx asks for it."""
    context = {
        "job": get_object_or_404(import_jobs(), pk=pk),
        "crumbs": [
            (_("Staff"), reverse("staff")),
            (_("Regulator’s workbooks"), reverse("measures:imports")),
            (_("Import"), ""),
        ],
    }
    name = "_import" if request.headers.get("HX-Request") else "import"
    return render(request, f"measures/{name}.html", context)
