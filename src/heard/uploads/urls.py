"""Addresses of files."""

from __future__ import annotations

from django.urls import path

from heard.uploads import views

app_name = "files"
urlpatterns = [
    path("files/<str:token>", views.download_view, name="download"),
]
