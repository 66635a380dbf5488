"""Addresses of the measures' pages."""

from __future__ import annotations

from django.urls import path, register_converter

from heard.measures.views import boroughs, imports, landlords, measures, sources


class ExtensionConverter:
    """The formats that pages can be downloaded in."""

    regex = "csv|xlsx|json|pdf"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(ExtensionConverter, "extension")

app_name = "measures"
urlpatterns = [
    path("boroughs/", boroughs.borough_list_view, name="boroughs"),
    path("boroughs/<slug:slug>/", boroughs.borough_view, name="borough"),
    path(
        "boroughs/<slug:slug>/engagement.<extension:extension>",
        boroughs.borough_download_view,
        name="borough-download",
    ),
    path("boroughs/<slug:slug>/<str:code>.svg", boroughs.borough_chart_view, name="borough-chart"),
    path("measures/", measures.measure_list_view, name="list"),
    path("measures/<str:code>/", measures.measure_view, name="measure"),
    path("measures/<str:code>/funnel.svg", measures.funnel_view, name="funnel"),
    path(
        "measures/<str:code>/landlords.<extension:extension>",
        measures.measure_download_view,
        name="measure-download",
    ),
    path("landlords/<slug:slug>/profile.svg", landlords.profile_view, name="profile"),
    path(
        "landlords/<slug:slug>/measures.<extension:extension>",
        landlords.landlord_download_view,
        name="landlord-download",
    ),
    path("figures/<int:pk>/", landlords.trace_view, name="trace"),
    path("sources/", sources.sources_view, name="sources"),
    path("sources/methods/", sources.methods_view, name="methods"),
    path("sources/<int:pk>/", sources.workbook_view, name="workbook"),
    path("staff/workbooks/", imports.import_list_view, name="imports"),
    path("staff/workbooks/new/", imports.import_create_view, name="import-create"),
    path("staff/workbooks/imports/<int:pk>/", imports.import_view, name="import"),
]
