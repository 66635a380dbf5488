"""A warning in words that a councillor understands. Pure but for translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.signals.events import Level
from heard.signals.periods import last_day

if TYPE_CHECKING:
    from datetime import date

    from heard.signals.models import EarlyWarning

PER_YEAR = {"week": 52, "month": 12}
LONG = 100  # years, beyond which nobody can picture a difference
STRONG = 0.001
DANGERS = {
    "gas": lazy("gas"),
    "carbon monoxide": lazy("carbon monoxide"),
    "electricity": lazy("electricity"),
    "fire": lazy("fire"),
    "structure": lazy("something that may fall or give way"),
    "self-harm": lazy("somebody who may harm themselves"),
    "violence": lazy("violence or a threat of it"),
    "breathing": lazy("somebody who can’t breathe well"),
    "trapped": lazy("somebody who is trapped"),
    "child in danger": lazy("a child in danger"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A warning as it is read: one sentence, and each part of it on its own."""

    title: str
    sentence: str
    short: str
    what: str
    where: str
    since: str
    unusual: str
    compared: str
    sure: str


def said_of(warning: EarlyWarning) -> Said:
    """What a warning says."""
    what, since = what_of(warning), day(warning.since)
    if warning.is_danger:
        return _danger(warning, what, since)
    unusual = unusual_of(warning)
    words = {
        "what": what,
        "count": concerns(warning.total),
        "there": there_of(warning),
        "since": since,
        "usual": usually(warning.usual_total),
        "unusual": unusual,
    }
    sentence = _("%(what)s: %(count)s %(there)s since %(since)s. %(usual)s %(unusual)s")
    return Said(
        title=_("%(what)s: %(where)s") % {"what": what, "where": where_of(warning)},
        sentence=sentence % words,
        short=_("%(count)s since %(since)s. %(usual)s %(unusual)s") % words,
        what=what,
        where=where_of(warning),
        since=since,
        unusual=unusual,
        compared=compared_of(warning),
        sure=sure_of(warning),
    )


def _danger(warning: EarlyWarning, what: str, since: str) -> Said:
    danger, where = DANGERS.get(warning.danger, warning.danger), where_of(warning)
    sentence = _(
        "%(what)s: a concern %(there)s, raised on %(since)s, speaks of danger: %(danger)s. One "
        "such concern is enough."
    ) % {"what": what, "there": there_of(warning), "since": since, "danger": danger}
    return Said(
        title=_("Danger, %(danger)s: %(where)s") % {"danger": danger, "where": where},
        sentence=sentence,
        short=_("%(what)s, raised on %(since)s. One such concern is enough.")
        % {"what": what, "since": since},
        what=what,
        where=where,
        since=since,
        unusual=_("Danger isn’t counted. One concern is enough."),
        compared=_("A list of words that speak of danger, which the council can read and change."),
        sure=_("Words can mislead. Somebody has to read the concern now."),
    )


def what_of(warning: EarlyWarning) -> str:
    """The category, or all of them."""
    if warning.category.startswith("theme:"):
        return _("“%(name)s”, a theme in the words") % {"name": warning.category_name}
    return _(warning.category_name) if warning.category_name else _("Everything together")


def where_of(warning: EarlyWarning) -> str:
    """The place with its landlord, the landlord, or everywhere."""
    place = place_of(warning)
    if place and warning.landlord_name:
        return _("%(place)s (%(landlord)s)") % {"place": place, "landlord": warning.landlord_name}
    if warning.landlord_name:
        return _("all homes of %(landlord)s") % {"landlord": warning.landlord_name}
    return place or _("the whole borough")


def place_of(warning: EarlyWarning) -> str:
    """The place alone; nothing where it is everywhere."""
    base = warning.level.removesuffix("-total")
    if base == Level.PARENT:
        return _("%(ward)s ward") % {"ward": warning.place_name}
    if warning.place_name and warning.estate_id is None:
        return _("homes outside estates in %(ward)s ward") % {"ward": warning.place_name}
    if not warning.place_name and base in {Level.PLACE, Level.DANGER}:
        return _("a place that isn’t known")
    return warning.place_name


