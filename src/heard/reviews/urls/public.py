"""Addresses of published reviews."""

from __future__ import annotations

from django.urls import path

from heard.reviews.views import frameworks, public, published_findings, results

app_name = "reviews"
_LANDLORD = "landlords/<slug:landlord>/"
urlpatterns = [
    path("", public.list_view, name="list"),
    path("how-results-are-worked-out/", results.scoring_view, name="scoring"),
    path("framework-files/", frameworks.format_view, name="framework-format"),
    path("framework-files/framework.schema.json", frameworks.schema_view, name="framework-schema"),
    path(_LANDLORD, published_findings.landlord_view, name="landlord-findings"),
    path(
        f"{_LANDLORD}<str:what>.<str:extension>",
        published_findings.landlord_download_view,
        name="landlord-findings-download",
    ),
    path("actions/<uuid:key>/", published_findings.say_view, name="action-say"),
    path("<slug:reference>/findings/", published_findings.review_view, name="findings"),
    path(
        "<slug:reference>/findings/<str:what>.<str:extension>",
        published_findings.download_view,
        name="findings-download",
    ),
    path("<slug:reference>/", public.review_view, name="review"),
    path("<slug:reference>/results/", results.results_view, name="results"),
    path(
        "<slug:reference>/results.<str:extension>",
        results.results_download_view,
        name="results-download",
    ),
    path("<slug:reference>/results/chart.svg", results.results_chart_view, name="results-chart"),
    path("<slug:reference>/results/<slug:landlord>/", results.result_view, name="result"),
    path(
        "<slug:reference>/results/<slug:landlord>/chart.svg",
        results.result_chart_view,
        name="result-chart",
    ),
]
