"""Addresses at which a landlord's people sign commitments and report on them."""

from __future__ import annotations

from django.urls import path

from heard.partnership.views import charters_landlord as landlord

app_name = "commitments"
urlpatterns = [
    path("", landlord.list_view, name="list"),
    path("<uuid:key>/", landlord.paper_view, name="paper"),
    path("<uuid:key>/sign-all/", landlord.sign_all_view, name="sign-all"),
    path("<uuid:key>/<int:number>/sign/", landlord.sign_view, name="sign"),
    path("<uuid:key>/<int:number>/undo/", landlord.undo_view, name="undo"),
    path("<uuid:key>/<int:number>/<str:first>/", landlord.write_view, name="write"),
    path("<uuid:key>/<int:number>/<str:first>/send/", landlord.send_view, name="send"),
    path("<uuid:key>/<int:number>/<str:first>/evidence/", landlord.evidence_view, name="evidence"),
    path(
        "<uuid:key>/<int:number>/<str:first>/evidence/<int:pk>/",
        landlord.file_view,
        name="evidence-file",
    ),
    path(
        "<uuid:key>/<int:number>/<str:first>/evidence/<int:pk>/remove/",
        landlord.evidence_remove_view,
        name="evidence-remove",
    ),
]
