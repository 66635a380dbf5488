"""Where every landlord stands, worked out once at import so that pages only read."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from django.db import connection, transaction

from heard.analysis import METHOD_VERSION
from heard.measures.comparisons import compare
from heard.measures.figures import figures_list
from heard.measures.history import previous_figures
from heard.measures.models import Adjust, ComparisonSet, Measure, Model, Standing, Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from heard.analysis import Benchmark
    from heard.measures.figures import Figure

    Progress = Callable[[int, int, str], None]

_KEPT = (
    "low", "high", "shrunk", "shrunk_low", "shrunk_high", "rank", "rank_low", "rank_high",
    "p_above_median", "band", "change", "change_low", "change_high", "method_adjusted",
    "outside_funnel",
)  # fmt: skip
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@transaction.atomic
def standings_rebuild(*, years: Iterable[str] = (), progress: Progress | None = None) -> int:
    """Compare all landlords again for the given years (every year when none is given).

    Real landlords are compared with real ones only. Made-up landlords of a demonstration are
    held against the real ones too where those are in the store, but never change their places.

    Returns:
        How many standings were stored.
    """
    imported = _imported()
    wanted = sorted({year for year, _made_up in imported} & set(years or _years_of(imported)))
    stored = 0
    for number, year in enumerate(wanted):
        if progress is not None:
            progress(number, len(wanted), year)
        ComparisonSet.objects.filter(year=year).delete()
        for made_up in (False, True):
            if (year, made_up) in imported:
                stored += _rebuild_year(year, made_up=made_up)
    return stored


def standings_stale() -> set[str]:
    """Years compared by an earlier edition of the methods."""
    found = ComparisonSet.objects.exclude(method_version=METHOD_VERSION).order_by()
    return set(found.values_list("year", flat=True))


def _imported() -> set[tuple[str, bool]]:
    """Which years are in the store, and whether with real or made-up figures."""
    return set(
        Workbook.objects.filter(superseded_by=None).order_by().values_list("year", "is_fictional")
    )


def _years_of(imported: set[tuple[str, bool]]) -> set[str]:
    return {year for year, _made_up in imported}


def year_before(year: str) -> str:
    """The reporting year before this one.

    Examples:
        >>> year_before("2024-25")
        '2023-24'
    """
    start = int(year[:4]) - 1
    return f"{start}-{(start + 1) % 100:02d}"


def _rebuild_year(year: str, *, made_up: bool) -> int:
    """Compare one year's landlords on every measure, real ones or made-up ones."""
    figures = figures_list(years=[year], made_up=made_up)
    before = figures_list(years=[year_before(year)], made_up=made_up)
    previous = previous_figures(now=figures, before=before)
    measures = {measure.code: measure for measure in measures_of(year)}
    stored = 0
    for (code, population), members in sorted(_by_measure(figures).items()):
        known = previous.get((code, population), {})
        adjusts = [Adjust.NONE, Adjust.METHOD] if members[0].model == Model.SHARE else [Adjust.NONE]
        for adjust in adjusts:
            found = compare(members, known, adjust=_adjust(adjust))
            kept = ComparisonSet.objects.create(
                measure=measures[code],
                year=year,
                population=population,
                is_fictional=made_up,
                adjust=adjust,
                **_summary(found, members),
            )
            stored += _store(kept, members, found, made_up=made_up)
    return stored


def _adjust(adjust: Adjust) -> Literal["none", "method"]:
    return "method" if adjust == Adjust.METHOD else "none"


def measures_of(year: str) -> list[Measure]:
    """The measures as they are defined for a reporting year."""
    found = Measure.objects.filter(first_year__lte=year)
    return [measure for measure in found if not measure.last_year or measure.last_year >= year]


def _by_measure(figures: Iterable[Figure]) -> Mapping[tuple[str, str], list[Figure]]:
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.measure, figure.population].append(figure)
    return groups


def _summary(found: Benchmark, figures: Sequence[Figure]) -> dict[str, Any]:
    """What a comparison found of all landlords, as the store keeps it."""
    values = sorted(figure.value for figure in figures if figure.value is not None)
    return {
        "size": max((standing.of for standing in found.standings), default=0),
        "middle": found.middle,
        "spread": found.spread,
        "drift": found.drift,
        "details": {
            "quantiles": [_quantile(values, share) for share in QUANTILES] if values else [],
            "funnel": asdict(found.limits) if found.limits else None,
            "method_effects": [asdict(effect) for effect in found.method_effects],
            "notes": list(found.notes),
        },
        "method_version": METHOD_VERSION,
    }


def _quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of sorted values lies, by straight lines between them."""
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def _store(
    kept: ComparisonSet, figures: Sequence[Figure], found: Benchmark, *, made_up: bool
) -> int:
    """Write the standings by plain SQL: through models it takes six times as long."""
    quote = connection.ops.quote_name
    table = quote(Standing._meta.db_table)  # noqa: SLF001 - Django documents it
    columns = ("comparison_id", "result_id", "flags", *_KEPT)
    quoted = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    rows = [
        (
            kept.pk,
            figure.result_id,
            json.dumps(standing.flags),
            *(getattr(standing, name) for name in _KEPT),
        )
        for figure, standing in zip(figures, found.standings, strict=True)
        if figure.is_fictional is made_up
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({places})",  # noqa: S608 - names are the model's own
            rows,
        )
    return len(rows)
