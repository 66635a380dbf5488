"""Scans of the concerns, the warnings they found, and what was done about each."""

from heard.signals.models.runs import (
    LIVE,
    MOST_PER_WEEK,
    By,
    Run,
    RunState,
    RunStep,
    Scan,
    ScanWhy,
    Trial,
    Watch,
)
from heard.signals.models.warnings import (
    EarlyWarning,
    KnownProblem,
    Sighting,
    WarningConcern,
    WarningEvent,
)

__all__ = [
    "LIVE",
    "MOST_PER_WEEK",
    "By",
    "EarlyWarning",
    "KnownProblem",
    "Run",
    "RunState",
    "RunStep",
    "Scan",
    "ScanWhy",
    "Sighting",
    "Trial",
    "WarningConcern",
    "WarningEvent",
    "Watch",
]
