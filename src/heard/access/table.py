"""The one table of what each role may do. What it doesn't name, nobody may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from heard.access.roles import COUNCIL, LANDLORD, Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class Thing(StrEnum):
    """What a page, file or command is about."""

    PUBLIC_PAGES = "public pages"
    SIGN_IN = "signing in"
    ACCOUNT = "one's own account"
    PEOPLE = "people and their roles"
    LANDLORD_PEOPLE = "people of one's own landlord"
    REGISTER = "the register of landlords"
    MEASURES = "published measures"
    COMPONENTS = "page components"
    AUDIT = "the audit log"
    TEMPLATES = "the wording of messages"
    MESSAGES = "messages and their delivery"
    RAISING = "raising a concern"
    OWN_CONCERN = "one's own concern"
    RAISED_FOR_OTHERS = "concerns raised for others"
    CASEWORK = "all cases"
    RESTRICTED = "safeguarding and domestic-abuse flags"
    REFERRED_CASE = "cases referred to a ward councillor"
    LANDLORD_CASE = "cases shared with one's own landlord"
    FILES = "files by a signed address"
    PUBLISHED_REVIEW = "published reviews and the frameworks they followed"
    FRAMEWORK = "frameworks of criteria"
    REVIEW = "reviews under way"
    MODERATION = "moderation and publication of a review"
    SELF_ASSESSMENT = "one's own landlord's assessment"
    SEAT = "a resident's seat in a review or a round of verdicts"
    PUBLISHED_WALKABOUT = "what was seen on walkabouts"
    WALKABOUT = "walkabouts and their observations"
    WALKABOUT_PLAN = "the plan of walkabouts"
    PUBLISHED_PRACTICE = "published good practice"
    PRACTICE = "good practice in the making"
    PRACTICE_MODERATION = "moderation of good practice"
    TRACKER = "the public tracker of commitments"
    GROUP = "papers of the working group"
    GROUP_WORK = "running the working group"
    COMMITMENT_REPORT = "one's own landlord's commitments"
    VERDICT = "what representatives say of commitments"
    CALENDAR = "a calendar by its private address"
    WARNING = "early warnings"
    LANDLORD_WARNING = "early warnings shared with one's own landlord"
    THEMES = "themes in what residents say"
    LANDLORD_THEMES = "themes about one's own landlord"
    DESK = "everything that waits for one's own landlord"


class Action(StrEnum):
    """What is done with it."""

    READ = "read"
    CHANGE = "change"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may: these roles, and whether somebody who hasn't signed in may too."""

    roles: frozenset[Role]
    anyone: bool = False


EVERYONE = frozenset(Role)
ANYONE = Grant(EVERYONE, anyone=True)
SIGNED_IN = Grant(EVERYONE)
TEAM = Grant(frozenset({Role.CHAMPION, Role.OFFICER}))
ADMINISTRATOR = Grant(frozenset({Role.ADMINISTRATOR}))
FOR_OTHERS = Grant(frozenset({Role.REPRESENTATIVE, Role.COUNCILLOR}))
COUNCIL_STAFF = Grant(COUNCIL)
LANDLORD_STAFF = Grant(LANDLORD)
TEAM_AND_LANDLORDS = Grant(COUNCIL | LANDLORD)
# Ambassadors and ward councillors walk the estates too.
WALKERS = Grant(COUNCIL | LANDLORD | {Role.REPRESENTATIVE, Role.COUNCILLOR})
GROUP_PEOPLE = Grant(COUNCIL | LANDLORD | {Role.REPRESENTATIVE, Role.COUNCILLOR})

