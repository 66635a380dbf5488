"""What can and can't be said of a figure, in words that a councillor can repeat."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from heard.measures.models import Better, Model

if TYPE_CHECKING:
    from heard.measures.rows import Row

MARKS = {
    "X": gettext_noop("The landlord left this blank."),
    "Z": gettext_noop("The landlord was not asked for this."),
    "E": gettext_noop("The regulator left this figure out of its data."),
    "S": gettext_noop("Fewer than 50 people answered in this way, so no figure is given."),
    "U": gettext_noop("There was nothing to count, so there is no percentage."),
}
NO_FIGURE = gettext_noop("There is no figure.")
BANDS = {
    "clearly above": gettext_noop("Clearly above"),
    "clearly below": gettext_noop("Clearly below"),
    "about the same": gettext_noop("About the same"),
    "clearly higher": gettext_noop("Clearly more"),
    "clearly lower": gettext_noop("Clearly fewer"),
    "above the middle": gettext_noop("Above the middle"),
    "at the middle": gettext_noop("At the middle"),
    "below the middle": gettext_noop("Below the middle"),
    "too little data": gettext_noop("Too little data"),
}
_TONES = {
    "clearly above": "above",
    "clearly below": "below",
    "about the same": "same",
    "clearly higher": "neutral",
    "clearly lower": "neutral",
    "above the middle": "neutral",
    "at the middle": "same",
    "below the middle": "neutral",
}
_TURNED = {"above": "below", "below": "above"}
SHORT_CAUTIONS = {
    "weighted": gettext_noop("Weighted"),
    "mostly-internet": gettext_noop("Mostly online"),
    "mostly-sms": gettext_noop("Mostly by text"),
    "mostly-postal": gettext_noop("Mostly by post"),
    "mostly-face-to-face": gettext_noop("Mostly in person"),
    "method-changed": gettext_noop("Asked in another way than before"),
    "weighting-changed": gettext_noop("Weighting changed"),
    "merged": gettext_noop("Merged since"),
    "small-base": gettext_noop("Few answers"),
}
CAUTIONS = {
    "weighted": gettext_noop("Answers were weighted to look like all tenants."),
    "weighting-changed": gettext_noop("Weighting began or ended between the two years."),
    "mostly-internet": gettext_noop("Most people answered online, which tends to lower figures."),
    "mostly-sms": gettext_noop("Most people answered by text, which tends to lower figures."),
    "mostly-postal": gettext_noop("Most people answered by post, which tends to raise figures."),
    "mostly-face-to-face": gettext_noop("Most were asked in person, which tends to raise figures."),
    "merged": gettext_noop("Last year’s figure joins the landlords that merged."),
    "small-base": gettext_noop("Few people answered."),
}


def _(words: str) -> str:
    """The words in the reader's language; a page of 320 rows asks for the same few 2,000 times."""
    return _translated(words, get_language())


@lru_cache(maxsize=256)
def _translated(words: str, language: str | None) -> str:  # noqa: ARG001 - one for each language
    return gettext(words)


def tone(band: str, better: str) -> str:
    """Which mark goes with a band: "above" where residents are better off than with most."""
    found = _TONES.get(band, "unknown")
    return _TURNED.get(found, found) if better == Better.LOWER else found


def band_text(band: str) -> str:
    """The band in the reader's language."""
    return _(BANDS[band]) if band in BANDS else band


def mark_text(mark: str) -> str:
    """Why there is no figure, by the regulator's mark."""
    return _(MARKS.get(mark, NO_FIGURE))


def value_text(value: float | None, model: str, digits: int | None = None) -> str:
    """A figure with its unit: "62%", or "41.3" per 1,000 homes; "" when it isn't known."""
    if value is None:
        return ""
    if model == Model.RATE:
        return f"{value:.{1 if digits is None else digits}f}"
    usual = 1 if model == Model.ALL_CASES else 0
    return f"{value * 100:.{usual if digits is None else digits}f}%"


def range_text(low: float | None, high: float | None, model: str) -> str:
    """An interval, "58% to 66%"; or why there is none."""
    if model == Model.ALL_CASES:
        return _("A count of all cases")
    if low is None or high is None:
        return ""
    ends = {"low": value_text(low, model), "high": value_text(high, model)}
    return _("%(low)s to %(high)s") % ends


def base_text(base: float | None, homes: float | None, model: str, measure: str) -> str:
    """How many answers, homes or cases a figure rests on, with what they are."""
    if model == Model.RATE:
        return "" if homes is None else _("Per 1,000 of %(n)s homes") % {"n": f"{homes:,.0f}"}
    if base is None:
        return ""
    if model == Model.SHARE:
        return ngettext("%(n)s answer", "%(n)s answers", round(base)) % {"n": f"{base:,.0f}"}
    if measure.startswith("CH"):
        return ngettext("%(n)s complaint", "%(n)s complaints", round(base)) % {"n": f"{base:,.0f}"}
    if measure.startswith("RP02"):
        return _("%(n)s repairs") % {"n": f"{base:,.0f}"}
    return _("%(n)s homes") % {"n": f"{base:,.0f}"}


