"""Files and charts as responses."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags
from django.utils.text import slugify
from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.publications.formats import render

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.measures.charts import Chart
    from heard.publications.pdf import Report
    from heard.publications.tables import Table

_KEEP = 300  # seconds that a browser may keep a chart without asking again


def file_links(view: str, query: str, **names: str) -> list[tuple[str, str]]:
    """Labels and addresses of a page's downloads."""
    labels = {
        "csv": _("CSV, for spreadsheets and programs"),
        "xlsx": _("Excel"),
        "json": _("JSON"),
        "pdf": _("PDF, to print"),
    }
    return [
        (label, f"{reverse(view, kwargs={**names, 'extension': extension})}?{query}")
        for extension, label in labels.items()
    ]


def download(table: Table, extension: str) -> HttpResponse:
    """A table as a file to keep."""
    try:
        file = render(table, extension)
    except NotFoundError as error:
        raise Http404(str(error)) from error
    return _attachment(file.content, file.content_type, file.file_name)


def pdf_response(report: Report) -> HttpResponse:
    """A report as a tagged PDF."""
    from heard.publications.pdf import pdf_report  # noqa: PLC0415 - heavy, and only for PDFs

    made_up = "made-up-" if report.provenance.made_up else ""
    name = f"heard-{made_up}{slugify(report.title)[:100]}.pdf"
    return _attachment(pdf_report(report), "application/pdf", name)


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def chart_response(request: HttpRequest, chart: Chart | None) -> HttpResponse:
    """A chart as a picture that browsers may keep for a while.

    Raises:
        Http404: there is nothing to draw.
    """
    if chart is None:
        raise Http404(_("There are no figures to draw."))
    tag = f'"{hashlib.sha256(chart.svg.encode()).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if {tag, f"W/{tag}", "*"} & set(known):  # a proxy that compresses makes the tag a weak one
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(chart.svg, content_type="image/svg+xml; charset=utf-8")
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=_KEEP)
    return response
