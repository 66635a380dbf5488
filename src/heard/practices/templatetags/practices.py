"""Tags and filters for pages of practices."""

from __future__ import annotations

from django import template

from heard.practices.models import Cost, Effort, Progress, Status

register = template.Library()

_TAGS = {
    Status.DRAFT: "govuk-tag--grey",
    Status.SUBMITTED: "govuk-tag--yellow",
    Status.RETURNED: "govuk-tag--orange",
    Status.PUBLISHED: "govuk-tag--green",
    Status.WITHDRAWN: "govuk-tag--grey",
}


@register.filter
def status_tag(status: str) -> str:
    """The colour of a status; its words say it too."""
    return _TAGS[Status(status)]


@register.filter
def cost_band(code: str) -> str:
    """A band of cost in words."""
    return str(Cost(code).label)


@register.filter
def effort_band(code: str) -> str:
    """A band of staff's time in words."""
    return str(Effort(code).label)


@register.filter
def progress_name(code: str) -> str:
    """How far a landlord has gone, in words; nothing for not at all."""
    return str(Progress(code).label) if code else ""
