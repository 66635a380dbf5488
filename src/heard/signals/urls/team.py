"""Addresses of the team's warnings."""

from __future__ import annotations

from django.urls import path

from heard.signals.views import acting, quality, team

app_name = "warnings"
urlpatterns = [
    path("", team.list_view, name="list"),
    path("all/", team.history_view, name="history"),
    path("settings/", team.watch_view, name="watch"),
    path("scan/", team.scan_now_view, name="scan-now"),
    path("scan/<int:pk>/", team.scan_view, name="scan"),
    path("scan/<int:pk>/stop/", team.scan_stop_view, name="scan-stop"),
    path("quality/", quality.quality_view, name="quality"),
    path("back-test/", quality.trial_view, name="trial"),
    path("back-test/start/", quality.trial_start_view, name="trial-start"),
    path("back-test/stop/", quality.trial_stop_view, name="trial-stop"),
    path("back-test/problem/", quality.problem_add_view, name="problem-add"),
    path("back-test/problem/<int:pk>/remove/", quality.problem_remove_view, name="problem-remove"),
    path("<int:number>/", team.warning_view, name="warning"),
    path("<int:number>/chart.svg", team.chart_view, name="chart"),
    path("<int:number>/take-up/", acting.take_view, name="take-up"),
    path("<int:number>/watch/", acting.wait_view, name="wait"),
    path("<int:number>/dismiss/", acting.dismiss_view, name="dismiss"),
    path("<int:number>/share/", acting.share_view, name="share"),
    path("<int:number>/done/", acting.deed_view, name="deed"),
    path("<int:number>/real/", acting.settle_view, name="settle"),
]
