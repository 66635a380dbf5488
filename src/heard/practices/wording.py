"""Where a practice stands, why, and why it is shown to a landlord: in words, never in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.practices.models import Rung

if TYPE_CHECKING:
    from heard.analysis.practice_gaps import Result
    from heard.analysis.practice_places import Place

HIGHEST = 4


def rung_words(rung: int) -> str:
    """How strong evidence is, within a sentence."""
    return {
        Rung.TOLD: _("told"),
        Rung.DOCUMENTED: _("documented"),
        Rung.MEASURED: _("measured before and after"),
        Rung.COMPARED: _("compared with somewhere without it"),
        Rung.CHECKED: _("checked by somebody independent"),
    }[Rung(rung)]


def place_words(place: Place, total: int) -> str:
    """Where a practice stands: "Joint third of 20"."""
    numbers = (
        _("first"),
        _("second"),
        _("third"),
        _("fourth"),
        _("fifth"),
        _("sixth"),
        _("seventh"),
        _("eighth"),
        _("ninth"),
        _("tenth"),
    )
    known = place.place <= len(numbers)
    number = numbers[place.place - 1] if known else _("number %(n)s") % {"n": place.place}
    values = {"place": number, "total": total}
    words = _("joint %(place)s of %(total)s") if place.shared else _("%(place)s of %(total)s")
    return capfirst(words % values)


def why_words(place: Place) -> str:
    """What a practice stands there for: "measured before and after, and adopted by four others"."""
    words = {"rung": rung_words(place.rung), "spread": _taken_up(place.taken_up)}
    if place.taken_up:
        return _("%(rung)s, and %(spread)s") % words
    return _("%(rung)s, but %(spread)s") % words


def reason_words(place: Place, total: int) -> str:
    """Where a practice stands and why, with what others saw, good and bad alike."""
    words = {"place": place_words(place, total), "why": why_words(place)}
    sentences = [_("%(place)s because %(why)s.") % words]
    if place.trying:
        trying = ngettext("%(count)s is trying it.", "%(count)s are trying it.", place.trying)
        sentences.append(trying % {"count": capfirst(str(apnumber(place.trying)))})
    seen = (
        (place.better, _("%(count)s saw things get better")),
        (place.same, _("%(count)s saw no change")),
        (place.worse, _("%(count)s saw things get worse")),
    )
    said = [text % {"count": apnumber(count)} for count, text in seen if count]
    if said:
        sentences.append(_("%(said)s.") % {"said": capfirst(", ".join(said))})
    return " ".join(sentences)


def gap_words(result: Result) -> str:
    """What a review says of a landlord on a criterion, fairly, with what residents say of it."""
    values = {
        "level": _level(result.level),
        "residents": _level(result.residents),
        "base": result.base,
        "highest": HIGHEST,
    }
    if result.level is None:
        said = _("The review found no evidence either way.")
    else:
        said = _("The review put it at level %(level)s of %(highest)s.") % values
    if result.residents is None:
        return f"{said} {_('Too few residents answered to say what they see.')}"
    if result.agreement == "agrees":
        heard = _("Residents say much the same: %(residents)s, from %(base)s who answered.")
    else:
        heard = _("Residents put it at %(residents)s; %(base)s of them answered.")
    return f"{said} {heard % values}"


def match_words(landlord: str, level: float | None) -> str:
    """Why a practice is shown to a landlord that could learn from it."""
    if level is None:
        return _("It serves this criterion.")
    return _(
        "It serves this criterion, on which the review put %(landlord)s at level %(level)s of "
        "%(highest)s."
    ) % {"landlord": landlord, "level": _level(level), "highest": HIGHEST}


def _taken_up(count: int) -> str:
    if not count:
        return _("not yet taken up by another landlord")
    words = ngettext(
        "adopted by %(count)s other landlord", "adopted by %(count)s other landlords", count
    )
    return words % {"count": apnumber(count)}


def _level(level: float | None) -> str:
    """A level with one decimal at most; nothing where there is none."""
    return "" if level is None else f"{level:.1f}".removesuffix(".0")
