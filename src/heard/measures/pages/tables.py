"""The figures of a page as a table that can be downloaded, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.analysis import METHOD_VERSION
from heard.measures.models import Workbook
from heard.publications.tables import OGL_ATTRIBUTION, Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.measures.rows import Row


def _number(key: str, heading: str, text: str) -> Column:
    return Column(key, heading, "number", 3, text)


# `value`, `low` and `high` are shares for most measures and rates for some, so every digit is kept.
COLUMNS = (
    Column("code", "Code", help="The regulator's code of the landlord.", printed=False),
    Column("name", "Landlord"),
    Column("measure", "Measure", help="Code of the tenant satisfaction measure."),
    Column("year", "Year", help="Reporting year, 1 April to 31 March."),
    Column("population", "Homes", help="LCRA rented, LCHO part-owned, COMBINED both."),
    _number("value", "Figure", "As published: a share from 0 to 1, or cases per 1,000 homes."),
    _number("low", "Low", "Lower end of the 95% interval."),
    _number("high", "High", "Upper end of the 95% interval."),
    Column("base", "Base", "number", 1, "Answers on the scale, or homes or cases counted."),
    Column("homes", "Of", "number", 1, "Tenants or homes that the figure stands for."),
    _number("shrunk", "Expected", "Where the next survey is likely to come out."),
    _number("shrunk_low", "Expected low", "Lower end of where it is likely to come out."),
    _number("shrunk_high", "Expected high", "Upper end of where it is likely to come out."),
    Column("rank", "Rank", "rank", help="1 is best; never to be read without its interval."),
    Column("rank_low", "Rank from", "rank", help="Best rank that is likely."),
    Column("rank_high", "Rank to", "rank", help="Worst rank that is likely."),
    Column("of", "Landlords", "count", help="How many landlords it is compared with."),
    _number("p_above_median", "Chance above middle", "Probability of the upper half."),
    Column("band", "What can be said"),
    _number("change", "Change", "From the year before, mergers followed."),
    _number("change_low", "Change low", "Lower end of its 95% interval."),
    _number("change_high", "Change high", "Upper end of its 95% interval."),
    _number("method_adjusted", "Adjusted", "The share had people been asked the usual way."),
    Column("flags", "Flags", "list", help="What else to know; see the page of flags."),
    Column("file", "Workbook", help="File that the figure was read from."),
    Column("sheet", "Sheet"),
    Column("cell", "Cell", help="Cell that the figure stands in."),
)


def rows_table(rows: Sequence[Row], *, name: str, title: str, address: str = "") -> Table:
    """Rows as a table with provenance, for every format of download."""
    return Table(
        name=name,
        title=title,
        columns=COLUMNS,
        rows=[_cells(row) for row in rows],
        provenance=provenance_of(rows, title=title, address=address),
    )


def _cells(row: Row) -> dict[str, Any]:
    return {**row.as_contract(), "file": row.file_name, "sheet": row.sheet, "cell": row.cell}


def provenance_of(rows: Iterable[Row], *, title: str, address: str = "") -> Provenance:
    """Source, licence, date and method of some rows."""
    shown = list(rows)
    files = tuple(sorted({row.file_name for row in shown}))
    read = [
        book.imported_at
        for book in Workbook.objects.filter(file_name__in=files, superseded_by=None)
    ]
    made_up = any(row.is_fictional for row in shown)
    return Provenance(
        title=title,
        source=_("Made up by Heard’s demonstration, in the regulator’s layout")
        if made_up
        else _("Regulator of Social Housing, Tenant Satisfaction Measures"),
        retrieved=timezone.localdate(max(read, default=None)),
        method_version=", ".join(sorted({row.method_version for row in shown})) or METHOD_VERSION,
        source_files=files,
        attribution="" if made_up else OGL_ATTRIBUTION,
        made_up=made_up,
        address=address,
        notes=(
            _("Figures are for all of a landlord’s homes in England."),
            _("Unknown figures are left empty, with the regulator’s mark among the flags."),
        ),
    )
