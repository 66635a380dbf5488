"""Addresses of residents' own pages."""

from __future__ import annotations

from django.urls import path

from heard.reviews.views import seat

app_name = "seat"
urlpatterns = [
    path("", seat.start_view, name="start"),
    path("<slug:code>/", seat.seat_view, name="seat"),
    path("<slug:code>/all/", seat.all_view, name="all"),
    path("<slug:code>/check/", seat.check_view, name="check"),
    path("<slug:code>/thank-you/", seat.thanks_view, name="thanks"),
    path("<slug:code>/<int:number>/", seat.question_view, name="question"),
]
