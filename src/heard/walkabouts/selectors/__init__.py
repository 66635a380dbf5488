"""Reads of walkabouts, each for its reader."""

from heard.walkabouts.selectors.acting import (
    ActionsWanted,
    WaitingAction,
    action_get_for,
    action_list_for,
    actions_waiting_for,
)
from heard.walkabouts.selectors.estates import (
    EstateRow,
    estate_get_for,
    estate_list_for,
    estate_public,
    estate_public_list,
)
from heard.walkabouts.selectors.evidence import ObservationSeen, observations_for
from heard.walkabouts.selectors.figures import Rate, WalkaboutFigures, walkabout_figures
from heard.walkabouts.selectors.finding import (
    is_team,
    key_of,
    landlord_ids,
    may_run,
    observation_get_for,
    photo_get_for,
    photo_public,
    plan_get_for,
    scheme_get_for,
    walkabout_get_for,
    walkabout_public,
)
from heard.walkabouts.selectors.walking import WalkaboutsWanted, walkabout_list_for

__all__ = [
    "ActionsWanted",
    "EstateRow",
    "ObservationSeen",
    "Rate",
    "WaitingAction",
    "WalkaboutFigures",
    "WalkaboutsWanted",
    "action_get_for",
    "action_list_for",
    "actions_waiting_for",
    "estate_get_for",
    "estate_list_for",
    "estate_public",
    "estate_public_list",
    "is_team",
    "key_of",
    "landlord_ids",
    "may_run",
    "observation_get_for",
    "observations_for",
    "photo_get_for",
    "photo_public",
    "plan_get_for",
    "scheme_get_for",
    "walkabout_figures",
    "walkabout_get_for",
    "walkabout_list_for",
    "walkabout_public",
]
