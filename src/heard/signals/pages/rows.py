"""Warnings as lines of lists, and measured quality in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.analysis.small_numbers import LEAST_BASE, shown_count
from heard.signals.events import Verdict
from heard.signals.pages.warning import tone_of
from heard.signals.wording import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.signals.models import EarlyWarning
    from heard.signals.selectors.quality import Quality
    from heard.signals.wording import Said


@dataclass(frozen=True, slots=True)
class Row:
    """A warning in a list: nothing in it is personal."""

    warning: EarlyWarning
    said: Said
    status: str
    tone: str
    verdict: str


def rows_of(warnings: Iterable[EarlyWarning]) -> list[Row]:
    """Each warning as a line. No queries."""
    return [
        Row(
            one,
            said_of(one),
            str(one.get_status_display()),
            tone_of(one),
            str(Verdict(one.verdict).label) if one.verdict else "",
        )
        for one in warnings
    ]


def precision_words(found: Quality) -> str:
    """The measured precision with its interval and its base."""
    interval = found.interval
    if found.share is None or interval is None:
        return _("Of no warning is it known yet whether it was real.")
    return ngettext(
        "Of %(base)s warning of which we found out, %(real)s was real: %(share)s (likely range "
        "%(low)s to %(high)s).",
        "Of %(base)s warnings of which we found out, %(real)s were real: %(share)s (likely range "
        "%(low)s to %(high)s).",
        found.base,
    ) % {
        "base": found.base,
        "real": found.real,
        "share": f"{found.share:.0%}",
        "low": f"{interval[0]:.0%}",
        "high": f"{interval[1]:.0%}",
    }


def public_words(found: Quality) -> str:
    """The same as it may leave the council: on ten or more, the base to the nearest five."""
    interval = found.interval
    if found.share is None or interval is None or not found.is_enough:
        return ""
    words = _(
        "Of about %(base)s warnings of which we found out, %(share)s were real (likely range "
        "%(low)s to %(high)s)."
    ) % {
        "base": shown_count(found.base),
        "share": f"{found.share:.0%}",
        "low": f"{interval[0]:.0%}",
        "high": f"{interval[1]:.0%}",
    }
    enough = len(found.days) >= LEAST_BASE
    return f"{words} {lead_words(found)}" if enough else words


def lead_words(found: Quality) -> str:
    """The measured lead time with its base."""
    if found.lead is None:
        return _("No stage 2 complaint and no hazard has come of a warning that was real.")
    days = round(found.lead)
    words = (
        ngettext(
            "The middle one was found %(days)s day before the first stage 2 complaint or hazard "
            "(of %(base)s real ones that came to that).",
            "The middle one was found %(days)s days before the first stage 2 complaint or hazard "
            "(of %(base)s real ones that came to that).",
            days,
        )
        if days >= 0
        else ngettext(
            "The middle one was found %(days)s day after the first stage 2 complaint or hazard "
            "(of %(base)s real ones that came to that).",
            "The middle one was found %(days)s days after the first stage 2 complaint or hazard "
            "(of %(base)s real ones that came to that).",
            -days,
        )
    )
    return words % {"days": abs(days), "base": len(found.days)}
