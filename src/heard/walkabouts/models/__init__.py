"""What is kept of walkabouts: schemes of grades, plans, what was seen, what was done about it."""

from heard.walkabouts.models.actions import ActionStep, Channel, EstateAction, StepKind, Verdict
from heard.walkabouts.models.planning import Companion, Move, Plan, Stop, Walkabout
from heard.walkabouts.models.schemes import Grade, Scheme, SchemeKind
from heard.walkabouts.models.seen import Observation, Photo

__all__ = [
    "ActionStep",
    "Channel",
    "Companion",
    "EstateAction",
    "Grade",
    "Move",
    "Observation",
    "Photo",
    "Plan",
    "Scheme",
    "SchemeKind",
    "StepKind",
    "Stop",
    "Verdict",
    "Walkabout",
]
