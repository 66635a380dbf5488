"""Addresses of warnings that were shared with a landlord."""

from __future__ import annotations

from django.urls import path

from heard.signals.views import landlord

app_name = "landlord-warnings"
urlpatterns = [
    path("", landlord.list_view, name="list"),
    path("<int:number>/", landlord.warning_view, name="warning"),
    path("<int:number>/answer/", landlord.answer_view, name="answer"),
]
