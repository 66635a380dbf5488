"""Every line that a clock may say. Plain English; each can be translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.analysis.clocks.words import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Mapping

HAPPENED: Mapping[str, str] = {
    "raised": _("The concern was raised with the council on %(day)s."),
    "council-acknowledged": _("The council told the resident that it has the concern on %(day)s."),
    "checked": _("The council checked the concern on %(day)s."),
    "referred": _("The council sent the concern to the landlord on %(day)s."),
    "landlord-aware": _("The landlord knew of it on %(day)s."),
    "complaint": _("The landlord received the complaint on %(day)s."),
    "complaint-acknowledged": _("The landlord acknowledged the complaint on %(day)s."),
    "complaint-answered": _("The landlord answered the complaint on %(day)s."),
    "escalated": _("The resident asked for stage 2 on %(day)s."),
    "escalation-acknowledged": _("The landlord acknowledged stage 2 on %(day)s."),
    "escalation-answered": _("The landlord gave its final answer on %(day)s."),
    "hazard-emergency": _("An emergency hazard was recorded on %(day)s."),
    "hazard-significant": _("A significant hazard was recorded on %(day)s."),
    "investigated": _("The landlord finished its investigation on %(day)s."),
    "summary-given": _("The landlord gave the resident its findings in writing on %(day)s."),
    "made-safe": _("The landlord made the home safe on %(day)s."),
    "moved-out": _("Everybody who lives there moved out on %(day)s."),
    "consent-refused": _("Somebody whose consent the work needs refused it on %(day)s."),
    "no-hazard": _("The investigation found no such hazard on %(day)s."),
    "works-begun": _("Work to stop it coming back began, or steps to begin it, on %(day)s."),
    "works-started": _("Work to stop it coming back physically started on %(day)s."),
    "works-done": _("All work was finished on %(day)s."),
    "landlord-answered": _("The landlord answered the council on %(day)s."),
    "resident-told": _("The council told the resident the outcome on %(day)s."),
    "not-fixed": _("The resident said on %(day)s that it isn't fixed."),
    "reopened": _("The concern was opened again on %(day)s."),
    "closed": _("The concern was closed on %(day)s."),
    "extended": _("The deadline was put off on %(day)s."),
    "paused": _("The clock was paused on %(day)s."),
    "resumed": _("The clock went on again on %(day)s."),
    "lapsed": _("The duty was recorded as ended on %(day)s."),
    "withdrawn": _("The resident withdrew it on %(day)s."),
    "retracted": _("An entry was taken back on %(day)s."),
}
TENURES: Mapping[str, str] = {
    "social-tenancy": _("a social tenancy"),
    "shared-ownership": _("shared ownership"),
    "leasehold": _("a leasehold home"),
    "licence": _("a licence"),
    "private-tenancy": _("a private tenancy"),
    "freehold": _("a freehold home"),
    "other": _("something else"),
}

ENTERED = _("Heard learnt of this on %(day)s. The clock counts from when it happened.")
WAITING = _(
    "Not done yet: “%(step)s”. Its last day is %(day)s, so for now the count starts from there."
)
DAY_NOUGHT = _("%(day)s is day 0. The first working day after it is day 1.")
WEEKENDS = _("Saturdays and Sundays are left out.")
HOLIDAYS = _("Left out: Saturdays, Sundays and the bank holidays %(days)s.")
PAUSED = _("Paused from %(since)s: days up to %(until)s, when it went on, are left out.")
PAUSED_STILL = _("Paused since %(since)s. The date shown holds if the clock goes on today.")
PAUSED_HOURS = _("Paused from %(since)s to %(until)s, which is left out.")
PAUSED_STILL_HOURS = _("Paused since %(since)s. The time shown holds if the clock goes on now.")
DUE_WORKING_DAY = _("Working day %(n)d is %(day)s: due by the end of that day.")
DUE_LATER = _("%(length)s later: due by %(day)s.")
EXTENDED = _("On %(day)s the landlord took %(length)s more.")
EXTENDED_WHY = _("On %(day)s the landlord took %(length)s more: “%(why)s”.")
UNANNOUNCED = _("Bank holidays after %(day)s aren't announced yet, so this date may move.")
LAPSED = _("The duty ended then, before the deadline.")
IN_TIME = _("That was in time.")
TOO_LATE = _("That was after the deadline.")
TOO_LATE_BY = _("That was %(length)s too late.")
OVERDUE = _("Overdue: the deadline has passed.")
OVERDUE_BY = _("Overdue by %(length)s.")
LEFT = _("%(length)s left.")
LEFT_PAUSED = _("%(length)s left, once the clock goes on.")
LAST_DAY = _("Today is the last day.")
NEARLY = _("No whole one is left.")

IF_TENURE = _("If the home is %(tenures)s.")
IF_HAZARD = _("If the hazard is one of: %(hazards)s.")

STEP_LATE = _(
    "“%(step)s” was due by %(day)s and came later. Had it come by then, this would have been "
    "due by %(due)s."
)
REFUSED: Mapping[str, str] = {
    "not-allowed": _("More time was recorded on %(day)s. This rule doesn't allow it."),
    "too-late": _(
        "More time was recorded on %(day)s, after the deadline. It has to be told before, so the "
        "deadline stays."
    ),
    "too-often": _(
        "More time was recorded again on %(day)s. This rule allows no more, so the deadline stays."
    ),
    "no-length": _("More time was recorded on %(day)s without how much, so the deadline stays."),
}
TOO_LONG = _(
    "On %(day)s the landlord took %(asked)s more. The most is %(most)s in all, and the deadline "
    "is shown so. It may take longer only with a good reason."
)
NO_REASON = _("No reason is recorded for the extra time of %(day)s. The resident must be told one.")
NO_PAUSE = _("A pause was recorded on %(day)s. This rule knows no pauses, so the clock went on.")
LAPSE_LATE = _("What happened on %(day)s would have ended the duty, but the deadline had passed.")
ENTERED_LATE = _("Heard learnt of this on %(day)s, when the deadline had already passed.")
