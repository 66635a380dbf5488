"""Addresses of working groups: members' pages and the team's."""

from __future__ import annotations

from django.urls import path

from heard.partnership.views import groups, meetings
from heard.partnership.views import meetings_actions as actions
from heard.partnership.views import meetings_agenda as agenda
from heard.partnership.views import meetings_calendar as calendar
from heard.partnership.views import meetings_minutes as minutes

app_name = "group"
_GROUP = "<slug:slug>/"
_MEETING = f"{_GROUP}meetings/<int:number>/"
_ACTION = f"{_GROUP}actions/<int:number>/"

urlpatterns = [
    path("", groups.list_view, name="list"),
    path("new/", groups.add_view, name="add"),
    path("calendar/", calendar.address_view, name="calendar-address"),
    path("calendar/<slug:key>.ics", calendar.feed_view, name="calendar"),
    path(_GROUP, groups.group_view, name="group"),
    path(f"{_GROUP}end/", groups.end_view, name="end"),
    path(f"{_GROUP}join/", groups.join_view, name="join"),
    path(f"{_GROUP}members/<slug:key>/", groups.people_view, name="people"),
    path(f"{_GROUP}members/<slug:key>/leave/", groups.leave_view, name="leave"),
    path(f"{_GROUP}decisions/", minutes.decisions_view, name="decisions"),
    path(f"{_GROUP}actions/", actions.list_view, name="actions"),
    path(f"{_GROUP}actions/many/", actions.many_view, name="actions-many"),
    path(f"{_GROUP}actions.csv", actions.export_view, name="actions-export"),
    path(_ACTION, actions.action_view, name="action"),
    path(f"{_ACTION}done/", actions.done_view, name="action-done"),
    path(f"{_ACTION}change/", actions.change_view, name="action-change"),
    path(f"{_ACTION}reopen/", actions.reopen_view, name="action-reopen"),
    path(f"{_ACTION}drop/", actions.drop_view, name="action-drop"),
    path(f"{_GROUP}plan/", meetings.plan_view, name="plan"),
    path(_MEETING, meetings.meeting_view, name="meeting"),
    path(f"{_MEETING}move/", meetings.move_view, name="move"),
    path(f"{_MEETING}cancel/", meetings.cancel_view, name="cancel"),
    path(f"{_MEETING}send-agenda/", meetings.call_view, name="call"),
    path(f"{_MEETING}apologies/", meetings.apologies_view, name="apologies"),
    path(f"{_MEETING}meeting.ics", meetings.calendar_view, name="meeting-calendar"),
    path(f"{_MEETING}minutes.pdf", meetings.pdf_view, name="minutes-pdf"),
    path(f"{_MEETING}propose/", agenda.propose_view, name="propose"),
    path(f"{_MEETING}items/new/", agenda.item_add_view, name="item-add"),
    path(f"{_MEETING}items/<slug:key>/", agenda.item_view, name="item"),
    path(f"{_MEETING}items/<slug:key>/act/", agenda.item_act_view, name="item-act"),
    path(f"{_MEETING}papers/new/", agenda.paper_add_view, name="paper-add"),
    path(f"{_MEETING}papers/<slug:key>/", agenda.paper_view, name="paper"),
    path(f"{_MEETING}papers/<slug:key>/withdraw/", agenda.paper_withdraw_view, name="paper-end"),
    path(f"{_MEETING}attendance/", minutes.attendance_view, name="attendance"),
    path(f"{_MEETING}minutes/", minutes.minutes_view, name="minutes"),
    path(f"{_MEETING}minutes/send/", minutes.circulate_view, name="minutes-send"),
    path(f"{_MEETING}minutes/agree/", minutes.agree_view, name="minutes-agree"),
    path(f"{_MEETING}decisions/new/", minutes.decision_view, name="decision"),
    path(f"{_MEETING}actions/new/", actions.add_view, name="action-add"),
]
