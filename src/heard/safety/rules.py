"""How often things may be done. Strict for a person, generous for an address that many share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EVERYONE = "everyone"


class Over(StrEnum):
    """What becomes of what is done more often than a rule has it."""

    WAIT = "wait"
    MODERATE = "moderate"  # it is taken, and looked at by a person before anything follows from it


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `most` times in any `seconds`, for each value of `key`."""

    key: str  # "person", "email", "address", a name that the page gives, or EVERYONE
    most: int
    seconds: int
    over: Over = Over.WAIT


# A community centre, a library or a mobile network shows one address for many people: 50 residents
# at a drop-in must all get through. So an address is moderated long before it is made to wait.
RULES: Mapping[str, tuple[Rule, ...]] = {
    "concern.raise": (
        Rule("person", 6, HOUR),
        Rule("email", 6, HOUR),
        Rule("address", 60, HOUR, Over.MODERATE),
        Rule("address", 600, HOUR),
        Rule(EVERYONE, 1_000, HOUR, Over.MODERATE),
        Rule(EVERYONE, 10_000, HOUR),
    ),
    "concern.add": (
        Rule("person", 30, HOUR),
        Rule("address", 300, HOUR, Over.MODERATE),
        Rule("address", 1_500, HOUR),
    ),
    "concern.find": (  # guessing a reference or a private link
        Rule("person", 20, HOUR),
        Rule("address", 200, HOUR),
    ),
    "concern.link": (  # sending private links again to an e-mail address
        Rule("email", 5, HOUR),
        Rule("person", 10, HOUR),
        Rule("address", 100, HOUR),
    ),
    "seat.find": (  # typing in or guessing the code of a resident's card
        Rule("person", 20, HOUR),
        Rule("address", 300, HOUR),
    ),
    "seat.answer": (
        Rule("person", 300, HOUR),  # one device may go round a whole meeting
        Rule("address", 6_000, HOUR),
    ),
    "file.send": (
        Rule("person", 40, HOUR),
        Rule("address", 600, HOUR),
        Rule(EVERYONE, 6_000, HOUR),
    ),
    "walkabout.verdict": (  # saying without an account that something on an estate was done, or not
        Rule("person", 30, HOUR),
        Rule("action", 3, DAY, Over.MODERATE),  # of one action, from one address
        Rule("address", 60, HOUR, Over.MODERATE),
        Rule("address", 600, HOUR),
    ),
    "review.verdict": (  # saying without an account that something a landlord promised was done
        Rule("person", 30, HOUR),
        Rule("action", 3, DAY, Over.MODERATE),  # of one action, from one address
        Rule("address", 60, HOUR, Over.MODERATE),
        Rule("address", 600, HOUR),
    ),
    "sign-in.try": (Rule("address", 600, HOUR),),  # typing in codes; each takes few tries itself
    "sign-in.code": (  # sending a code to an e-mail address
        Rule("email", 5, 15 * MINUTE),
        Rule("email", 20, DAY),
        Rule("address", 100, HOUR),
    ),
}
