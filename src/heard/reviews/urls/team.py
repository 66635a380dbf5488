"""Addresses of the team's work on reviews."""

from __future__ import annotations

from django.urls import path

from heard.reviews.views import checking, findings, following, recommending, sessions, team

app_name = "review-work"
_AT = "<slug:reference>/landlords/<slug:landlord>/"
_FINDING = "<slug:reference>/findings/<int:pk>/"
_ADVICE = "<slug:reference>/recommendations/<slug:recommendation>/"
_SESSION = "sessions/<uuid:key>/"
urlpatterns = [
    path("", team.list_view, name="list"),
    path("open/", team.open_view, name="open"),
    path(_SESSION, sessions.session_view, name="session"),
    path(f"{_SESSION}cards/", sessions.cards_view, name="session-cards"),
    path(f"{_SESSION}paper/", sessions.paper_view, name="session-paper"),
    path(f"{_SESSION}enter/", sessions.enter_view, name="session-enter"),
    path(f"{_SESSION}close/", sessions.close_view, name="session-close"),
    path(f"{_SESSION}words/", sessions.words_view, name="session-words"),
    path(f"{_SESSION}words/<int:pk>/", sessions.approve_view, name="session-approve"),
    path("<slug:reference>/", team.review_view, name="review"),
    path("<slug:reference>/remind/", team.remind_view, name="remind"),
    path("<slug:reference>/sample/", team.sample_view, name="sample"),
    path("<slug:reference>/move/", team.move_view, name="move"),
    path("<slug:reference>/back/", team.back_view, name="back"),
    path("<slug:reference>/correct/", team.correct_view, name="correct"),
    path("<slug:reference>/findings/", findings.list_view, name="findings"),
    path("<slug:reference>/findings/where-to-look/", findings.where_view, name="findings-where"),
    path("<slug:reference>/findings/add/", findings.add_view, name="finding-add"),
    path("<slug:reference>/findings/answers-due/", recommending.due_view, name="answers-due"),
    path(f"{_FINDING}change/", findings.change_view, name="finding-change"),
    path(f"{_FINDING}place/", findings.place_view, name="finding-place"),
    path(f"{_FINDING}withdraw/", findings.withdraw_view, name="finding-withdraw"),
    path(f"{_FINDING}restore/", findings.restore_view, name="finding-restore"),
    path(f"{_FINDING}recommend/", recommending.add_view, name="recommend"),
    path(f"{_ADVICE}change/", recommending.change_view, name="recommendation-change"),
    path(f"{_ADVICE}place/", recommending.place_view, name="recommendation-place"),
    path(f"{_ADVICE}withdraw/", recommending.withdraw_view, name="recommendation-withdraw"),
    path(f"{_ADVICE}restore/", recommending.restore_view, name="recommendation-restore"),
    path("<slug:reference>/answers/", following.answers_view, name="answers"),
    path("<slug:reference>/answers/chase/", following.chase_view, name="answers-chase"),
    path("<slug:reference>/answers/<uuid:key>/time/", following.time_view, name="answer-time"),
    path("<slug:reference>/actions/<uuid:key>/", following.verdicts_view, name="action-verdicts"),
    path(_AT, checking.subject_view, name="subject"),
    path(f"{_AT}agree/", checking.agree_view, name="agree"),
    path(f"{_AT}give-back/", checking.give_back_view, name="give-back"),
    path(f"{_AT}leave/", checking.leave_view, name="leave"),
    path(f"{_AT}sessions/add/", sessions.create_view, name="session-create"),
    path(f"{_AT}criteria/<str:code>/", checking.criterion_view, name="criterion"),
    path(f"{_AT}criteria/<str:code>/score/", checking.score_view, name="score"),
    path(f"{_AT}criteria/<str:code>/moderate/", checking.moderate_view, name="moderate"),
    path(
        f"{_AT}criteria/<str:code>/evidence/add/",
        checking.evidence_add_view,
        name="evidence-add",
    ),
    path(f"{_AT}evidence/<int:pk>/check/", checking.evidence_check_view, name="evidence-check"),
    path(
        f"{_AT}evidence/<int:pk>/withdraw/",
        checking.evidence_withdraw_view,
        name="evidence-withdraw",
    ),
    path(f"{_AT}evidence/<int:pk>/file/", checking.file_view, name="evidence-file"),
]
