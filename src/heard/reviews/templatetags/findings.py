"""How findings and answers are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from heard.reviews.answering import Progress
from heard.reviews.pages.findings import TONES, verdict_words

if TYPE_CHECKING:
    from heard.reviews.answering import Standing
    from heard.reviews.selectors.recommendations import Acted

register = template.Library()
PROGRESS_TONES = {
    Progress.DUE: "grey",
    Progress.OVERDUE: "red",
    Progress.DONE: "green",
    Progress.DROPPED: "orange",
}


@register.filter
def standing_tone(standing: Standing) -> str:
    """The colour of the tag that says where a recommendation stands."""
    return TONES[standing]


@register.filter
def progress_tone(progress: Progress) -> str:
    """The colour of the tag that says where an action stands."""
    return PROGRESS_TONES[progress]


@register.filter
def residents_say(one: Acted, team: object = False) -> str:
    """What residents say of an action since it was said to be done, in words."""
    return verdict_words(one.verdicts, done=one.action.done_at is not None, team=bool(team))
