from __future__ import annotations

from django.apps import AppConfig

HOUR = 60 * 60


class ConcernsConfig(AppConfig):
    name = "heard.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Give the background worker what comes round again."""
        from heard.concerns.services.drafting import draft_sweep  # noqa: PLC0415 - models first
        from heard.concerns.services.reminding import (  # noqa: PLC0415 - the same
            listened_ask,
            reminders_send,
        )
        from heard.notices.chores import Chore, chore_register  # noqa: PLC0415 - the same

        chore_register(Chore("reminders", HOUR, reminders_send))
        chore_register(Chore("listened", HOUR, listened_ask))
        chore_register(Chore("drafts", HOUR, draft_sweep))
