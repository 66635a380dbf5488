from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "heard.notices"
    label = "notices"
