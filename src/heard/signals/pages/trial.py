"""A back-test in words and rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.concerns.catalogue import category_name
from heard.signals.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.signals.models import KnownProblem, Trial

NAMES = {
    "heard": lazy("Heard"),
    "z-score": lazy("A plain z-score of the year"),
    "none": lazy("No warnings"),
}


@dataclass(frozen=True, slots=True)
class Method:
    """What one method would have done."""

    name: str
    a_week: str
    false: str
    found: str
    lead: str


@dataclass(frozen=True, slots=True)
class Tested:
    """One known problem: when each method told of it, before or after something formal."""

    title: str
    started: str
    formal: str
    told: tuple[tuple[str, str], ...]


def methods_of(trial: Trial) -> list[Method]:
    """Each method as a row."""
    return [_method(one) for one in trial.result.get("methods", ())]


def _method(one: dict[str, Any]) -> Method:
    leads = sorted(each["lead"] for each in one["outcomes"] if each["lead"] is not None)
    found = ""
    if one["of"]:
        found = _("%(found)s of %(of)s (likely range %(low)s to %(high)s)") % {
            "found": one["found"],
            "of": one["of"],
            "low": f"{one['low']:.0%}",
            "high": f"{one['high']:.0%}",
        }
    return Method(
        str(NAMES.get(one["method"], one["method"])),
        f"{one['a_week']:.1f}",
        "" if one["false_a_week"] is None else f"{one['false_a_week']:.1f}",
        found,
        "; ".join(lead_of(lead) for lead in leads),
    )


def tested_of(trial: Trial) -> list[Tested]:
    """Each known problem as a row."""
    methods = trial.result.get("methods", ())
    return [
        Tested(
            _("%(what)s at %(where)s") % {"what": _name(one["category"]), "where": one["place"]},
            day(date.fromisoformat(one["started"])),
            day(date.fromisoformat(one["formal"])) if one["formal"] else _("not yet"),
            tuple(
                (str(NAMES.get(each["method"], each["method"])), _when(each["outcomes"][at]))
                for each in methods
                if len(each["outcomes"]) > at and each["method"] != "none"
            ),
        )
        for at, one in enumerate(trial.result.get("problems", ()))
    ]


def _when(outcome: dict[str, Any]) -> str:
    if not outcome["warned"]:
        return _("not found")
    told = day(date.fromisoformat(outcome["warned"]))
    if outcome["lead"] is None:
        return told
    return f"{told}, {lead_of(outcome['lead'])}"


def lead_of(days: int) -> str:
    """Days before something formal, or after."""
    if days >= 0:
        return ngettext("%(n)s day before", "%(n)s days before", days) % {"n": days}
    return ngettext("%(n)s day after", "%(n)s days after", -days) % {"n": -days}


def noted_of(problems: Iterable[KnownProblem]) -> list[tuple[KnownProblem, str]]:
    """What the team noted, each in words."""
    return [
        (
            one,
            _("%(what)s at %(where)s, from about %(day)s")
            % {
                "what": _name(one.category),
                "where": one.estate.name,
                "day": day(one.started_on),
            },
        )
        for one in problems
    ]


def _name(code: str) -> str:
    return _(category_name(code))
