"""How frameworks and what changed in them are put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.reviews.frameworks.comparing import Part, evidence_words

if TYPE_CHECKING:
    from heard.reviews.frameworks.comparing import Change, Comparison

register = template.Library()
register.filter("kind_names", evidence_words)
PARTS = {
    Part.NAME: lazy("Name"),
    Part.ABOUT: lazy("What it is about"),
    Part.GOOD: lazy("What good looks like"),
    Part.QUESTION: lazy("Question to residents"),
    Part.WEIGHT: lazy("Weight"),
    Part.EVIDENCE: lazy("Evidence"),
    Part.PLACE: lazy("Dimension"),
}
_SHORT = frozenset({Part.WEIGHT, Part.EVIDENCE, Part.PLACE})


@register.filter
def part_name(change: Change) -> str:
    """Which part changed."""
    if change.part is Part.LEVEL:
        return _("Level %(level)s") % {"level": change.level}
    return str(PARTS[change.part])


@register.filter
def is_short(change: Change) -> bool:
    """Whether old and new are values, to be shown one after the other, and not sentences."""
    return change.part in _SHORT


@register.filter
def compared(comparison: Comparison) -> str:
    """How much changed, in one sentence."""
    told = [
        words % {"count": count}
        for count, words in (
            (
                len(comparison.added),
                ngettext(
                    "%(count)s criterion added", "%(count)s criteria added", len(comparison.added)
                ),
            ),
            (
                len(comparison.removed),
                ngettext(
                    "%(count)s criterion removed",
                    "%(count)s criteria removed",
                    len(comparison.removed),
                ),
            ),
            (
                len(comparison.changed),
                ngettext(
                    "%(count)s criterion changed",
                    "%(count)s criteria changed",
                    len(comparison.changed),
                ),
            ),
        )
        if count
    ]
    return capfirst(", ".join(told) or _("no criterion is added, removed or changed")) + "."
