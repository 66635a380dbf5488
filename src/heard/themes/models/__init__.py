"""Studies, their texts and themes, quotes that were approved, and sample checks."""

from heard.themes.models.checks import Check, CheckText, Mark
from heard.themes.models.studies import Sorting, Source, Step, Study, Text, What
from heard.themes.models.themes import Quote, Theme

__all__ = [
    "Check",
    "CheckText",
    "Mark",
    "Quote",
    "Sorting",
    "Source",
    "Step",
    "Study",
    "Text",
    "Theme",
    "What",
]
