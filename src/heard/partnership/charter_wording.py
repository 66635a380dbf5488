"""Statuses, verdicts and dates of charters in words: never in points or colours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.analysis.commitments import LEAST, Status, Verdict
from heard.analysis.small_numbers import to_nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.functional import _StrPromise as Lazy

    from heard.analysis.commitments import Heard, Period
    from heard.partnership.selectors.charters_cells import PeriodSeen

STATUS: Mapping[Status, Lazy] = {
    Status.KEPT: lazy("Kept"),
    Status.PARTLY_KEPT: lazy("Partly kept"),
    Status.NOT_KEPT: lazy("Not kept"),
    Status.NOT_VERIFIED: lazy("Reported, not verified"),
    Status.DISAGREE: lazy("Residents disagree"),
    Status.NOTHING_REPORTED: lazy("Nothing reported"),
    Status.NOT_DUE: lazy("Not due yet"),
    Status.NOT_SIGNED: lazy("Not signed"),
    Status.WITHDRAWN: lazy("Withdrawn"),
}
MEANING: Mapping[Status, Lazy] = {
    Status.KEPT: lazy("It was reported as done, and residents say that it was kept."),
    Status.PARTLY_KEPT: lazy(
        "It was reported as done or partly done, and residents say kept or partly kept, but not "
        "both the whole way."
    ),
    Status.NOT_KEPT: lazy("It was reported as not done, by those who promised it."),
    Status.NOT_VERIFIED: lazy(
        "It was reported as done or partly done. Too few residents have said whether it was."
    ),
    Status.DISAGREE: lazy(
        "It was reported as done, partly done or not due yet; more than half of residents say that "
        "it was not kept."
    ),
    Status.NOTHING_REPORTED: lazy(
        "The day of the report has passed without one. That says nothing of whether it was kept."
    ),
    Status.NOT_DUE: lazy("The report isn’t due yet, or it says that the work falls due later."),
    Status.NOT_SIGNED: lazy("It was never signed, so nobody is held to it."),
    Status.WITHDRAWN: lazy("It was signed once, and the signature was withdrawn."),
}
TAGS: Mapping[Status, str] = {
    Status.KEPT: "govuk-tag--green",
    Status.PARTLY_KEPT: "govuk-tag--light-blue",
    Status.NOT_KEPT: "govuk-tag--red",
    Status.NOT_VERIFIED: "govuk-tag--yellow",
    Status.DISAGREE: "govuk-tag--orange",
    Status.NOTHING_REPORTED: "govuk-tag--purple",
    Status.NOT_DUE: "govuk-tag--grey",
    Status.NOT_SIGNED: "govuk-tag--grey",
    Status.WITHDRAWN: "govuk-tag--grey",
}
VERDICT: Mapping[Verdict, Lazy] = {
    Verdict.KEPT: lazy("Kept"),
    Verdict.PARTLY: lazy("Partly kept"),
    Verdict.NOT_KEPT: lazy("Not kept"),
}


def period_words(period: Period) -> str:
    """A period as people say it."""
    return _("%(first)s to %(last)s") % {"first": day(period.first), "last": day(period.last)}


def day(on: date) -> str:
    """A day as people in Britain write it."""
    return date_format(on, "j F Y")


def heard_words(heard: Heard) -> str:
    """What residents say together, with its interval and base, counts to the nearest five."""
    low, high = heard.interval
    return _(
        "%(verdict)s. %(share)s%% of about %(base)s residents say that it was kept (likely range "
        "%(low)s%% to %(high)s%%)."
    ) % {
        "verdict": VERDICT[heard.verdict],
        "share": round(heard.kept * 100),
        "base": to_nearest(heard.base),
        "low": round(low * 100),
        "high": round(high * 100),
    }


def residents_words(seen: PeriodSeen) -> str:
    """What residents say of a period, or why that isn't known."""
    if seen.heard is not None:
        return heard_words(seen.heard)
    if seen.asked:
        return _("Fewer than %(least)s residents said anything, so it isn’t shown.") % {
            "least": LEAST
        }
    return _("Residents haven’t been asked yet.")


def counted(statuses: Mapping[Status, int]) -> list[tuple[Status, str]]:
    """How many commitments stand where, in words; what there is none of is left out."""
    return [
        (status, f"{STATUS[status]}: {number}")
        for status in STATUS
        if (number := statuses.get(status, 0))
    ]
