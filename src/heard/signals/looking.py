"""From counts to the list of one scan, and of many dates at once. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.analysis.warnings import budget_of, chosen, tracks, walk, without_loads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from heard.analysis.warnings import About, Found, Track, Warned
    from heard.analysis.warnings.scanning import Period
    from heard.signals.selectors.cells import History

EDITION = "2026.1"
SHOWN = 52  # periods of a series that a warning keeps, where there is room
FEWEST = 12
LEAST = 2  # concerns: a single one is a case, and no sign of more (danger is looked for apart)
SPARE = 4  # times as many are chosen as are listed, for those that are only one concern
MOST_KEPT = 3_000_000  # series times periods that are held at once


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of one date, each warning with how its series came to it."""

    period: date
    warned: tuple[Warned, ...]
    tracks: dict[tuple[str, About], Track]
    series: int


def look(history: History, *, per_week: int, back: int = 1) -> Iterator[Listed]:
    """The lists of the last `back` periods, oldest first.

    Of earlier periods the list is that of counts which all came in at once.
    """
    cells = history.cells
    size = len(cells.periods)
    if not size:
        return
    kept = max(FEWEST, min(SHOWN, MOST_KEPT // max(10 * len(cells.count), 1)))
    first = max(0, size - back - kept + 1)
    recent: deque[tuple[Found, ...]] = deque(maxlen=kept)
    found = walk(cells, by=_by(history), first=first, parents=history.parents, share=history.share)
    for at, one in enumerate(found, start=first):
        recent.append(one)
        if at < size - back:
            continue
        most = budget_of(per_week, _by(history))
        listed = chosen(one, cells.periods, most=SPARE * most, parents=history.parents)
        listed = without_loads(listed, cells, at)
        known = tracks(list(recent), listed, cells.periods)
        several = [
            each
            for each in listed
            if sum(point.observed for point in known[each.level, each.about].risen) >= LEAST
        ]
        yield Listed(
            period=cells.periods[at],
            warned=tuple(several[:most]),
            tracks=known,
            series=sum(len(each.series) for each in one),
        )


def together(one: Listed, other: Listed, *, most: int, same: Mapping[str, str]) -> Listed:
    """Two lists of one date as one: the most unusual first, and nothing told twice.

    Args:
        one: by category.
        other: by theme.
        most: how many warnings there may be.
        same: theme → the category of most of its concerns. Where that category is on the list for
            the same place and landlord, and at least half of what it counts is the theme's, the
            theme says nothing new.
    """
    listed = {(each.level, each.about): each for each in one.warned}

    def is_told(each: Warned) -> bool:
        category = same.get(each.category or "")
        about = each.about._replace(category=category)
        known = listed.get((each.level, about))
        return category is not None and known is not None and 2 * each.observed >= known.observed

    new = [each for each in other.warned if each.category and not is_told(each)]
    ranked = sorted([*one.warned, *new], key=lambda each: -(each.score or 0.0))
    return Listed(
        one.period, tuple(ranked[:most]), one.tracks | other.tracks, one.series + other.series
    )


def _by(history: History) -> Period:
    return "week" if history.by == "week" else "month"
