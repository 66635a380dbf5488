"""Every address of Heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path

from heard import views
from heard.components.views import gallery_view

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home_view, name="home"),
    path("accessibility/", views.accessibility_view, name="accessibility"),
    path("healthz", views.health_view, name="health"),
    path("staff/", views.staff_view, name="staff"),
    path("staff/components/", gallery_view, name="gallery"),
    path("account/", include("heard.accounts.urls")),
    path("", include("heard.landlords.urls")),
    path("", include("heard.measures.urls")),
]
