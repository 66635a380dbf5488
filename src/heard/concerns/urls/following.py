"""Addresses of one's own concerns."""

from __future__ import annotations

from django.urls import path

from heard.concerns.views import following, following_doors, following_person

app_name = "follow"
urlpatterns = [
    path("", following_doors.list_view, name="list"),
    path("open/<str:token>/", following_doors.open_view, name="open"),
    path("others/", following_doors.others_view, name="others"),
    path("lost/", following_doors.lost_view, name="lost"),
    path("lost/sent/", following_doors.lost_sent_view, name="lost-sent"),
    path("leave/", following_doors.leave_view, name="leave"),
    path("<slug:reference>/", following.concern_view, name="concern"),
    path("<slug:reference>/add/", following.add_view, name="add"),
    path("<slug:reference>/not-fixed/", following.not_fixed_view, name="not-fixed"),
    path("<slug:reference>/close/", following.close_view, name="close"),
    path("<slug:reference>/listened/", following.listened_view, name="listened"),
    path("<slug:reference>/reach/", following_person.reach_view, name="reach"),
    path("<slug:reference>/share/", following_person.share_view, name="share"),
    path(
        "<slug:reference>/share/<int:consent>/end/",
        following_person.withdraw_view,
        name="share-end",
    ),
    path("<slug:reference>/files/<slug:file>/", following.file_view, name="file"),
]
