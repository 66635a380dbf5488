"""The clocks of the law and of the council: what is due when, by which rule, by what sum.

Values in, frozen results out; `now` and the calendar are given. docs/explanation/clocks.md says
how each sum is done and where each rule stands.
"""

from heard.analysis.clocks.clock import Clock
from heard.analysis.clocks.happenings import KINDS, Happening
from heard.analysis.clocks.lengths import Pause
from heard.analysis.clocks.reckoning import State
from heard.analysis.clocks.rules import (
    TENURES,
    Extension,
    Hazard,
    Limit,
    Rule,
    RulePack,
    Source,
)
from heard.analysis.clocks.run import clocks_run
from heard.analysis.clocks.step import Step
from heard.analysis.clocks.working_days import WorkingCalendar

__all__ = [
    "KINDS",
    "TENURES",
    "Clock",
    "Extension",
    "Happening",
    "Hazard",
    "Limit",
    "Pause",
    "Rule",
    "RulePack",
    "Source",
    "State",
    "Step",
    "WorkingCalendar",
    "clocks_run",
]
