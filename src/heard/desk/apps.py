from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "heard.desk"
    label = "desk"

    def ready(self) -> None:
        """Let the menu say how much waits."""
        from heard.components.context import COUNTS  # noqa: PLC0415 - models first
        from heard.desk.counting import count_for_menu  # noqa: PLC0415 - the same

        COUNTS["desk:desk"] = count_for_menu
