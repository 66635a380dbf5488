"""Scans of the concerns, the warnings they found, and what was done about each."""

from heard.signals.models.runs import (
    MOST_PER_WEEK,
    By,
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
    "MOST_PER_WEEK",
    "By",
    "EarlyWarning",
    "KnownProblem",
    "RunStep",
    "Scan",
    "ScanWhy",
    "Sighting",
    "Trial",
    "WarningConcern",
    "WarningEvent",
    "Watch",
]
