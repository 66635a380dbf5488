"""Figures that bear on a commitment in a period, live, with their interval and base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.reviews.models import Evidence, Review, Subject
from heard.reviews.selectors.live import live_of, measure_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.analysis.commitments import Period
    from heard.landlords.models import Landlord
    from heard.partnership.models import ReportEvidence
    from heard.reviews.selectors.live import Live

__all__ = ["figures_of", "measure_choices"]


def figures_of(
    landlord: Landlord | None,
    period: Period,
    *,
    measures: Sequence[str] = (),
    evidence: Sequence[ReportEvidence] = (),
) -> tuple[list[Live], dict[int, list[Live]]]:
    """What these measures say now, if no evidence does, and each piece of evidence, by its key.

    Read as a review of the period would read them: one way of showing figures, not two. The
    council reports no measures. At most five queries.
    """
    given = [one for one in evidence if one.measure or one.figure]
    if landlord is None or not (measures or given):
        return [], {}
    review = Review(period_from=period.first, period_to=period.last)
    subject = Subject(review=review, landlord=landlord)
    named = {one.measure for one in given}
    others = [code for code in measures if code not in named]
    wanted = [Evidence(pk=-at, measure=code) for at, code in enumerate(others, start=1)]
    wanted += [Evidence(pk=one.pk, measure=one.measure, figure=one.figure) for one in given]
    found = live_of(subject, wanted)
    shown = [each for one in wanted[: len(others)] for each in found.get(one.pk, ())]
    return shown, {one.pk: found.get(one.pk, []) for one in given}
