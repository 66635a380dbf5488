"""Tags for pages about walkabouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from heard.access import Action, Thing, reader_of
from heard.walkabouts.forms.planning import every_label

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from heard.walkabouts.models import Walkabout

register = template.Library()


@register.simple_tag(takes_context=True)
def work_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The ways between the pages for people at work, with the one that leads here marked."""
    request = context["request"]
    entries = [
        (_("Walkabouts"), reverse("walkabouts:work")),
        (_("Estates"), reverse("walkabouts:work-estates")),
        (_("Actions"), reverse("walkabouts:actions")),
    ]
    if reader_of(request).may(Thing.WALKABOUT_PLAN, Action.CHANGE):
        entries.append((_("Schemes of grades"), reverse("walkabouts:schemes")))
    nearest = max((url for _label, url in entries if request.path.startswith(url)), key=len)
    return [{"label": label, "url": url, "is_here": url == nearest} for label, url in entries]


@register.simple_tag
def walkabout_state(walkabout: Walkabout, today: date) -> SafeString:
    """Where it stands, as a tag."""
    if walkabout.cancelled_at:
        tone, word = "grey", _("Cancelled")
    elif walkabout.on == today:
        tone, word = "blue", _("Today")
    elif walkabout.held_at:
        tone, word = "green", _("Held")
    elif walkabout.on < today:
        tone, word = "yellow", _("Not said whether held")
    else:
        tone, word = "blue", _("To come")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', tone, word)


@register.simple_tag
def every_months(months: int) -> str:
    """How often, in words."""
    return every_label(months)
