"""Addresses at which the team writes charters, reads reports and asks residents."""

from __future__ import annotations

from django.urls import path

from heard.partnership.views import charters_asking as asking
from heard.partnership.views import charters_for_council as council
from heard.partnership.views import charters_team as team
from heard.partnership.views import charters_writing as writing

app_name = "charter-work"
urlpatterns = [
    path("", team.list_view, name="list"),
    path("new/", writing.new_view, name="new"),
    path("reports/", team.reports_view, name="reports"),
    path("reports/<uuid:key>/", team.report_view, name="report"),
    path("reports/<uuid:key>/files/<int:pk>/", team.report_file_view, name="report-file"),
    path("rounds/<uuid:key>/", asking.round_view, name="round"),
    path("rounds/<uuid:key>/cards/", asking.cards_view, name="round-cards"),
    path("rounds/<uuid:key>/paper/", asking.paper_view, name="round-paper"),
    path("rounds/<uuid:key>/enter/", asking.enter_view, name="round-enter"),
    path("rounds/<uuid:key>/close/", asking.close_view, name="round-close"),
    path("rounds/<uuid:key>/words/", asking.words_view, name="round-words"),
    path("rounds/<uuid:key>/words/<int:pk>/", asking.approve_view, name="round-approve"),
    path("signatories/<uuid:key>/", council.paper_view, name="paper"),
    path("signatories/<uuid:key>/rounds/new/", asking.open_view, name="round-open"),
    path("signatories/<uuid:key>/sign-all/", council.sign_all_view, name="sign-all"),
    path("signatories/<uuid:key>/<int:number>/sign/", council.sign_view, name="sign"),
    path("signatories/<uuid:key>/<int:number>/undo/", council.undo_view, name="undo"),
    path("signatories/<uuid:key>/<int:number>/<str:first>/", council.write_view, name="write"),
    path("signatories/<uuid:key>/<int:number>/<str:first>/send/", council.send_view, name="send"),
    path(
        "signatories/<uuid:key>/<int:number>/<str:first>/evidence/",
        council.evidence_view,
        name="evidence",
    ),
    path(
        "signatories/<uuid:key>/<int:number>/<str:first>/evidence/<int:pk>/",
        council.file_view,
        name="evidence-file",
    ),
    path(
        "signatories/<uuid:key>/<int:number>/<str:first>/evidence/<int:pk>/remove/",
        council.evidence_remove_view,
        name="evidence-remove",
    ),
    path("<slug:slug>/", team.charter_view, name="charter"),
    path("<slug:slug>/ask/", team.ask_view, name="ask"),
    path("<slug:slug>/end/", team.end_view, name="end"),
    path("<slug:slug>/draft/", writing.draft_view, name="draft"),
    path("<slug:slug>/draft/begin/", writing.begin_view, name="begin"),
    path("<slug:slug>/draft/words/", writing.words_view, name="draft-words"),
    path("<slug:slug>/draft/publish/", writing.publish_view, name="publish"),
    path("<slug:slug>/draft/discard/", writing.discard_view, name="discard"),
    path("<slug:slug>/draft/new/", writing.commitment_view, name="commitment-new"),
    path("<slug:slug>/draft/<int:number>/", writing.commitment_view, name="commitment"),
    path("<slug:slug>/draft/<int:number>/remove/", writing.remove_view, name="commitment-remove"),
]
