"""Addresses of raising a concern."""

from __future__ import annotations

from django.urls import path

from heard.concerns.views import raising, raising_photos, raising_send

app_name = "raise"
urlpatterns = [
    path("", raising.start_view, name="start"),
    path("what/all/", raising.all_view, name="all"),
    path("photos/", raising_photos.photos_view, name="photos"),
    path("photos/<slug:file>/", raising_photos.photo_view, name="photo"),
    path("photos/<slug:file>/remove/", raising_photos.photo_remove_view, name="photo-remove"),
    path("check/", raising_send.check_view, name="check"),
    path("sent/<slug:reference>/", raising_send.receipt_view, name="receipt"),
    path("sent/<slug:reference>/qr.svg", raising_send.qr_view, name="qr"),
    path("<slug:step>/", raising.step_view, name="step"),
]
