"""Every address of Heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path

from heard import views
from heard.components.views import gallery_view
from heard.safety.answers import bad_request_view

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

handler400 = bad_request_view

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home_view, name="home"),
    path("accessibility/", views.accessibility_view, name="accessibility"),
    path("healthz", views.health_view, name="health"),
    path("staff/", views.staff_view, name="staff"),
    path("staff/components/", gallery_view, name="gallery"),
    path("account/", include("heard.accounts.urls")),
    path("account/", include("heard.accounts.factor_urls")),
    path("", include("heard.audit.urls")),
    path("", include("heard.notices.urls")),
    path("", include("heard.uploads.urls")),
    path("raise/", include("heard.concerns.urls.raising")),
    path("follow/", include("heard.concerns.urls.following")),
    path("cases/", include("heard.concerns.urls.casework")),
    path("landlord-cases/", include("heard.concerns.urls.workspace")),
    path("councillor/", include("heard.concerns.urls.councillors")),
    path("practices/", include("heard.practices.urls")),
    path("reviews/", include("heard.reviews.urls.public")),
    path("review-work/frameworks/", include("heard.reviews.urls.frameworks")),
    path("review-work/", include("heard.reviews.urls.team")),
    path("self-assessment/", include("heard.reviews.urls.landlord")),
    path("seat/", include("heard.reviews.urls.seat")),
    path("desk/", include("heard.desk.urls")),
    path("warnings/", include("heard.signals.urls.team")),
    path("landlord-warnings/", include("heard.signals.urls.landlord")),
    path("early-warnings/", include("heard.signals.urls.public")),
    path("themes/", include("heard.themes.urls.team")),
    path("landlord-themes/", include("heard.themes.urls.landlord")),
    path("what-residents-say/", include("heard.themes.urls.public")),
    path("walkabouts/", include("heard.walkabouts.urls")),
    path("tracker/", include("heard.partnership.urls.tracker")),
    path("group/", include("heard.partnership.urls.group")),
    path("charter-work/", include("heard.partnership.urls.charter")),
    path("our-commitments/", include("heard.partnership.urls.commitments")),
    path("", include("heard.landlords.urls")),
    path("", include("heard.measures.urls")),
]
