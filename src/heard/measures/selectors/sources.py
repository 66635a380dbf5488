"""What was imported, and what in it doesn't agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from heard.measures.models import ImportJob, Part, Result, Workbook

if TYPE_CHECKING:
    from django.db.models import QuerySet


def workbook_list() -> QuerySet[Workbook]:
    """Every workbook ever imported, newest year first, with how much stands in it."""
    return Workbook.objects.annotate(
        landlord_count=Count("returns__code", distinct=True)
    ).select_related("superseded_by", "imported_by")


def returns_by_part(workbook: Workbook) -> list[tuple[str, int]]:
    """How many landlords stand in each table."""
    counts = dict(workbook.returns.order_by().values_list("part").annotate(Count("id")))
    return [(str(part.label), counts.get(part.value, 0)) for part in Part]


def disagreements_of(workbook: Workbook) -> QuerySet[Result]:
    """Published figures that the published counts don't give, beyond rounding."""
    return (
        Result.objects.filter(Q(agrees=False), returned__workbook=workbook)
        .select_related("measure", "returned__landlord")
        .order_by("returned__reported_name", "measure__order", "population")
    )


def import_jobs() -> QuerySet[ImportJob]:
    """Uploads by staff, newest first."""
    return ImportJob.objects.select_related("created_by")
