"""Pages on which attendance, minutes and decisions are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.partnership.forms.meetings import (
    AgreeForm,
    AttendanceForm,
    DecisionForm,
    MinutesForm,
)
from heard.partnership.selectors.meetings_finding import (
    group_get_for,
    meeting_get_for,
    members_of,
    runs,
)
from heard.partnership.selectors.meetings_pages import decisions_of, meeting_seen
from heard.partnership.services.meetings_minutes import (
    attendance_mark,
    decision_record,
    minutes_agree,
    minutes_circulate,
    minutes_write,
)
from heard.partnership.views.meetings_answers import (
    deed_answer,
    form_answer,
    group_crumbs,
    meeting_crumbs,
)
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def attendance_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say of everybody on one page whether they came."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    initial: dict[str, Any] = {
        f"person-{row.person_id}": row.came for row in meeting.attendance.all()
    }
    initial["guests"] = meeting.guests
    form = AttendanceForm(posted(request), organisations=members_of(meeting.group), initial=initial)
    return form_answer(
        request,
        form=form,
        doing=lambda given: attendance_mark(
            meeting=meeting, came=form.came(), guests=given["guests"], by=signed_in(request)
        ),
        heading=_("Who came"),
        hint=_("“Not said” is not absence: leave it where nobody knows."),
        button=_("Save"),
        done=_("Saved."),
        back=meeting.get_absolute_url() + "#attendance",
        crumbs=meeting_crumbs(meeting),
        template="attendance",
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def minutes_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write the minutes, item by item, on one page; once they were sent, correct them."""
    reader = reader_of(request)
    meeting = meeting_get_for(reader, slug, number)
    corrects = meeting.circulated_at is not None
    form = MinutesForm(posted(request), seen=meeting_seen(reader, meeting).items, corrects=corrects)
    return form_answer(
        request,
        form=form,
        doing=lambda given: minutes_write(
            meeting=meeting,
            texts=form.texts(),
            reason=given.get("reason", ""),
            by=signed_in(request),
        ),
        heading=_("Correct the minutes") if corrects else _("Write the minutes"),
        hint=_("Members see what was corrected, why, and what stood there before.")
        if corrects
        else _("Leave an empty line between paragraphs. Members see nothing before you send them."),
        button=_("Save"),
        done=_("Saved."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
    )


@CHANGE
@private_page
@require_POST
@missing_is_404
def circulate_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send the minutes to all members."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    return deed_answer(
        request,
        doing=lambda: minutes_circulate(meeting=meeting, by=signed_in(request)),
        done=_("The minutes are open to members, who are told by e-mail."),
        back=meeting.get_absolute_url(),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def agree_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that the group agreed the minutes."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    return form_answer(
        request,
        form=AgreeForm(posted(request), meeting=meeting),
        doing=lambda given: minutes_agree(
            meeting=meeting, agreed_in=given["agreed_in"], by=signed_in(request)
        ),
        heading=_("The minutes were agreed"),
        button=_("Save"),
        done=_("The minutes are marked as agreed."),
        back=meeting.get_absolute_url(),
        crumbs=meeting_crumbs(meeting),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def decision_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep a decision."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    form = DecisionForm(posted(request), initial=_item(request), meeting=meeting)
    return form_answer(
        request,
        form=form,
        doing=lambda given: decision_record(meeting=meeting, by=signed_in(request), **given),
        heading=_("Keep a decision"),
        button=_("Keep it"),
        done=_("The decision was kept."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
    )


@allow(Thing.GROUP, Action.READ)
@private_page
@require_safe
@missing_is_404
def decisions_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that a group decided."""
    reader = reader_of(request)
    group = group_get_for(reader, slug)
    q = request.GET.get("q", "").strip()[:100]
    context = {
        "group": group,
        "page": decisions_of(reader, group, q=q, page=request.GET.get("page", 1)),
        "q": q,
        "runs": runs(reader),
        "crumbs": [*group_crumbs(group), (_("Decisions"), "")],
    }
    return render(request, "partnership_group/decisions.html", context)


def _item(request: HttpRequest) -> dict[str, str]:
    """The item that a link named."""
    item = request.GET.get("item", "")
    return {"item": item} if item.isdigit() else {}
