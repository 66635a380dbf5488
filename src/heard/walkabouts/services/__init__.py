"""Writes of walkabouts: each atomic, in the log, and named for what it does."""

from heard.walkabouts.services.acting import (
    action_change,
    action_close,
    action_hide,
    action_reopen,
    action_show,
)
from heard.walkabouts.services.companions import companions_set
from heard.walkabouts.services.entering import (
    Seen,
    Todo,
    observation_record,
    observation_withdraw,
    walkabout_note_held,
)
from heard.walkabouts.services.photos import photo_add, photo_approve, photo_hide
from heard.walkabouts.services.planning import (
    Wanted,
    plan_end,
    walkabout_cancel,
    walkabout_move,
    walkabout_plan,
    walkabouts_repeat,
)
from heard.walkabouts.services.reminding import late_actions_remind, plans_extend
from heard.walkabouts.services.schemes import scheme_for, scheme_set
from heard.walkabouts.services.stops import stops_set
from heard.walkabouts.services.verdicts import verdict_say

__all__ = [
    "Seen",
    "Todo",
    "Wanted",
    "action_change",
    "action_close",
    "action_hide",
    "action_reopen",
    "action_show",
    "companions_set",
    "late_actions_remind",
    "observation_record",
    "observation_withdraw",
    "photo_add",
    "photo_approve",
    "photo_hide",
    "plan_end",
    "plans_extend",
    "scheme_for",
    "scheme_set",
    "stops_set",
    "verdict_say",
    "walkabout_cancel",
    "walkabout_move",
    "walkabout_note_held",
    "walkabout_plan",
    "walkabouts_repeat",
]