def there_of(warning: EarlyWarning) -> str:
    """Where, within a sentence."""
    base = warning.level.removesuffix("-total")
    where = where_of(warning)
    if base in {Level.CATEGORY, Level.TOTAL}:
        return _("across the borough")
    if base in {Level.PLACE, Level.DANGER} and warning.estate_id is not None:
        return _("at %(where)s") % {"where": where}
    return _("in %(where)s") % {"where": where}


def unusual_of(warning: EarlyWarning) -> str:
    """How unusual, as how often chance would give it."""
    return _("Chance alone would give this %(often)s.") % {
        "often": often(warning.p, warning.by_period)
    }


def often(p: float, by: str) -> str:
    """How often chance gives a count as high, as people say it.

    Examples:
        >>> often(0.00001, "week"), often(0.001, "week"), often(0.01, "week")
        ('less than once in 100 years', 'about once in 19 years', 'about once in 23 months')
    """
    years = 1 / (max(p, 1e-9) * PER_YEAR[by])
    if years >= LONG:
        return _("less than once in %(years)s years") % {"years": LONG}
    if years >= 2:  # noqa: PLR2004 - below two years people count months
        return _("about once in %(years)s years") % {"years": round(years)}
    months = max(1, round(years * 12))
    return ngettext("about once a month", "about once in %(months)s months", months) % {
        "months": months
    }


def compared_of(warning: EarlyWarning) -> str:
    """With what it is compared."""
    base = warning.level.removesuffix("-total")
    total = warning.level.endswith(Level.TOTAL)
    own = {
        Level.PLACE: _("With what the same place had in the past year"),
        Level.PARENT: _("With what the same ward had in the past year"),
        Level.LANDLORD: _("With what the same landlord had in the past year"),
    }.get(Level(base) if base in Level.values else Level.TOTAL, _("With the past year"))
    rest = (
        _("the time of year and bank holidays.")
        if total or base == Level.CATEGORY
        else _(
            "the time of year and bank holidays, the same category elsewhere, and other "
            "categories of the same place. What rises everywhere at once isn’t news of one place."
        )
    )
    return f"{own}, {rest}"


def sure_of(warning: EarlyWarning) -> str:
    """How sure it is that more was reported; whether more went wrong is another question."""
    if warning.p < STRONG:
        return _("Very sure that more was reported. Not sure why: somebody has to ask.")
    return _(
        "Fairly sure that more was reported: of so many places and categories, some stand out by "
        "chance. Not sure why: somebody has to ask."
    )


def concerns(count: int) -> str:
    """So many concerns."""
    return ngettext("%(n)s concern", "%(n)s concerns", count) % {"n": f"{count:,}"}


def usually(value: float) -> str:
    """What would be usual, as a sentence.

    Examples:
        >>> usually(0.08), usually(1.4), usually(12.6)
        ('Usually there is none.', 'Usually there is about 1.', 'Usually there are about 13.')
    """
    count = round(value)
    if not count:
        return _("Usually there is none.")
    return ngettext("Usually there is about %(n)s.", "Usually there are about %(n)s.", count) % {
        "n": f"{count:,}"
    }


def usual(value: float) -> str:
    """A usual count as people say it.

    Examples:
        >>> usual(0.08), usual(1.4), usual(12.6)
        ('none', '1', '13')
    """
    if value < 0.5:  # noqa: PLR2004 - rounds to none
        return _("none")
    return f"{round(value):,}"


def day(value: date) -> str:
    """A day with its year."""
    return str(date_format(value, "j F Y"))


def period_words(first: date, by: str) -> str:
    """A week or month as a heading of a row."""
    if by == "month":
        return str(date_format(first, "F Y"))
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "j M"),
        "last": date_format(last_day(first, by), "j M Y"),
    }
