"""How alike two concerns are, so that somebody can look whether they are one. Pure.

A score proposes and a person decides: nothing is merged by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from datetime import date

LIKELY = 0.7  # from here on two concerns are shown beside each other
# What each part can give; together 1.
CATEGORY, PLACE, PERSON, WORDS, TIME = 0.2, 0.3, 0.1, 0.25, 0.15
NEAR, FAR = 3, 90  # days: as good as the same time, and no longer near
APART = 0.5  # of the score that remains between landlords that are known to differ
ALIKE_FROM = 0.4  # two unrelated sentences share about this much
SAME_WORDS = 0.6
ESTATE_ONLY = 0.8  # the same estate, but not known to be the same block or postcode
COMMON = (
    "a about all also am an and any are as at be because been but by can do for from get got had"
    " has have he her his i if in is it its just me my no not now of on or our out she since so"
    " still that the their them then there they this to up very was we were what when which who"
    " will with you your"
)
PLAIN = frozenset(COMMON.split())


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a concern tells whether it is another one. Empty means not known.

    `place` is a block or another named place, `person` anything that is the same for the same
    person, such as a hash of an e-mail address.
    """

    landlord: str
    category: str
    raised_on: date
    words: str
    estate: str = ""
    place: str = ""
    postcode: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two concerns are, from 0 to 1, and why, in plain words."""

    score: float
    reasons: tuple[str, ...] = ()

    @property
    def likely(self) -> bool:
        """Whether somebody should look at the two together."""
        return self.score >= LIKELY


def likeness(a: Sketch, b: Sketch) -> Likeness:
    """How alike two concerns are; the same either way round, and 1 for the same sketch.

    Examples:
        >>> from datetime import date
        >>> one = Sketch("1", "lift", date(2026, 3, 2), "The lift is broken again", estate="7")
        >>> other = Sketch("1", "lift", date(2026, 3, 4), "lift broken AGAIN!!", estate="7")
        >>> likeness(one, other).likely
        True
    """
    parts = [_category(a, b), _place(a, b), _person(a, b), _words(a, b), _time(a, b)]
    score = 1.0 if a == b else sum(share for share, _reason in parts)
    if a.landlord and b.landlord and a.landlord != b.landlord:
        score *= APART
    reasons = tuple(reason for _share, reason in parts if reason)
    return Likeness(min(1.0, round(score, 4)), reasons)


def _category(a: Sketch, b: Sketch) -> tuple[float, str]:
    if a.category != b.category:
        return 0.0, ""
    return CATEGORY, _("About the same thing")


def _place(a: Sketch, b: Sketch) -> tuple[float, str]:
    if a.place and _plain(a.place) == _plain(b.place) and a.estate == b.estate:
        return PLACE, _("The same place")
    if _postcode(a) and _postcode(a) == _postcode(b):
        return PLACE, _("The same postcode")
    if a.estate and a.estate == b.estate:
        return PLACE * ESTATE_ONLY, _("The same estate")
    return 0.0, ""


def _person(a: Sketch, b: Sketch) -> tuple[float, str]:
    if a.person and a.person == b.person:
        return PERSON, _("From the same person")
    return 0.0, ""


def _words(a: Sketch, b: Sketch) -> tuple[float, str]:
    first, second = sorted((_content(a.words), _content(b.words)))
    if not first or not second:
        return 0.0, ""
    ratio = fuzz.token_set_ratio(first, second) / 100
    alike = max(0.0, (ratio - ALIKE_FROM) / (1 - ALIKE_FROM))
    return WORDS * alike, _("Much the same words") if alike >= SAME_WORDS else ""


def _time(a: Sketch, b: Sketch) -> tuple[float, str]:
    days = abs((a.raised_on - b.raised_on).days)
    if days >= FAR:
        return 0.0, ""
    share = 1.0 if days <= NEAR else 1 - (days - NEAR) / (FAR - NEAR)
    if not days:
        return TIME, _("Raised on the same day")
    return TIME * share, ngettext("Raised %d day apart", "Raised %d days apart", days) % days


def _postcode(sketch: Sketch) -> str:
    return _plain(sketch.postcode).replace(" ", "")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _content(text: str) -> str:
    """The words that say something, without those that every text has."""
    return " ".join(word for word in _plain(text).split() if word not in PLAIN)
