"""Addresses of frameworks of criteria."""

from __future__ import annotations

from django.urls import path

from heard.reviews.views import frameworks

app_name = "frameworks"
urlpatterns = [
    path("", frameworks.list_view, name="list"),
    path("upload/", frameworks.upload_view, name="upload"),
    path("edit/", frameworks.edit_view, name="edit"),
    path("confirm/", frameworks.confirm_view, name="confirm"),
    path("take/", frameworks.take_view, name="take"),
    path("<slug:code>/compare/", frameworks.compare_view, name="compare"),
    path("<slug:code>/<int:version>/", frameworks.version_view, name="version"),
    path("<slug:code>/<int:version>.<str:extension>", frameworks.download_view, name="download"),
]
