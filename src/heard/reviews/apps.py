from __future__ import annotations

from django.apps import AppConfig

HOUR = 60 * 60


class ReviewsConfig(AppConfig):
    name = "heard.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Give the background worker what comes round again."""
        from heard.notices.chores import Chore, chore_register  # noqa: PLC0415 - models first
        from heard.reviews.services.recommended import (  # noqa: PLC0415 - the same
            recommendations_remind,
        )
        from heard.reviews.services.reminding import reviews_remind  # noqa: PLC0415 - the same

        chore_register(Chore("reviews", HOUR, reviews_remind))
        chore_register(Chore("recommendations", HOUR, recommendations_remind))
