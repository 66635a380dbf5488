"""Results as they leave Heard: the columns that commands and files promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.analysis.ratings import Result
    from heard.reviews.selectors.results import Results

DECIMALS = 2
COLUMNS = (
    "landlord",
    "code",
    "dimension",
    "self",
    "residents",
    "officers",
    "moderated",
    "low",
    "high",
    "gap",
    "gap_low",
    "gap_high",
    "coverage",
    "band",
)


def contract_rows(results: Results) -> Iterator[dict[str, Any]]:
    """A row for each landlord overall, then one for each dimension. Unknown is None.

    Levels run from 0 to 4; numbers are rounded to two decimals.
    """
    names = results.dimensions
    for subject in results.subjects:
        place = results.rows[subject.pk]
        head = {
            "landlord": subject.landlord.name,
            "code": results.codes.get(subject.landlord_id),
        }
        yield head | {"dimension": None} | _figures(results.scores.overall[place])
        for code, name in names.items():
            yield head | {"dimension": name} | _figures(results.scores.dimensions[code][place])


def _figures(result: Result) -> dict[str, Any]:
    levels = {
        "self": result.own,
        "residents": result.residents,
        "officers": result.officers,
        "moderated": result.moderated,
        "low": result.low,
        "high": result.high,
        "gap": result.gap,
        "gap_low": result.gap_low,
        "gap_high": result.gap_high,
        "coverage": result.covered,
    }
    # A rounded nought has no sign.
    found: dict[str, Any] = {
        name: None if value is None else round(value, DECIMALS) + 0.0
        for name, value in levels.items()
    }
    return found | {"band": None if result.places is None else str(result.places)}
