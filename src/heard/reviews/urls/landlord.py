"""Addresses of a landlord's assessment."""

from __future__ import annotations

from django.urls import path

from heard.reviews.views import comments, landlord, recommendations

app_name = "self-assessment"
_AT = "<slug:reference>/<slug:landlord>/"
_ADVICE = "recommendations/<uuid:key>/"
_ACTION = "recommendations/actions/<uuid:key>/"
urlpatterns = [
    path("", landlord.list_view, name="list"),
    path("recommendations/", recommendations.list_view, name="recommendations"),
    path(_ADVICE, recommendations.recommendation_view, name="recommendation"),
    path(f"{_ADVICE}answer/", recommendations.answer_view, name="answer"),
    path(f"{_ADVICE}actions/add/", recommendations.action_add_view, name="action-add"),
    path(f"{_ACTION}change/", recommendations.action_change_view, name="action-change"),
    path(f"{_ACTION}done/", recommendations.action_done_view, name="action-done"),
    path(f"{_ACTION}drop/", recommendations.action_drop_view, name="action-drop"),
    path(f"{_ACTION}reopen/", recommendations.action_reopen_view, name="action-reopen"),
    path(f"{_AT}findings/", recommendations.about_view, name="findings"),
    path(_AT, landlord.overview_view, name="overview"),
    path(f"{_AT}blank/", landlord.blank_view, name="blank"),
    path(f"{_AT}send-in/", landlord.submit_view, name="submit"),
    path(f"{_AT}comment/", comments.overall_view, name="comment-overall"),
    path(f"{_AT}comment/<str:code>/", comments.criterion_view, name="comment"),
    path(f"{_AT}criteria/<str:code>/", landlord.criterion_view, name="criterion"),
    path(
        f"{_AT}criteria/<str:code>/evidence/add/",
        landlord.evidence_add_view,
        name="evidence-add",
    ),
    path(
        f"{_AT}evidence/<int:pk>/withdraw/",
        landlord.evidence_withdraw_view,
        name="evidence-withdraw",
    ),
    path(f"{_AT}evidence/<int:pk>/file/", landlord.file_view, name="evidence-file"),
]
