"""Addresses of ward councillors' pages."""

from __future__ import annotations

from django.urls import path

from heard.concerns.views import councillors

app_name = "councillor"
urlpatterns = [
    path("", councillors.list_view, name="list"),
    path("<slug:reference>/", councillors.case_view, name="case"),
    path("<slug:reference>/answer/", councillors.answer_view, name="answer"),
]
