"""Reads of the measures, each for its reader."""

from heard.measures.selectors.benchmark import (
    Kept,
    benchmark_list,
    in_order,
    landlord_get,
    landlord_rows,
    landlords_of_codes,
    measure_get,
    not_included_list,
    rows_of,
    standings_of,
    year_or_newest,
    years_list,
)

__all__ = [
    "Kept",
    "benchmark_list",
    "in_order",
    "landlord_get",
    "landlord_rows",
    "landlords_of_codes",
    "measure_get",
    "not_included_list",
    "rows_of",
    "standings_of",
    "year_or_newest",
    "years_list",
]