def adjusted_text(adjusted: float | None, value: float | None, model: str) -> str:
    """What a figure would be had people been asked as most are; "" where that is no different."""
    if adjusted is None or value is None:
        return ""
    shown, asked = value_text(adjusted, model), value_text(value, model)
    if shown == asked:
        return ""
    return _("About %(value)s had people been asked the way most landlords ask.") % {"value": shown}


def place_text(row: Row) -> str:
    """A rank, never without its interval: "between 12th and 80th of 353"."""
    if row.rank_low is None or row.rank_high is None or not row.of:
        return ""
    if row.rank_low == row.rank_high:
        return _("%(low)s of %(of)s") % {"low": ordinal(row.rank_low), "of": row.of}
    return _("between %(low)s and %(high)s of %(of)s") % {
        "low": ordinal(row.rank_low),
        "high": ordinal(row.rank_high),
        "of": row.of,
    }


def ordinal(number: int) -> str:
    """A number as a place: 1st, 2nd, 3rd, 4th."""
    if 10 <= number % 100 <= 20:  # noqa: PLR2004 - the teens all end in th
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def place_short(row: Row) -> str:
    """A rank's interval in as few words as a table has room for: "12th to 80th of 353"."""
    if row.rank_low is None or row.rank_high is None or not row.of:
        return ""
    if row.rank_low == row.rank_high:
        return _("%(low)s of %(of)s") % {"low": ordinal(row.rank_low), "of": row.of}
    ends = {"low": ordinal(row.rank_low), "high": ordinal(row.rank_high), "of": row.of}
    return _("%(low)s to %(high)s of %(of)s") % ends


def standing_sentence(row: Row) -> str:
    """One sentence on where a landlord stands and how sure that is."""
    if row.value is None:
        return mark_text(row.mark)
    if row.model == Model.ALL_CASES:
        return _("Exact for that year: %(place)s.") % {"place": place_text(row)}
    if row.band == "too little data":
        return _("Too few answers to compare it with other landlords.")
    place = {"place": place_text(row)}
    if row.band == "about the same":
        return _("Its place could be anywhere %(place)s.") % place
    return _("Its place is likely %(place)s.") % place


def change_sentence(row: Row) -> str:
    """One sentence on the change from the year before and whether it can be told from chance."""
    if row.value is None:
        return ""
    if row.change is None:
        return _("No figure the year before to compare with.")
    size = {"size": change_text(row.change, row.model)}
    if "method-changed" in row.flags:
        return (
            _(
                "%(size)s. People were asked in another way than the year before, which alone can "
                "move a figure."
            )
            % size
        )
    if row.change_low is None or row.change_high is None:
        return _("%(size)s.") % size
    if row.change_low <= 0 <= row.change_high:
        return _("%(size)s, which could be chance.") % size
    return _("%(size)s, more than chance explains.") % size


def change_short(row: Row) -> str:
    """A change and whether it can be told from chance, in as few words as a table has room for."""
    if row.change is None:
        return "" if row.value is None else _("Not known")
    size = change_text(row.change, row.model)
    if row.change_low is None or row.change_high is None or "method-changed" in row.flags:
        return size
    if row.change_low <= 0 <= row.change_high:
        return _("%(size)s, could be chance") % {"size": size}
    return _("%(size)s, more than chance") % {"size": size}


def change_text(change: float, model: str) -> str:
    """A change with its direction and unit: "Up 3 points", "Down 4.1", "No change"."""
    amount = abs(change) if model == Model.RATE else abs(change) * 100
    shown = f"{amount:.0f}" if model == Model.SHARE and amount >= 1 else f"{amount:.1f}"
    if float(shown) == 0:
        return _("No change")
    unit = shown if model == Model.RATE else points_text(shown)
    return (_("Up %(amount)s") if change > 0 else _("Down %(amount)s")) % {"amount": unit}


def points_text(shown: str) -> str:
    """Percentage points, in the singular and plural."""
    return ngettext("%(n)s point", "%(n)s points", 1 if shown in {"1", "1.0"} else 2) % {"n": shown}


def caution_sentences(row: Row) -> list[str]:
    """What else a reader must know before using the figure, a sentence each."""
    return [_(sentence) for flag, sentence in CAUTIONS.items() if flag in row.flags]


def caution_words(row: Row) -> str:
    """The same in a few words for a table: "Weighted. Mostly online."."""
    said = [_(words) for flag, words in SHORT_CAUTIONS.items() if flag in row.flags]
    return f"{'. '.join(said)}." if said else ""


GROUPS = {
    "LA": gettext_noop("Councils"),
    "PRP": gettext_noop("Housing associations and other private providers"),
    "supported": gettext_noop("More than 30% supported housing"),
    "general": gettext_noop("Mostly general homes"),
}


def group_text(group: str) -> str:
    """Which landlords these are compared with: a kind, a region, or how many homes they have."""
    if group in GROUPS:
        return _(GROUPS[group])
    if group.startswith(("<", ">")) or group[:1].isdigit():
        return _("%(size)s homes") % {"size": group}
    return group
