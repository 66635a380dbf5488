"""Results of reviews: for everybody once published, before that for the team and each landlord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone, reader_of
from heard.measures.pages.documents import document_html
from heard.measures.views.responses import chart_response, download
from heard.reviews.pages.result import parts_of
from heard.reviews.pages.result_files import results_table
from heard.reviews.pages.results import (
    landlord_drawing,
    landlord_sensitivity_words,
    landlords_drawing,
    lines_of,
    part_name,
    part_named,
    sensitivity_words,
    shown_of,
)
from heard.reviews.selectors.results import Audience, result_for, results_for
from heard.reviews.views.answering import missing_is_404

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest

    from heard.measures.charts import Chart, Width
    from heard.reviews.models import Subject
    from heard.reviews.selectors.results import Results

READ = open_to_anyone(Thing.PUBLISHED_REVIEW, Action.READ)
EXPORT = open_to_anyone(Thing.PUBLISHED_REVIEW, Action.EXPORT)
PER_PAGE = 25


@READ
@require_safe
@missing_is_404
def results_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Landlords by dimension: what each says of itself, what residents say, and the gap."""
    results = results_for(reader_of(request), reference)
    page, part = _page(request, results), part_named(results, request.GET.get("part", ""))
    subjects = list(page.object_list)
    drawing = landlords_drawing(results, subjects, part)
    query = f"part={part}&page={page.number}"
    context = _context(results) | {
        "page": page,
        "part": part,
        "part_name": part_name(results, part),
        "parts": [("", part_name(results, "")), *results.dimensions.items()],
        "lines": lines_of(results, subjects, part),
        "chart": _figure(drawing, f"{reverse('reviews:results-chart', args=[reference])}?{query}"),
        "sensitivity": sensitivity_words(results),
        "files": _files(reference),
        "crumbs": _crumbs(results),
    }
    return _answer(render(request, "reviews/results.html", context), results)


@READ
@require_safe
@missing_is_404
def result_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponse:
    """One landlord's results, criterion by criterion, with everybody's reasons."""
    reader = reader_of(request)
    results, subject = result_for(reader, reference, landlord)
    drawing = landlord_drawing(results, subject)
    address = reverse("reviews:result-chart", args=[reference, landlord])
    context = _context(results) | {
        "subject": subject,
        "overall": shown_of(results, subject, ""),
        "parts": parts_of(reader, results, subject),
        "chart": _figure(drawing, f"{address}?"),
        "sensitivity": landlord_sensitivity_words(results, subject)
        if results.audience is not Audience.LANDLORD or results.review.is_published
        else "",
        "crumbs": _crumbs(results, subject.landlord.name),
    }
    return _answer(render(request, "reviews/result.html", context), results)


@READ
@require_safe
@missing_is_404
def results_chart_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Landlords on one dimension, or overall, as a picture."""
    results = results_for(reader_of(request), reference)
    subjects: list[Subject] = list(_page(request, results).object_list)
    part = part_named(results, request.GET.get("part", ""))
    return _picture(
        request, results, landlords_drawing(results, subjects, part, width=_width(request))
    )


@READ
@require_safe
@missing_is_404
def result_chart_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponse:
    """One landlord's dimensions as a picture."""
    results, subject = result_for(reader_of(request), reference, landlord)
    return _picture(request, results, landlord_drawing(results, subject, width=_width(request)))


@EXPORT
@require_safe
@missing_is_404
def results_download_view(request: HttpRequest, reference: str, extension: str) -> HttpResponse:
    """The results as a file, as the reader may see them."""
    results = results_for(reader_of(request), reference)
    table = results_table(results, address=request.build_absolute_uri())
    return _answer(download(table, extension), results)


@READ
@require_safe
def scoring_view(request: HttpRequest) -> HttpResponse:
    """How results are worked out."""
    context = {
        "html": document_html("review-scoring.md"),
        "title": _("How results of reviews are worked out"),
        "crumbs": [
            (_("Reviews"), reverse("reviews:list")),
            (_("How results are worked out"), ""),
        ],
    }
    return render(request, "reviews/scoring.html", context)


def _page(request: HttpRequest, results: Results) -> Page[Subject]:
    return Paginator(results.subjects, PER_PAGE).get_page(request.GET.get("page"))


def _width(request: HttpRequest) -> Width:
    return "narrow" if request.GET.get("width") == "narrow" else "wide"


def _context(results: Results) -> dict[str, Any]:
    return {
        "review": results.review,
        "results": results,
        "open": results.audience is Audience.TEAM,
        "published": results.review.is_published,
    }


def _figure(drawing: Chart, address: str) -> dict[str, Any]:
    return {
        "title": drawing.title,
        "alt": drawing.alt,
        "wide": address,
        "narrow": f"{address}&width=narrow",
        "width": drawing.width,
        "height": drawing.height,
    }


def _picture(request: HttpRequest, results: Results, drawing: Chart) -> HttpResponse:
    """A picture that may be kept only where everybody may see it."""
    if results.audience is Audience.PUBLIC:
        return chart_response(request, drawing)
    return _answer(HttpResponse(drawing.svg, content_type="image/svg+xml; charset=utf-8"), results)


def _answer(response: HttpResponse, results: Results) -> HttpResponse:
    """What isn't for everybody is kept by no browser and no proxy."""
    if results.audience is not Audience.PUBLIC:
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _files(reference: str) -> list[tuple[str, str]]:
    labels = {"csv": _("CSV, for spreadsheets and programs"), "xlsx": _("Excel"), "json": _("JSON")}
    return [
        (label, reverse("reviews:results-download", args=[reference, extension]))
        for extension, label in labels.items()
    ]


def _crumbs(results: Results, name: str = "") -> list[tuple[str, str]]:
    """The way to a page of results, by the pages that the reader has."""
    review = results.review
    page = reverse("reviews:results", args=[review.reference])
    head = {
        Audience.TEAM: [
            (_("Reviews"), reverse("review-work:list")),
            (review.reference, reverse("review-work:review", args=[review.reference])),
        ],
        Audience.LANDLORD: [(_("Reviews"), reverse("self-assessment:list"))],
        Audience.PUBLIC: [
            (_("Reviews"), reverse("reviews:list")),
            (review.title, reverse("reviews:review", args=[review.reference])),
        ],
    }[results.audience]
    own = [(_("Results"), page if name else "")]
    return [*head, *own, *([(name, "")] if name else [])]
