"""A member's calendar: its private address, made and ended, and what stands at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import NOBODY, Action, Thing, allow, open_to_anyone
from heard.landlords.views.answers import signed_in
from heard.partnership.calendars import feed_ics
from heard.partnership.models import CalendarAddress
from heard.partnership.selectors.meetings_desk import reader_by_calendar
from heard.partnership.services.meetings_calendar import calendar_end, calendar_make
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest


@allow(Thing.GROUP, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
def address_view(request: HttpRequest) -> HttpResponse:
    """Make a private address, or end it. It is shown once, when it is made."""
    user = signed_in(request)
    made = ""
    if request.method == "POST":
        if request.POST.get("do") == "end":
            calendar_end(user=user)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("group:calendar-address")
        token = calendar_make(user=user)
        made = settings.SITE_URL + reverse("group:calendar", args=[token])
    context = {
        "made": made,
        "known": CalendarAddress.objects.filter(user=user, ended_at=None).first(),
        "crumbs": [(_("Working groups"), reverse("group:list")), (_("Your calendar"), "")],
    }
    return render(request, "partnership_group/calendar.html", context)


@open_to_anyone(Thing.CALENDAR, Action.READ)
@private_page
@require_safe
def feed_view(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - the address alone counts
    """Meetings and actions of whoever the address was made for, as they may see them today."""
    reader = reader_by_calendar(key)
    if reader is NOBODY:
        raise Http404
    return HttpResponse(feed_ics(reader), content_type="text/calendar; charset=utf-8")
