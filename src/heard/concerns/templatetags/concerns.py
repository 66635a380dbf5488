"""Tags and filters for pages of concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext

from heard.concerns.catalogue import category_get

if TYPE_CHECKING:
    from heard.analysis.clocks import Step

register = template.Library()


@register.filter
def category_name(code: str) -> str:
    """What a concern is about, in words."""
    return gettext(category_get(code).name)


@register.filter
def said(step: Step) -> str:
    """A line of a clock's sum, in words."""
    return step.said(gettext)


@register.filter
def translated(text: str) -> str:
    """Text that stands in a data file, in the reader's language."""
    return gettext(text) if text else ""
