"""Addresses of cases, for the council's team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from heard.concerns.views import (
    actions,
    bulk,
    cases,
    entry,
    export,
    files,
    private,
    reply_templates,
    today,
)

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "cases"
urlpatterns: list[URLPattern] = [
    path("", today.today_view, name="today"),
    path("all/", cases.list_view, name="list"),
    path("all/export/", export.export_view, name="export"),
    path("search/", cases.search_view, name="search"),
    path("bulk/", bulk.bulk_view, name="bulk"),
    path("bulk/done/", bulk.bulk_done_view, name="bulk-done"),
    path("enter/", entry.entry_view, name="enter"),
    path("enter/people/", entry.people_view, name="enter-people"),
    path("enter/questions/", entry.questions_view, name="enter-questions"),
    path("duplicates/<int:pk>/", cases.compare_view, name="compare"),
    path("duplicates/<int:pk>/settle/", cases.settle_view, name="settle"),
    path("templates/", reply_templates.templates_view, name="templates"),
    path("templates/add/", reply_templates.template_add_view, name="template-add"),
    path("templates/<int:pk>/", reply_templates.template_edit_view, name="template"),
    path(
        "templates/<int:pk>/retire/", reply_templates.template_retire_view, name="template-retire"
    ),
    path("<slug:reference>/", cases.case_view, name="case"),
    path("<slug:reference>/take/", actions.take_view, name="take"),
    path("<slug:reference>/do/<slug:deed>/", actions.act_view, name="act"),
    path("<slug:reference>/do/<slug:deed>/<int:number>/", actions.act_on_view, name="act-on"),
    path("<slug:reference>/files/<int:pk>/", files.file_view, name="file"),
    path("<slug:reference>/letter/<int:pk>/", private.letter_view, name="letter"),
    path("<slug:reference>/flags/", private.flag_view, name="flag"),
    path("<slug:reference>/flags/<int:pk>/lift/", private.lift_view, name="flag-lift"),
    path("<slug:reference>/words/<int:number>/", private.original_view, name="original"),
    path("<slug:reference>/words/<int:number>/redact/", private.redact_view, name="redact"),
    path("<slug:reference>/words/<int:number>/restore/", private.restore_view, name="restore"),
]
