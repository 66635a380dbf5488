"""What a sample check came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from heard.analysis.themes.agreement import Agreement
    from heard.themes.selectors.checks import Outcome

# Landis & Koch (1977), Biometrics 33, 159-174; their two lowest are one here.
STRENGTHS = (
    (0.8, gettext_lazy("very good")),
    (0.6, gettext_lazy("good")),
    (0.4, gettext_lazy("moderate")),
    (0.2, gettext_lazy("fair")),
    (-1.0, gettext_lazy("poor")),
)


def outcome_words(outcome: Outcome) -> dict[str, str]:
    """How far people agree and how often the machine is right; empty where it isn't known."""
    return {"people": _people(outcome.people), "machine": _machine(outcome)}


def _people(found: Agreement | None) -> str:
    if found is None:
        return ""
    strength = next(words for least, words in STRENGTHS if found.value >= least)
    if found.low == found.high:  # the standard error is nothing there, and few texts prove little
        return _(
            "Agreement beyond chance is %(value)s of 1: %(words)s. How far luck goes can’t be "
            "worked out where people never differ."
        ) % {"value": f"{found.value:.2f}", "words": strength}
    return _(
        "Agreement beyond chance is %(value)s of 1 (likely %(low)s to %(high)s): %(words)s."
    ) % {
        "value": f"{found.value:.2f}",
        "low": f"{found.low:.2f}",
        "high": f"{found.high:.2f}",
        "words": strength,
    }


def _machine(outcome: Outcome) -> str:
    if outcome.machine is None:
        return ""
    return _(
        "Of %(n)s texts on which both agree, the machine has the same theme for %(value)s "
        "(likely %(low)s to %(high)s)."
    ) % {
        "n": outcome.known,
        "value": f"{outcome.machine.value:.0%}",
        "low": f"{outcome.machine.low:.0%}",
        "high": f"{outcome.machine.high:.0%}",
    }
