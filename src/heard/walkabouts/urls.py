"""Addresses of walkabouts: the public pages first, then those for people at work."""

from __future__ import annotations

from django.urls import path

from heard.walkabouts.views import acting, phone, planning, public, schemes, work

app_name = "walkabouts"
_WALK = "work/walkabouts/<slug:key>/"
_ACTION = "work/actions/<slug:key>/"
_ESTATE = "work/estates/<int:pk>/"
_PHONE = "phone/<slug:key>/"

urlpatterns = [
    path("", public.list_view, name="list"),
    path("estates/<int:pk>/", public.estate_view, name="estate"),
    path("estates/<int:pk>/actions/<slug:key>/", public.say_view, name="say"),
    path("photos/<slug:key>/", public.photo_view, name="photo"),
    path("calendar/<slug:key>.ics", public.calendar_view, name="calendar"),
    path("worker.js", phone.worker_view, name="worker"),
    path(_PHONE, phone.phone_view, name="phone"),
    path(f"{_PHONE}photo/", phone.photo_view, name="phone-photo"),
    path(f"{_PHONE}ticket/", phone.ticket_view, name="ticket"),
    path("work/", work.work_view, name="work"),
    path("work/estates/", work.estates_view, name="work-estates"),
    path(_ESTATE, work.estate_view, name="work-estate"),
    path(f"{_ESTATE}plan/", planning.plan_view, name="plan"),
    path(f"{_ESTATE}route/", planning.stops_view, name="stops"),
    path("work/plans/<slug:key>/end/", planning.plan_end_view, name="plan-end"),
    path(_WALK, work.walkabout_view, name="walkabout"),
    path(f"{_WALK}sheet/", work.sheet_view, name="sheet"),
    path(f"{_WALK}walkabout.ics", work.calendar_view, name="work-calendar"),
    path(f"{_WALK}move/", planning.move_view, name="move"),
    path(f"{_WALK}cancel/", planning.cancel_view, name="cancel"),
    path(f"{_WALK}people/", planning.people_view, name="people"),
    path(f"{_WALK}held/", planning.held_view, name="held"),
    path("work/observations/<slug:key>/withdraw/", acting.withdraw_view, name="withdraw"),
    path("work/photos/<slug:key>/", work.photo_view, name="work-photo"),
    path("work/photos/<slug:key>/approve/", work.photo_approve_view, name="photo-approve"),
    path("work/actions/", acting.list_view, name="actions"),
    path(_ACTION, acting.action_view, name="action"),
    path(f"{_ACTION}close/", acting.close_view, name="close"),
    path(f"{_ACTION}change/", acting.change_view, name="change"),
    path(f"{_ACTION}reopen/", acting.reopen_view, name="reopen"),
    path(f"{_ACTION}hide/", acting.hide_view, name="hide"),
    path(f"{_ACTION}said/", acting.taken_view, name="taken"),
    path("work/schemes/", schemes.list_view, name="schemes"),
    path("work/schemes/<slug:slug>/", schemes.change_view, name="scheme"),
    path("work/download/<slug:what>.csv", work.export_view, name="export"),
]
