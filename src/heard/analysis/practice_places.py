"""Which practice stands before which: by evidence and by spread, never by who likes it.

The points are ours and only order a list. Nobody is shown them: people are shown what they are made
of (how strong the evidence is, how many landlords took it up, what these report).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date

Status = Literal["considering", "trying", "adopted", "adapted", "stopped"]
Effect = Literal["", "better", "same", "worse", "too-early"]

RUNGS = (1, 2, 3, 4, 5)  # told, documented, before and after, compared, checked independently
MEASURED = 3
TAKEN_UP = frozenset({"adopted", "adapted"})


@dataclass(frozen=True, slots=True)
class Report:
    """What a landlord last said of a practice that another landlord did.

    Attributes:
        landlord: who says so, as it stands today.
        status: how far it has gone with it.
        effect: what it sees; empty where it has not begun.
        on: the day of which it tells.
        rung: how strong its evidence for the effect is, 1 to 5; None where it reports none.
    """

    landlord: Hashable
    status: Status
    effect: Effect
    on: date
    rung: int | None = None


@dataclass(frozen=True, slots=True)
class Practised:
    """A practice with what is known of it.

    Attributes:
        key: what it is known by.
        landlord: who did it, as it stands today.
        rung: how strong its own evidence is, 1 to 5.
        published_on: when it was first published.
        reports: what landlords said of it, of each the last.
    """

    key: str
    landlord: Hashable
    rung: int
    published_on: date
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a practice stands, and everything that it stands there for.

    Attributes:
        key: the practice.
        place: 1 for the first. As many as have the same points share a place.
        shared: whether another has the same points.
        rung: its own evidence.
        taken_up: other landlords that adopted or adapted it.
        trying: other landlords that try it.
        better: other landlords that report that things became better; `same`, `worse`, alike.
        stopped_worse: other landlords that stopped because things became worse.
    """

    key: str
    place: int
    shared: bool
    rung: int
    taken_up: int
    trying: int
    better: int
    same: int
    worse: int
    stopped_worse: int


def practice_points(practice: Practised) -> int:
    """What puts one practice before another: its rung, and what each other landlord adds to it.

    A landlord adds 1 by adopting or adapting it, 1 by reporting that things became better, and 1
    more if it measured that. That they became worse takes 1 away: from a landlord that stopped
    below nothing, from one that goes on not. Considering adds nothing. The landlord that did
    it adds nothing to its own; landlords that are one today count once, as of their last report.

    Examples:
        >>> from datetime import date
        >>> day = date(2026, 3, 2)
        >>> told = Practised("a", "Ash", 1, day)
        >>> practice_points(told)
        1
        >>> tried = Report("Elm", "adapted", "better", day, rung=3)
        >>> practice_points(Practised("a", "Ash", 1, day, (tried,)))
        4
    """
    return practice.rung + sum(_adds(report) for report in independent(practice))


def independent(practice: Practised) -> tuple[Report, ...]:
    """The last report of each landlord but the one that did it, in the order given."""
    last: dict[Hashable, Report] = {}
    for report in practice.reports:
        known = last.get(report.landlord)
        if report.landlord != practice.landlord and (known is None or report.on >= known.on):
            last[report.landlord] = report
    return tuple(last.values())


def practice_places(practices: Iterable[Practised]) -> tuple[Place, ...]:
    """Every practice in the order to show them in: most points first, of equals the newest.

    Args:
        practices: each once, its reports of each landlord the last.

    Returns:
        Places from the first to the last. Equal points share a place, as in a race.

    Examples:
        >>> from datetime import date
        >>> old, new = date(2025, 1, 6), date(2026, 1, 5)
        >>> places = practice_places(
        ...     [Practised("a", 1, 2, old), Practised("b", 2, 2, new), Practised("c", 3, 4, old)]
        ... )
        >>> [(one.key, one.place, one.shared) for one in places]
        [('c', 1, False), ('b', 2, True), ('a', 2, True)]
    """
    pointed = [(practice_points(practice), practice) for practice in practices]
    pointed.sort(key=lambda pair: (-pair[0], -pair[1].published_on.toordinal(), pair[1].key))
    totals = [points for points, _practice in pointed]
    first: dict[int, int] = {}
    for at, points in enumerate(totals, start=1):
        first.setdefault(points, at)
    return tuple(
        _place(practice, first[points], shared=totals.count(points) > 1)
        for points, practice in pointed
    )


def _adds(report: Report) -> int:
    spread = 1 if report.status in TAKEN_UP else 0
    if report.effect == "better":
        return spread + (2 if (report.rung or 0) >= MEASURED else 1)
    if report.effect == "worse":
        return -1 if report.status == "stopped" else 0
    return spread


def _place(practice: Practised, place: int, *, shared: bool) -> Place:
    reports = independent(practice)

    def saying(effect: Effect) -> int:
        return sum(report.effect == effect for report in reports)

    return Place(
        key=practice.key,
        place=place,
        shared=shared,
        rung=practice.rung,
        taken_up=sum(report.status in TAKEN_UP for report in reports),
        trying=sum(report.status == "trying" for report in reports),
        better=saying("better"),
        same=saying("same"),
        worse=saying("worse"),
        stopped_worse=sum(
            report.status == "stopped" and report.effect == "worse" for report in reports
        ),
    )
