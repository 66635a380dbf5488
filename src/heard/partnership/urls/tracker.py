"""Addresses of the public tracker, and of those at which residents say what they see."""

from __future__ import annotations

from django.urls import path

from heard.partnership.views import charters_public as public
from heard.partnership.views import charters_saying as saying

app_name = "tracker"
urlpatterns = [
    path("", public.list_view, name="list"),
    path("feed.atom", public.feed_view, name="feed"),
    path("commitments.<str:extension>", public.download_view, name="download"),
    path("rule/", public.rule_view, name="rule"),
    path("landlords/<slug:slug>/", public.landlord_view, name="landlord"),
    path(
        "landlords/<slug:slug>/commitments.<str:extension>",
        public.landlord_download_view,
        name="landlord-download",
    ),
    path("verdict/", saying.start_view, name="start"),
    path("verdict/rounds/", saying.rounds_view, name="rounds"),
    path("verdict/rounds/<uuid:key>/", saying.represent_view, name="represent"),
    path("verdict/<str:code>/", saying.seat_view, name="seat"),
    path("verdict/<str:code>/thanks/", saying.thanks_view, name="thanks"),
    path("<slug:slug>/", public.charter_view, name="charter"),
    path("<slug:slug>/feed.atom", public.charter_feed_view, name="charter-feed"),
    path(
        "<slug:slug>/tracker.<str:extension>", public.charter_download_view, name="charter-download"
    ),
    path("<slug:slug>/versions/<int:number>/", public.version_view, name="version"),
    path("<slug:slug>/lines/<uuid:key>/<slug:party>/", public.line_view, name="line"),
    path("<slug:slug>/<int:number>/", public.commitment_view, name="commitment"),
    path("<slug:slug>/<int:number>/<slug:party>/", public.cell_view, name="cell"),
    path("<slug:slug>/<int:number>/<slug:party>/files/<int:pk>/", public.file_view, name="file"),
]