ALLOWED: Mapping[tuple[Thing, Action], Grant] = {
    (Thing.PUBLIC_PAGES, Action.READ): ANYONE,
    (Thing.SIGN_IN, Action.CHANGE): ANYONE,
    (Thing.ACCOUNT, Action.READ): SIGNED_IN,
    (Thing.ACCOUNT, Action.CHANGE): SIGNED_IN,
    (Thing.PEOPLE, Action.READ): ADMINISTRATOR,
    (Thing.PEOPLE, Action.CHANGE): ADMINISTRATOR,
    (Thing.LANDLORD_PEOPLE, Action.READ): Grant(frozenset({Role.LANDLORD_LEAD})),
    (Thing.LANDLORD_PEOPLE, Action.CHANGE): Grant(frozenset({Role.LANDLORD_LEAD})),
    (Thing.REGISTER, Action.READ): COUNCIL_STAFF,
    (Thing.REGISTER, Action.CHANGE): COUNCIL_STAFF,
    (Thing.REGISTER, Action.EXPORT): COUNCIL_STAFF,
    (Thing.MEASURES, Action.READ): COUNCIL_STAFF,
    (Thing.MEASURES, Action.CHANGE): COUNCIL_STAFF,
    (Thing.COMPONENTS, Action.READ): COUNCIL_STAFF,
    (Thing.AUDIT, Action.READ): Grant(frozenset({Role.AUDITOR})),
    (Thing.AUDIT, Action.EXPORT): Grant(frozenset({Role.AUDITOR})),
    (Thing.TEMPLATES, Action.READ): COUNCIL_STAFF,
    (Thing.TEMPLATES, Action.CHANGE): ADMINISTRATOR,
    (Thing.MESSAGES, Action.READ): COUNCIL_STAFF,
    (Thing.MESSAGES, Action.CHANGE): COUNCIL_STAFF,
    (Thing.RAISING, Action.CHANGE): ANYONE,
    # By a private link as well as by signing in; the selector finds only the reader's own.
    (Thing.OWN_CONCERN, Action.READ): ANYONE,
    (Thing.OWN_CONCERN, Action.CHANGE): ANYONE,
    (Thing.RAISED_FOR_OTHERS, Action.READ): FOR_OTHERS,
    (Thing.RAISED_FOR_OTHERS, Action.CHANGE): FOR_OTHERS,
    (Thing.CASEWORK, Action.READ): TEAM,
    (Thing.CASEWORK, Action.CHANGE): TEAM,
    (Thing.CASEWORK, Action.EXPORT): TEAM,
    # And, of officers, only those to whom an administrator gave it by name.
    (Thing.RESTRICTED, Action.READ): TEAM,
    (Thing.RESTRICTED, Action.CHANGE): TEAM,
    (Thing.REFERRED_CASE, Action.READ): Grant(frozenset({Role.COUNCILLOR})),
    (Thing.REFERRED_CASE, Action.CHANGE): Grant(frozenset({Role.COUNCILLOR})),
    (Thing.LANDLORD_CASE, Action.READ): LANDLORD_STAFF,
    (Thing.LANDLORD_CASE, Action.CHANGE): LANDLORD_STAFF,
    (Thing.LANDLORD_CASE, Action.EXPORT): LANDLORD_STAFF,
    # The address itself is the permission: signed, for one file, and gone in a minute.
    (Thing.FILES, Action.READ): ANYONE,
    (Thing.PUBLISHED_REVIEW, Action.READ): ANYONE,
    (Thing.PUBLISHED_REVIEW, Action.EXPORT): ANYONE,
    (Thing.PUBLISHED_REVIEW, Action.CHANGE): ANYONE,  # "I see that this was done"
    (Thing.FRAMEWORK, Action.READ): COUNCIL_STAFF,
    (Thing.FRAMEWORK, Action.CHANGE): COUNCIL_STAFF,
    (Thing.FRAMEWORK, Action.EXPORT): COUNCIL_STAFF,
    (Thing.REVIEW, Action.READ): COUNCIL_STAFF,
    (Thing.REVIEW, Action.CHANGE): TEAM,
    (Thing.REVIEW, Action.EXPORT): COUNCIL_STAFF,
    (Thing.MODERATION, Action.CHANGE): Grant(frozenset({Role.CHAMPION})),
    (Thing.SELF_ASSESSMENT, Action.READ): LANDLORD_STAFF,
    (Thing.SELF_ASSESSMENT, Action.CHANGE): LANDLORD_STAFF,
    (Thing.SELF_ASSESSMENT, Action.EXPORT): LANDLORD_STAFF,
    # The code on a resident's card is the permission; it opens that seat alone.
    (Thing.SEAT, Action.READ): ANYONE,
    (Thing.SEAT, Action.CHANGE): ANYONE,
    (Thing.PUBLISHED_WALKABOUT, Action.READ): ANYONE,
    (Thing.PUBLISHED_WALKABOUT, Action.CHANGE): ANYONE,  # "I have seen that this was done"
    (Thing.WALKABOUT, Action.READ): WALKERS,
    (Thing.WALKABOUT, Action.CHANGE): WALKERS,
    (Thing.WALKABOUT, Action.EXPORT): WALKERS,
    (Thing.WALKABOUT_PLAN, Action.CHANGE): TEAM_AND_LANDLORDS,
    (Thing.PUBLISHED_PRACTICE, Action.READ): ANYONE,
    (Thing.PUBLISHED_PRACTICE, Action.EXPORT): ANYONE,
    (Thing.PRACTICE, Action.READ): TEAM_AND_LANDLORDS,
    (Thing.PRACTICE, Action.CHANGE): TEAM_AND_LANDLORDS,
    (Thing.PRACTICE_MODERATION, Action.READ): TEAM,
    (Thing.PRACTICE_MODERATION, Action.CHANGE): TEAM,
    (Thing.TRACKER, Action.READ): ANYONE,
    (Thing.TRACKER, Action.EXPORT): ANYONE,
    (Thing.GROUP, Action.READ): GROUP_PEOPLE,
    (Thing.GROUP, Action.CHANGE): GROUP_PEOPLE,  # apologies, their own actions, their calendar
    (Thing.GROUP, Action.EXPORT): GROUP_PEOPLE,
    (Thing.GROUP_WORK, Action.READ): TEAM,
    (Thing.GROUP_WORK, Action.CHANGE): TEAM,
    (Thing.COMMITMENT_REPORT, Action.READ): LANDLORD_STAFF,
    (Thing.COMMITMENT_REPORT, Action.CHANGE): LANDLORD_STAFF,
    (Thing.VERDICT, Action.READ): Grant(frozenset({Role.REPRESENTATIVE})),
    (Thing.VERDICT, Action.CHANGE): Grant(frozenset({Role.REPRESENTATIVE})),
    # The address itself is the permission; it can be ended and made anew.
    (Thing.CALENDAR, Action.READ): ANYONE,
    (Thing.WARNING, Action.READ): TEAM,
    (Thing.WARNING, Action.CHANGE): TEAM,
    (Thing.LANDLORD_WARNING, Action.READ): LANDLORD_STAFF,
    (Thing.LANDLORD_WARNING, Action.CHANGE): LANDLORD_STAFF,
    (Thing.THEMES, Action.READ): TEAM,
    (Thing.THEMES, Action.CHANGE): TEAM,
    (Thing.THEMES, Action.EXPORT): TEAM,
    (Thing.LANDLORD_THEMES, Action.READ): LANDLORD_STAFF,
    (Thing.DESK, Action.READ): LANDLORD_STAFF,
    (Thing.DESK, Action.CHANGE): LANDLORD_STAFF,
}
