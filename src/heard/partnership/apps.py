from __future__ import annotations

from django.apps import AppConfig

HOUR = 60 * 60


class PartnershipConfig(AppConfig):
    name = "heard.partnership"
    label = "partnership"

    def ready(self) -> None:
        """Give the background worker what comes round again."""
        from heard.notices.chores import Chore, chore_register  # noqa: PLC0415 - models first
        from heard.partnership.selectors.meetings_sources import (  # noqa: PLC0415 - the same
            sources_register,
        )
        from heard.partnership.services.charters_telling import (  # noqa: PLC0415 - the same
            reports_remind,
        )
        from heard.partnership.services.meetings_reminding import (  # noqa: PLC0415 - the same
            groups_remind,
        )

        chore_register(Chore("commitments", HOUR, reports_remind))
        chore_register(Chore("working-groups", HOUR, groups_remind))
        sources_register()
