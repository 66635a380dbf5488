from __future__ import annotations

from django.apps import AppConfig


class LandlordsConfig(AppConfig):
    name = "heard.landlords"
    label = "landlords"
