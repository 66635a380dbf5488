"""Addresses of the team's themes."""

from __future__ import annotations

from django.urls import path

from heard.themes.views import checks, studies, texts, themes

app_name = "themes"
urlpatterns = [
    path("", studies.list_view, name="list"),
    path("new/concerns/", studies.concerns_view, name="new-concerns"),
    path("new/file/", studies.file_view, name="new-file"),
    path("<int:study>/", studies.study_view, name="study"),
    path("<int:study>/chart.svg", studies.chart_view, name="chart"),
    path("<int:study>/find/", studies.find_view, name="find"),
    path("<int:study>/follow/", studies.follow_view, name="follow"),
    path("<int:study>/again/", studies.again_view, name="again"),
    path("<int:study>/names/", studies.names_view, name="names"),
    path("<int:study>/sorting/<int:pk>/", studies.sorting_view, name="sorting"),
    path("<int:study>/sorting/<int:pk>/stop/", studies.stop_view, name="sorting-stop"),
    path("<int:study>/title/", studies.title_view, name="title"),
    path("<int:study>/who/", studies.show_view, name="show"),
    path("<int:study>/warn/", studies.watch_view, name="watch"),
    path("<int:study>/warn/stop/", studies.unwatch_view, name="unwatch"),
    path("<int:study>/remove/", studies.remove_view, name="remove"),
    path("<int:study>/codebook.json", studies.codebook_view, name="codebook"),
    path("<int:study>/codebook/", studies.codebook_import_view, name="codebook-import"),
    path("<int:study>/texts.csv", texts.export_view, name="export"),
    path("<int:study>/texts/", texts.unsorted_view, name="unsorted"),
    path("<int:study>/move/", texts.move_view, name="move"),
    path("<int:study>/keep-all/", themes.keep_all_view, name="keep-all"),
    path("<int:study>/add/", themes.add_view, name="add"),
    path("<int:study>/theme/<int:pk>/", themes.theme_view, name="theme"),
    path("<int:study>/theme/<int:pk>/chart.svg", themes.chart_view, name="theme-chart"),
    path("<int:study>/theme/<int:pk>/name/", themes.name_view, name="name"),
    path("<int:study>/theme/<int:pk>/merge/", themes.merge_view, name="merge"),
    path("<int:study>/theme/<int:pk>/split/", themes.split_view, name="split"),
    path("<int:study>/theme/<int:pk>/keep/", themes.keep_view, name="keep"),
    path("<int:study>/theme/<int:pk>/release/", themes.release_view, name="release"),
    path("<int:study>/theme/<int:pk>/unmerge/", themes.unmerge_view, name="unmerge"),
    path("<int:study>/theme/<int:pk>/unsplit/", themes.unsplit_view, name="unsplit"),
    path("<int:study>/theme/<int:pk>/remove/", themes.remove_view, name="theme-remove"),
    path("<int:study>/theme/<int:pk>/restore/", themes.restore_view, name="restore"),
    path("<int:study>/text/<int:pk>/quote/", texts.quote_view, name="quote-choose"),
    path("<int:study>/quote/<int:pk>/", texts.approve_view, name="quote"),
    path("<int:study>/quote/<int:pk>/withdraw/", texts.withdraw_view, name="quote-withdraw"),
    path("<int:study>/check/", checks.begin_view, name="check-begin"),
    path("<int:study>/check/<int:pk>/", checks.check_view, name="check"),
    path("<int:study>/check/<int:pk>/give-up/", checks.drop_view, name="check-drop"),
    path("<int:study>/check/<int:pk>/texts/", checks.mark_view, name="check-mark"),
    path("<int:study>/check/<int:pk>/apply/", checks.apply_view, name="check-apply"),
]
