"""Addresses of good practice."""

from __future__ import annotations

from django.urls import path

from heard.practices.views import moderating, public, spreading, writing

app_name = "practices"
urlpatterns = [
    path("", public.list_view, name="list"),
    path("feed.atom", public.feed_view, name="feed"),
    path("practices.<str:extension>", public.download_view, name="download"),
    path("types/", public.types_view, name="types"),
    path("types/<slug:code>/", public.type_view, name="type"),
    path("ours/", writing.ours_view, name="ours"),
    path("new/", writing.add_view, name="add"),
    path("gaps/", spreading.gaps_view, name="gaps"),
    path("moderation/", moderating.moderation_view, name="moderation"),
    path("questions/<int:pk>/", spreading.question_view, name="question"),
    path("questions/<int:pk>/agree/", spreading.agree_view, name="agree"),
    path("<slug:reference>/", public.detail_view, name="detail"),
    path("<slug:reference>/files/<int:pk>/", public.file_view, name="file"),
    path("<slug:reference>/contact/", public.contact_view, name="contact"),
    path("<slug:reference>/adopt/", spreading.adopt_view, name="adopt"),
    path("<slug:reference>/ask/", spreading.ask_view, name="ask"),
    path("<slug:reference>/work/", writing.making_view, name="making"),
    path("<slug:reference>/edit/", writing.edit_view, name="edit"),
    path("<slug:reference>/send/", writing.submit_view, name="submit"),
    path("<slug:reference>/take-back/", writing.take_back_view, name="take-back"),
    path("<slug:reference>/withdraw/", writing.withdraw_view, name="withdraw"),
    path("<slug:reference>/versions/<int:number>/", writing.version_view, name="version"),
    path("<slug:reference>/decide/", moderating.moderate_view, name="moderate"),
    path("<slug:reference>/hide/<slug:what>/<int:pk>/", moderating.hide_view, name="hide"),
]
