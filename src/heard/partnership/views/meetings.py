"""Pages of meetings: planning, the meeting itself, its agenda sent, apologies, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look, audit_record
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.partnership.calendars import meetings_ics
from heard.partnership.forms.groups import WhyForm
from heard.partnership.forms.meetings import MeetingForm, MoveMeetingForm
from heard.partnership.meetings_minutes_pdf import minutes_pdf
from heard.partnership.selectors.meetings_finding import (
    group_get_for,
    meeting_get_for,
    members_of,
    runs,
)
from heard.partnership.selectors.meetings_pages import meeting_seen, person_in
from heard.partnership.services.meetings_minutes import apologies_give
from heard.partnership.services.meetings_planning import (
    meeting_call,
    meeting_cancel,
    meeting_move,
    meeting_plan,
)
from heard.partnership.views.meetings_answers import (
    deed_answer,
    form_answer,
    group_crumbs,
    meeting_crumbs,
)
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest

READ = allow(Thing.GROUP, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def plan_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a meeting."""
    group = group_get_for(reader_of(request), slug)
    form = MeetingForm(posted(request), organisations=members_of(group))
    return form_answer(
        request,
        form=form,
        doing=lambda _given: meeting_plan(group=group, wanted=form.wanted(), by=signed_in(request)),
        heading=_("Plan a meeting"),
        button=_("Plan it"),
        done=_("Planned. Open it to make its agenda; nobody is told before you send that."),
        back=group.get_absolute_url(),
        crumbs=group_crumbs(group),
    )


@READ
@private_page
@require_safe
@missing_is_404
def meeting_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One meeting: when and where, its agenda with papers, who came, its minutes."""
    reader = reader_of(request)
    meeting = meeting_get_for(reader, slug, number)
    audit_look(
        target=meeting,
        by=signed_in(request),
        event="meeting.look",
        about=f"{meeting.group.name}, {meeting}",
    )
    person = person_in(reader, meeting.group)
    seen = meeting_seen(reader, meeting)
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "seen": seen,
        "moves": meeting.moves.all(),
        "person": person,
        "sorry": person is not None
        and any(one.person_id == person.pk and one.came == "apologies" for one in seen.attendance),
        "runs": runs(reader),
        "today": timezone.localdate(),
        "crumbs": [*group_crumbs(meeting.group), (str(meeting), "")],
    }
    return render(request, "partnership_group/meeting.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def move_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a meeting off, or hold it elsewhere."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    names = ("on", "at_time", "minutes_long", "place", "link")
    initial = {name: getattr(meeting, name) for name in names} | {"chair": meeting.chair_id or ""}
    form = MoveMeetingForm(
        posted(request), organisations=members_of(meeting.group), initial=initial
    )
    return form_answer(
        request,
        form=form,
        doing=lambda given: meeting_move(
            meeting=meeting, wanted=form.wanted(), reason=given["reason"], by=signed_in(request)
        ),
        heading=_("Change when or where"),
        button=_("Save and tell members"),
        done=_("Changed. Members who were sent the agenda are told."),
        back=meeting.get_absolute_url(),
        crumbs=meeting_crumbs(meeting),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def cancel_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Call a meeting off."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    return form_answer(
        request,
        form=WhyForm(posted(request)),
        doing=lambda given: meeting_cancel(
            meeting=meeting, reason=given["reason"], by=signed_in(request)
        ),
        heading=_("Cancel this meeting?"),
        hint=_("This can’t be undone. To meet on another day, change when it is."),
        button=_("Cancel the meeting"),
        done=_("Cancelled. Members who were sent the agenda are told."),
        back=meeting.get_absolute_url(),
        crumbs=meeting_crumbs(meeting),
        warning=True,
    )


@CHANGE
@private_page
@require_POST
@missing_is_404
def call_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send the agenda and papers to all members."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    return deed_answer(
        request,
        doing=lambda: meeting_call(meeting=meeting, by=signed_in(request)),
        done=_("The agenda and its papers are open to members. They are told by e-mail."),
        back=meeting.get_absolute_url(),
    )


@allow(Thing.GROUP, Action.CHANGE)
@private_page
@require_POST
@missing_is_404
def apologies_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A member says that they can't come, or that they can after all."""
    reader = reader_of(request)
    meeting = meeting_get_for(reader, slug, number)
    person = person_in(reader, meeting.group)
    if person is None:
        raise Http404
    sorry = request.POST.get("do") != "coming"
    said = _("Your apologies were noted.") if sorry else _("Noted: you are coming.")
    return deed_answer(
        request,
        doing=lambda: apologies_give(
            meeting=meeting, person=person, sorry=sorry, by=signed_in(request)
        ),
        done=said,
        back=meeting.get_absolute_url(),
    )


@READ
@private_page
@require_safe
@missing_is_404
def calendar_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One meeting for a calendar."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    response = HttpResponse(meetings_ics([meeting]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@allow(Thing.GROUP, Action.EXPORT)
@private_page
@require_safe
@missing_is_404
def pdf_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes as PDF: a draft for the team, for others once they were sent."""
    reader = reader_of(request)
    meeting = meeting_get_for(reader, slug, number)
    seen = meeting_seen(reader, meeting)
    if not seen.shows_minutes or not meeting.has_begun:
        raise Http404
    audit_record(
        event="minutes.export",
        target=meeting,
        by=signed_in(request),
        about=f"{meeting.group.name}, {meeting}",
    )
    response = HttpResponse(minutes_pdf(meeting, seen), content_type="application/pdf")
    name = f"minutes-{meeting.group.slug}-{meeting.on:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
