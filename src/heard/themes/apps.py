from __future__ import annotations

from django.apps import AppConfig

MINUTE, HOUR = 60, 60 * 60


class ThemesConfig(AppConfig):
    name = "heard.themes"
    label = "themes"

    def ready(self) -> None:
        """Give the worker what comes round again."""
        from heard.notices.chores import Chore, chore_register  # noqa: PLC0415 - models first
        from heard.themes.services.sorting import (  # noqa: PLC0415
            sortings_resume,
            themes_follow,
        )

        chore_register(Chore("themes-follow", HOUR, themes_follow))
        chore_register(Chore("themes-resume", MINUTE, sortings_resume))
