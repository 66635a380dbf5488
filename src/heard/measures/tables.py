"""The figures of a page as a table that can be downloaded, with its source."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from heard.analysis import METHOD_VERSION
from heard.measures.models import Workbook
from heard.publications.tables import Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.measures.rows import Row

# `value`, `low` and `high` are shares for most measures and rates for some, so every digit is kept.
COLUMNS = (
    Column("code", "Code", help="The regulator's code of the landlord.", printed=False),
    Column("name", "Landlord"),
    Column("measure", "Measure", help="Code of the tenant satisfaction measure."),
    Column("year", "Year", help="Reporting year, 1 April to 31 March."),
    Column("population", "Homes", help="LCRA: rented. LCHO: part-owned. COMBINED: both.", printed=False),
    Column("value", "Figure", "number", 3, "As published: share from 0 to 1, or cases per 1,000 homes.", "flags"),
    Column("low", "Low", "number", 3, "Lower end of the 95% interval."),
    Column("high", "High", "number", 3, "Upper end of the 95% interval."),
    Column("base", "Base", "count", help="Answers on the scale, or homes or cases counted."),
    Column("homes", "Of", "count", help="Tenants or homes that the figure stands for.", printed=False),
    Column("shrunk", "Shrunk", "number", 3, "Drawn towards the middle of all landlords, as far as chance requires.", printed=False),
    Column("shrunk_low", "Shrunk low", "number", 3, "Where the next survey is likely to fall, if nothing special changes: lower end.", printed=False),
    Column("shrunk_high", "Shrunk high", "number", 3, "The same: upper end.", printed=False),
    Column("rank", "Rank", "rank", help="1 is best; never to be read without its interval."),
    Column("rank_low", "Rank from", "rank", help="Best rank that the figures allow."),
    Column("rank_high", "Rank to", "rank", help="Worst rank that the figures allow."),
    Column("of", "Landlords", "count", help="How many landlords it is compared with."),
    Column("p_above_median", "Probability above middle", "number", 2, "Probability that the landlord is above the middle landlord.", printed=False),
    Column("band", "What can be said"),
    Column("change", "Change", "number", 3, "From the year before, mergers followed."),
    Column("change_low", "Change low", "number", 3, "Lower end of its 95% interval.", printed=False),
    Column("change_high", "Change high", "number", 3, "Upper end of its 95% interval.", printed=False),
    Column("method_adjusted", "Adjusted for method", "number", 3, "The share had people been asked as in most surveys.", printed=False),
    Column("flags", "Flags", "list", help="What else to know, in fixed words; see docs/reference/flags.md.", printed=False),
    Column("file", "Workbook", help="File that the figure was read from.", printed=False),
    Column("sheet", "Sheet", printed=False),
    Column("cell", "Cell", help="Cell that the figure stands in."),
)  # fmt: skip


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
        retrieved=max(read, default=datetime.now(UTC)).date(),
        method_version=METHOD_VERSION,
        source_files=files,
        made_up=made_up,
        address=address,
        notes=(
            _("Figures are for all of a landlord’s homes in England."),
            _("Unknown figures are left empty, with the regulator’s mark among the flags."),
        ),
    )
