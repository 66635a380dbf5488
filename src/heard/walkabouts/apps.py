from __future__ import annotations

from django.apps import AppConfig

DAY = 24 * 60 * 60


class WalkaboutsConfig(AppConfig):
    name = "heard.walkabouts"
    label = "walkabouts"

    def ready(self) -> None:
        """Give the background worker what comes round again."""
        from heard.notices.chores import Chore, chore_register  # noqa: PLC0415 - models first
        from heard.walkabouts.services.reminding import (  # noqa: PLC0415 - the same
            late_actions_remind,
            plans_extend,
        )

        chore_register(Chore("walkabouts", DAY, plans_extend))
        chore_register(Chore("walkabouts-late", DAY, late_actions_remind))
