"""Addresses of themes about a landlord's homes."""

from __future__ import annotations

from django.urls import path

from heard.themes.views import landlord

app_name = "landlord-themes"
urlpatterns = [
    path("", landlord.list_view, name="list"),
    path("<int:study>/", landlord.study_view, name="study"),
]
