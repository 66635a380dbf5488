"""Frameworks of criteria: read, compare, download, bring in, change; the format of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, open_to_anyone, reader_of
from heard.errors import BadInputError
from heard.measures.pages.documents import document_html
from heard.reviews.errors import StaleError
from heard.reviews.forms.frameworks import TYPED, ConfirmForm, FileForm, TextForm
from heard.reviews.frameworks import (
    FORMATS,
    framework_read,
    framework_schema_file,
    framework_write,
)
from heard.reviews.frameworks.document import MOST_BYTES
from heard.reviews.pages.frameworks import (
    MEDIA,
    compare_page,
    crumbs,
    list_page,
    marked,
    preview_page,
    readable,
    source_of,
    version_page,
)
from heard.reviews.selectors.framework import framework_text
from heard.reviews.selectors.framework_versions import family_get_for
from heard.reviews.services.frameworks import framework_import, framework_take
from heard.reviews.views.answering import missing_is_404, signed_in
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from heard.errors import Fault

READ = allow(Thing.FRAMEWORK, Action.READ)
EXPORT = allow(Thing.FRAMEWORK, Action.EXPORT)
CHANGE = allow(Thing.FRAMEWORK, Action.CHANGE)


@READ
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Every framework with its versions, and which reviews follow each."""
    return render(request, "frameworks/list.html", list_page(reader_of(request)))


@READ
@require_safe
@missing_is_404
def version_view(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version: dimensions, criteria, the words of each level, evidence and weights."""
    context = version_page(reader_of(request), code, version)
    return render(request, "frameworks/version.html", context)


@EXPORT
@require_safe
@missing_is_404
def download_view(request: HttpRequest, code: str, version: int, extension: str) -> HttpResponse:
    """A version as a file that can be brought in elsewhere."""
    if extension not in FORMATS:
        raise Http404
    found = family_get_for(reader_of(request), code).version(version).framework
    data = framework_write(framework_text(found), extension)
    return _file(data, f"{code}-{version}.{extension}", MEDIA[extension])


@READ
@require_safe
@missing_is_404
def compare_view(request: HttpRequest, code: str) -> HttpResponse:
    """What one version says differently from another."""
    context = compare_page(reader_of(request), code, request.GET.dict())
    return render(request, "frameworks/compare.html", context)


@CHANGE
@takes_files(each=MOST_BYTES, total=MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_view(request: HttpRequest) -> HttpResponse:
    """Choose a file and look at what it would change. Nothing is stored yet."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not form.is_valid():
        return _upload(request, form)
    return _looked_at(request, form.cleaned_data["file"].read(), form.file_name)


@CHANGE
@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def edit_view(request: HttpRequest) -> HttpResponse:
    """Write or change a framework as text, and look at what that would change."""
    if request.method == "POST":
        form = TextForm(request.POST)
        if not form.is_valid() or "again" in request.POST:
            return _edit(request, form)
        return _looked_at(request, *form.data_and_name())
    source = source_of(reader_of(request), request.GET.dict())
    return _edit(request, TextForm(initial={"text": source.decode(), "file": TYPED}))


@CHANGE
@require_POST
def confirm_view(request: HttpRequest) -> HttpResponse:
    """Store what was looked at, unless somebody stored a newer version meanwhile."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _edit(request, TextForm(request.POST))
    data, file = form.data_and_name()
    try:
        text = framework_read(data, file=file)
        framework, new = framework_import(
            text=text, by=signed_in(request), seen=form.cleaned_data["seen"]
        )
    except BadInputError as error:
        return _faulty(request, data, file, error.faults)
    except StaleError as error:
        messages.warning(request, str(error))
        return _looked_at(request, data, file)
    said = _("Version %(at)s is stored.") if new else _("Version %(at)s says the same already.")
    messages.success(request, said % {"at": framework.version})
    return redirect("frameworks:version", framework.slug, framework.version)


@CHANGE
@require_POST
@missing_is_404
def take_view(request: HttpRequest) -> HttpResponse:
    """Take a framework that comes with Heard, where there is none of its code yet."""
    framework, new = framework_take(code=request.POST.get("code", ""), by=signed_in(request))
    if new:
        messages.success(request, _("The framework is stored. Reviews can follow it now."))
    return redirect("frameworks:version", framework.slug, framework.version)


@open_to_anyone(Thing.PUBLISHED_REVIEW, Action.READ)
@require_safe
def format_view(request: HttpRequest) -> HttpResponse:
    """What stands in a framework's file."""
    context = {
        "html": document_html("framework-files.md", folder="reference"),
        "title": _("Files of frameworks"),
        "crumbs": [(_("Reviews"), reverse("reviews:list")), (_("Files of frameworks"), "")],
    }
    return render(request, "reviews/scoring.html", context)


@open_to_anyone(Thing.PUBLISHED_REVIEW, Action.EXPORT)
@require_safe
def schema_view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The JSON Schema of a framework's file, for editors."""
    return _file(framework_schema_file(), "framework.schema.json", "application/schema+json")


def _looked_at(request: HttpRequest, data: bytes, file: str) -> HttpResponse:
    """What storing it would change, or everything that is wrong with it."""
    try:
        text = framework_read(data, file=file)
    except BadInputError as error:
        return _faulty(request, data, file, error.faults)
    context = preview_page(reader_of(request), text)
    seen = context["number"] - 1
    context |= {"confirm": ConfirmForm.carrying(data, file, seen=seen), "file": file}
    return render(request, "frameworks/preview.html", context)


def _faulty(request: HttpRequest, data: bytes, file: str, faults: Sequence[Fault]) -> HttpResponse:
    """Every fault, with the text to mend on the page; only the faults if it isn't text."""
    text = readable(data, file)
    if text is None:
        return _upload(request, FileForm(), faults=marked(faults, data), file=file)
    form = TextForm(initial={"text": text, "file": file})
    return _edit(request, form, faults=marked(faults, data), file=file)


def _edit(request: HttpRequest, form: TextForm, **context: Any) -> HttpResponse:
    heading = _("Mend the framework") if context.get("faults") else _("Write a framework")
    context |= {"form": form, "heading": heading, "crumbs": [*crumbs(), (heading, "")]}
    return render(request, "frameworks/edit.html", context)


def _upload(request: HttpRequest, form: FileForm, **context: Any) -> HttpResponse:
    context |= {"form": form, "crumbs": [*crumbs(), (_("Bring in a file"), "")]}
    return render(request, "frameworks/upload.html", context)


def _file(data: bytes, name: str, media: str) -> HttpResponse:
    response = HttpResponse(data, content_type=f"{media}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
