"""Addresses of the audit log."""

from __future__ import annotations

from django.urls import path

from heard.audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.list_view, name="list"),
    path("audit/export.csv", views.export_view, name="export"),
    path("audit/status/", views.status_view, name="status"),
    path("audit/<int:pk>/", views.entry_view, name="entry"),
]
