"""Results as a table that can be downloaded, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.analysis.ratings import METHOD_VERSION
from heard.publications.tables import OGL_ATTRIBUTION, Column, Provenance, Table
from heard.reviews.contract import DECIMALS, contract_rows
from heard.reviews.pages.results import result_at

if TYPE_CHECKING:
    from heard.reviews.selectors.results import Results


def _level(key: str, heading: str, text: str) -> Column:
    return Column(key, heading, "number", DECIMALS, text)


COLUMNS = (
    Column("landlord", "Landlord"),
    Column("code", "Code", help="The regulator's code of the landlord."),
    Column("dimension", "Part", help="Empty for all parts together."),
    _level("self", "Landlord of itself", "Level from 0 to 4 on the criteria it has a level for."),
    _level("residents", "Residents", "Level from 0 to 4; empty where fewer than 10 said it."),
    _level("officers", "Officers", "Level on the criteria that officers checked."),
    _level("moderated", "Moderated", "Level on the criteria that the Champion settled."),
    _level("low", "Residents low", "Lower end of the 95% interval."),
    _level("high", "Residents high", "Upper end of the 95% interval."),
    _level("gap", "Gap", "Landlord less residents, on the criteria that both have a level for."),
    _level("gap_low", "Gap low", "Lower end of its 95% interval."),
    _level("gap_high", "Gap high", "Upper end of its 95% interval."),
    _level("coverage", "Coverage", "Share of the criteria that apply which residents rated."),
    Column("band", "Places", help="Places it could take by what residents say, 1 the highest."),
    Column("raters", "Residents", "count", help="Who gave a level; to the nearest 5 in public."),
)


def results_table(results: Results, *, address: str = "") -> Table:
    """What the reader may see, a row for each landlord and part."""
    review = results.review
    day = timezone.localdate(review.published_at) if review.published_at else timezone.localdate()
    title = _("Results of %(review)s") % {"review": review.title}
    return Table(
        name=f"{review.reference.lower()}-results",
        title=title,
        columns=COLUMNS,
        rows=_rows(results),
        provenance=Provenance(
            title=title,
            source=_("Review %(reference)s of landlords in %(borough)s")
            % {"reference": review.reference, "borough": review.borough.name},
            retrieved=day,
            method_version=METHOD_VERSION,
            published=day if review.published_at else None,
            attribution="" if review.borough.is_fictional else OGL_ATTRIBUTION,
            made_up=review.borough.is_fictional,
            address=address,
            notes=(
                _("Levels run from 0 to 4."),
                _("Unknown is left empty. It is never nought."),
                _("Never read a level without its interval and coverage."),
            ),
        ),
    )


def _rows(results: Results) -> list[dict[str, Any]]:
    """The rows of the contract, each with how many residents its level stands on."""
    parts = ["", *results.dimensions]
    counts = [
        result_at(results, subject, part).raters or None
        for subject in results.subjects
        for part in parts
    ]
    rows = zip(contract_rows(results), counts, strict=True)
    return [row | {"raters": count} for row, count in rows]
