"""Tags and filters for pages of charters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from heard.analysis.commitments import Status
from heard.partnership import charter_wording as wording

if TYPE_CHECKING:
    from heard.analysis.commitments import Period
    from heard.partnership.selectors.charters_cells import PeriodSeen

register = template.Library()


@register.filter
def commitment_status(status: str) -> str:
    """A status in words."""
    return str(wording.STATUS[Status(status)])


@register.filter
def commitment_meaning(status: str) -> str:
    """What a status means, in a sentence."""
    return str(wording.MEANING[Status(status)])


@register.filter
def commitment_tag(status: str) -> str:
    """The colour of a status; its words say it too."""
    return wording.TAGS[Status(status)]


@register.filter
def period_words(period: Period) -> str:
    """A period as people say it."""
    return wording.period_words(period)


@register.filter
def residents_words(seen: PeriodSeen) -> str:
    """What residents say of a period, or why that isn't known."""
    return wording.residents_words(seen)
