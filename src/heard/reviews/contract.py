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
    scores = results.scores
    parts = [(name, scores.dimensions[code]) for code, name in results.dimensions.items()]
    for subject in results.subjects:
        place = results.rows[subject.pk]
        head = {
            "landlord": subject.landlord.name,
            "code": results.codes.get(subject.landlord_id),
        }
        yield _row(head, None, scores.overall[place])
        for name, found in parts:
            yield _row(head, name, found[place])


def _row(head: dict[str, Any], dimension: str | None, result: Result) -> dict[str, Any]:
    return {
        **head,
        "dimension": dimension,
        "self": _rounded(result.own),
        "residents": _rounded(result.residents),
        "officers": _rounded(result.officers),
        "moderated": _rounded(result.moderated),
        "low": _rounded(result.low),
        "high": _rounded(result.high),
        "gap": _rounded(result.gap),
        "gap_low": _rounded(result.gap_low),
        "gap_high": _rounded(result.gap_high),
        "coverage": _rounded(result.covered),
        "band": None if result.places is None else str(result.places),
    }


def _rounded(value: float | None) -> float | None:
    """To two decimals; a rounded nought has no sign."""
    return None if value is None else round(value, DECIMALS) + 0.0
