from __future__ import annotations

from django.apps import AppConfig

MINUTE, HOUR = 60, 60 * 60


class SignalsConfig(AppConfig):
    name = "heard.signals"
    label = "signals"

    def ready(self) -> None:
        """Listen to new concerns; give the worker what comes round again, and Today its list."""
        from heard.concerns.listening import raised_listen, said_listen  # noqa: PLC0415 - models first
        from heard.concerns.pages.today import Source, today_source_register  # noqa: PLC0415
        from heard.notices.chores import Chore, chore_register  # noqa: PLC0415
        from heard.signals.pages.today import TITLE, today_gather  # noqa: PLC0415
        from heard.signals.services.dangers import raised_look, said_look  # noqa: PLC0415
        from heard.signals.services.scanning import scan_daily, scans_resume  # noqa: PLC0415
        from heard.signals.services.trying import trials_resume  # noqa: PLC0415

        raised_listen("danger", raised_look)
        said_listen("danger", said_look)
        chore_register(Chore("warnings", HOUR, scan_daily))
        chore_register(Chore("warnings-resume", MINUTE, scans_resume))
        chore_register(Chore("back-tests-resume", MINUTE, trials_resume))
        today_source_register(Source("warnings", TITLE, today_gather))
