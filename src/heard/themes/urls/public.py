"""Addresses of what everybody may read of themes."""

from __future__ import annotations

from django.urls import path

from heard.themes.views import public

app_name = "what-residents-say"
urlpatterns = [
    path("", public.list_view, name="list"),
    path("<int:study>/", public.study_view, name="study"),
    path("<int:study>/themes.csv", public.csv_view, name="csv"),
]
