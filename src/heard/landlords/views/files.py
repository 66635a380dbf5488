"""CSV files of the register: choose one, look at what it would change, confirm; and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow
from heard.errors import BadInputError, NotFoundError
from heard.ingest.csv_text import MOST_BYTES
from heard.landlords.errors import PreviewOutdatedError
from heard.landlords.exchange import TABLES, register_export, register_import, register_template
from heard.landlords.forms import ConfirmForm, UploadForm
from heard.landlords.selectors import borough_get
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 200  # rows of a preview


@allow(Thing.REGISTER, Action.CHANGE)
@takes_files(each=MOST_BYTES, total=MOST_BYTES)
@require_http_methods(["GET", "POST"])
def upload_view(request: HttpRequest) -> HttpResponse:
    """Choose a CSV file, and look at what it would change. Nothing is stored yet."""
    form = UploadForm(posted(request), request.FILES or None)
    if not form.is_valid():
        return _ask(request, form)
    return _preview(request, form, form.wanted())


@allow(Thing.REGISTER, Action.CHANGE)
@require_POST
def confirm_view(request: HttpRequest) -> HttpResponse:
    """Store what was looked at, unless it would do something else by now."""
    carried = ConfirmForm(request.POST)
    form = UploadForm()
    if not carried.is_valid():
        return _ask(request, form, problem=" ".join(map(str, carried.errors.get("upload", []))))
    wanted = carried.cleaned_data["upload"]
    expect = wanted.pop("digest")
    try:
        report = register_import(**wanted, by=signed_in(request), expect=expect)
    except PreviewOutdatedError as error:
        messages.warning(request, str(error))
        return _preview(request, form, wanted)
    except BadInputError as error:
        return _ask(request, form, faults=error.faults)
    counts = report.as_dict()
    told = _("%(created)s created, %(updated)s updated, %(unchanged)s unchanged.") % counts
    messages.success(request, told)
    return redirect("landlords:staff-list")


@allow(Thing.REGISTER, Action.EXPORT)
@require_safe
@missing_is_404
def download_view(request: HttpRequest, what: str, borough: str) -> HttpResponse:  # noqa: ARG001 - the same for all staff
    """One of the register's files of a borough."""
    place = borough_get(borough)
    return _file(register_export(what=_known(what), borough=place), f"{place.slug}-{what}.csv")


@allow(Thing.REGISTER, Action.EXPORT)
@require_safe
def template_view(request: HttpRequest, what: str) -> HttpResponse:  # noqa: ARG001 - the same for all staff
    """An empty file to fill in."""
    return _file(register_template(_known(what)), f"template-{what}.csv")


def _preview(request: HttpRequest, form: UploadForm, wanted: dict[str, Any]) -> HttpResponse:
    try:
        report = register_import(**wanted, by=signed_in(request), trial=True)
    except BadInputError as error:
        return _ask(request, form, faults=error.faults)
    except NotFoundError as error:
        return _ask(request, form, problem=str(error))
    confirm = ConfirmForm.carrying(wanted, report)
    if confirm.too_big:
        problem = _("The file is too big for this page. Use the command: heard landlords import")
        return _ask(request, form, problem=problem)
    changed = [change for change in report.changes if change.action != "unchanged"]
    context = {
        "confirm": confirm,
        "report": report,
        "file": wanted["file"],
        "changes": changed[:SHOWN],
        "more": max(0, len(changed) - SHOWN),
        "crumbs": _crumbs(),
    }
    return render(request, "landlords/preview.html", context)


def _ask(
    request: HttpRequest, form: UploadForm, *, faults: object = (), problem: str = ""
) -> HttpResponse:
    if problem and form.is_bound:
        form.add_error(None, problem)
    elif problem:
        messages.error(request, problem)
    context = {"form": form, "faults": faults, "files": TABLES.values(), "crumbs": _crumbs()}
    return render(request, "landlords/upload.html", context)


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _known(what: str) -> str:
    if what not in TABLES:
        raise Http404
    return what


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Register"), reverse("landlords:staff-list"))]
