"""Good practice: what landlords did, what each version said, who took it up and what came of it."""

from heard.practices.models.choices import Cost, Deed, Effect, Effort, Progress, Rung, Status
from heard.practices.models.practices import Move, Practice, Proof, Serves, Version
from heard.practices.models.spread import Adoption, Question, Step

__all__ = [
    "Adoption",
    "Cost",
    "Deed",
    "Effect",
    "Effort",
    "Move",
    "Practice",
    "Progress",
    "Proof",
    "Question",
    "Rung",
    "Serves",
    "Status",
    "Step",
    "Version",
]
