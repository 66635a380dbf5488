"""Addresses of a landlord's own pages."""

from __future__ import annotations

from django.urls import path

from heard.concerns.views import workspace

app_name = "workspace"
urlpatterns = [
    path("", workspace.list_view, name="list"),
    path("export.csv", workspace.export_view, name="export"),
    path("<slug:reference>/", workspace.case_view, name="case"),
    path("<slug:reference>/answer/", workspace.answer_view, name="answer"),
    path("<slug:reference>/actions/add/", workspace.commit_view, name="commit"),
    path(
        "<slug:reference>/actions/<int:number>/date/",
        workspace.commitment_date_view,
        name="commitment-date",
    ),
    path(
        "<slug:reference>/actions/<int:number>/done/",
        workspace.commitment_done_view,
        name="commitment-done",
    ),
    path("<slug:reference>/step/", workspace.step_view, name="step"),
    path("<slug:reference>/more-time/", workspace.extend_view, name="extend"),
    path("<slug:reference>/add/", workspace.add_view, name="add"),
    path("<slug:reference>/files/<int:pk>/", workspace.file_view, name="file"),
]
