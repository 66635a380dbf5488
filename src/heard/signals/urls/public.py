"""The address of what everybody may know of early warnings."""

from __future__ import annotations

from django.urls import path

from heard.signals.views import public

app_name = "early-warnings"
urlpatterns = [path("", public.summary_view, name="summary")]
