"""Addresses of messages and their wording."""

from __future__ import annotations

from django.urls import path

from heard.notices.views import messages, wordings

app_name = "notices"
_STAFF = "staff/messages/"
_WORDS = f"{_STAFF}wording/"

urlpatterns = [
    path(_STAFF, messages.list_view, name="list"),
    path(f"{_STAFF}retry/", messages.retry_many_view, name="retry-many"),
    path(f"{_STAFF}<int:pk>/", messages.detail_view, name="detail"),
    path(f"{_STAFF}<int:pk>/told/", messages.told_view, name="told"),
    path(f"{_STAFF}<int:pk>/<slug:deed>/", messages.deed_view, name="deed"),
    path(f"{_STAFF}quiet-hours/", wordings.quiet_view, name="quiet"),
    path(_WORDS, wordings.list_view, name="wordings"),
    path(f"{_WORDS}<str:code>/", wordings.wording_view, name="wording"),
    path(f"{_WORDS}<str:code>/edit/", wordings.edit_view, name="edit"),
    path(f"{_WORDS}<str:code>/reset/", wordings.reset_view, name="reset"),
    path(f"{_WORDS}<str:code>/versions/<int:version>/", wordings.version_view, name="version"),
    path(
        f"{_WORDS}<str:code>/versions/<int:version>/restore/",
        wordings.restore_view,
        name="restore",
    ),
]
