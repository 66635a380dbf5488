"""What warnings would have been worth: history played again as it was known at each date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from heard.analysis.intervals import share_interval
from heard.analysis.warnings.choosing import About, chosen
from heard.analysis.warnings.lateness import known_at, share_known
from heard.analysis.warnings.levels import PLACE, TOTAL
from heard.analysis.warnings.plain import plain_walk
from heard.analysis.warnings.scanning import PER_YEAR, scan, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from heard.analysis.cells import Cells
    from heard.analysis.intervals import Interval
    from heard.analysis.warnings.choosing import Warned
    from heard.analysis.warnings.lateness import Lateness
    from heard.analysis.warnings.scanning import Found, Period

OURS, PLAIN, NONE = "heard", "z-score", "none"
_WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is known to have happened; None where it was in all.

    `reference` is when it came out without warnings: the first complaint at stage 2, or the
    hazard.
    """

    place: str | None
    landlord: str | None
    category: str | None
    starts: date
    reference: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether and when a method told of a problem; `lead` is days before the reference date."""

    problem: Problem
    warned: date | None = None
    level: str | None = None
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one method would have done.

    `warnings` are all on the lists of all dates, `new` those that weren't on the list before.
    `false` are new ones that tell of none of the problems; None where no problem is known.
    """

    method: str
    warnings: int
    new: int
    a_week: float
    false: int | None
    false_a_week: float | None
    longest: int
    found: int
    of: int
    share: Interval | None
    lead: float | None
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """Results by method over so many dates, with at most `most` warnings on each date's list."""

    start: date
    end: date
    dates: int
    weeks: float
    most: int
    results: tuple[Result, ...]


def budget_of(per_week: float, by: Period) -> int:
    """How many warnings a list of one period may have.

    Examples:
        >>> (budget_of(3, "week"), budget_of(3, "month"))
        (3, 13)
    """
    return max(1, round(per_week * _WEEKS_A_YEAR / PER_YEAR[by])) if per_week > 0 else 0


def backtest(  # noqa: PLR0913 - one keyword for each thing that is known
    cells: Cells,
    *,
    by: Period,
    start: date,
    end: date,
    per_week: float,
    late: Lateness | None = None,
    parents: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    each: Callable[[int, int], object] | None = None,
) -> Backtest:
    """What would have been warned of from `start` to `end`, against a z-score and no warnings.

    At each date only what was known by then is looked at: later periods, and with `late` also
    what was entered later, don't exist yet. A warning tells of a problem if it is of its place and
    category, of its place in all, or of something wider in its category. It counts from the end
    of its period, when it could have been read.

    Args:
        cells: counts of the whole history.
        by: what the periods are.
        start: the first day; dates are the periods that end from then on.
        end: the last day.
        per_week: how many warnings can be followed up in a week.
        late: when counts were entered, where that is known.
        parents: the ward or estate of each place.
        problems: what is known to have happened.
        each: called with how many lists are made, and of how many; what it raises ends it all.

    Examples:
        >>> import numpy as np
        >>> from datetime import date
        >>> from heard.analysis.cells import Cells
        >>> months = tuple(date(2023 + m // 12, m % 12 + 1, 1) for m in range(24))
        >>> none = np.zeros(24, dtype=np.int64)
        >>> counts = np.array([3, 2] * 10 + [9, 11, 12, 10])
        >>> names = (("Elm House",), ("",), ("Damp",))
        >>> cells = Cells(none, none, none, np.arange(24), counts, *names, months)
        >>> damp = Problem("Elm House", None, "Damp", date(2024, 9, 1), date(2024, 12, 15))
        >>> told = backtest(cells, by="month", start=date(2024, 1, 1), end=date(2024, 12, 31),
        ...     per_week=1, problems=[damp])
        >>> [(one.method, one.found, one.lead) for one in told.results]
        [('heard', 1, 76), ('z-score', 1, 76), ('none', 0, None)]
    """
    ends = [_end(one, by) for one in cells.periods]
    dates = [at for at, day in enumerate(ends) if start <= day <= end]
    most = budget_of(per_week, by)
    lists: dict[str, dict[date, list[Warned]]] = {OURS: {}, PLAIN: {}}
    for method, listed in lists.items():
        for at, found in _replays(cells, dates, by=by, late=late, parents=parents, method=method):
            listed[ends[at]] = chosen(found, cells.periods, most=most, parents=parents)
            if each is not None:
                each(sum(len(one) for one in lists.values()), len(lists) * len(dates))
    weeks = len(dates) * _WEEKS_A_YEAR / PER_YEAR[by]
    results = [_result(name, one, problems, weeks, parents or {}) for name, one in lists.items()]
    results.append(_result(NONE, {}, problems, weeks, {}))
    return Backtest(start, end, len(dates), weeks, most, tuple(results))


def _end(first: date, by: Period) -> date:
    """The last day of a period."""
    if by == "week":
        return first + timedelta(days=6)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _replays(
    cells: Cells,
    dates: Sequence[int],
    *,
    by: Period,
    late: Lateness | None,
    parents: Mapping[str, str] | None,
    method: str,
) -> Iterator[tuple[int, tuple[Found, ...]]]:
    """What each date's scan found in what was known then."""
    if not dates:
        return
    if late is None:
        through = plain_walk if method == PLAIN else walk
        found = through(cells, by=by, first=dates[0], parents=parents)
        yield from zip(dates, found, strict=False)
        return
    for at in dates:
        known = known_at(cells, late, at)
        if method == PLAIN:
            yield at, next(plain_walk(known, by=by, first=at, parents=parents), ())
        else:
            share = share_known(cells, late, at)
            yield at, scan(known, by=by, parents=parents, share=share)


def _result(
    method: str,
    listed: Mapping[date, Sequence[Warned]],
    problems: Sequence[Problem],
    weeks: float,
    parents: Mapping[str, str],
) -> Result:
    outcomes = tuple(_outcome(one, listed, parents) for one in problems)
    new = _new(listed)
    false = sum(not any(_tells(one, day, p, parents) for p in problems) for day, one in new)
    found = sum(one.warned is not None for one in outcomes)
    leads = [one.lead for one in outcomes if one.lead is not None]
    count = sum(len(one) for one in listed.values())
    return Result(
        method=method,
        warnings=count,
        new=len(new),
        a_week=count / weeks if weeks else 0.0,
        false=false if problems else None,
        false_a_week=false / weeks if problems and weeks else None,
        longest=max((len(one) for one in listed.values()), default=0),
        found=found,
        of=len(problems),
        share=share_interval(found / len(problems), len(problems)) if problems else None,
        lead=median(leads) if leads else None,
        outcomes=outcomes,
    )


def _new(listed: Mapping[date, Sequence[Warned]]) -> list[tuple[date, Warned]]:
    """Warnings that weren't on the list of the date before."""
    found: list[tuple[date, Warned]] = []
    before = set[tuple[str, About]]()
    for day in sorted(listed):
        now = {(one.level, one.about) for one in listed[day]}
        found += [(day, one) for one in listed[day] if (one.level, one.about) not in before]
        before = now
    return found


def _outcome(
    problem: Problem, listed: Mapping[date, Sequence[Warned]], parents: Mapping[str, str]
) -> Outcome:
    for day in sorted(listed):
        for one in listed[day]:
            if _tells(one, day, problem, parents):
                lead = (problem.reference - day).days if problem.reference else None
                return Outcome(problem, day, one.level, lead)
    return Outcome(problem)


def _tells(one: Warned, day: date, problem: Problem, parents: Mapping[str, str]) -> bool:
    """Whether a warning is of a problem, and in time."""
    if day < problem.starts or (problem.reference is not None and day > problem.reference):
        return False
    if any(_of(about, problem) for about in one.parts):
        return True
    if one.level in (PLACE, f"{PLACE}-{TOTAL}"):
        return _of(one.about, problem)
    if one.category is None or one.category != problem.category:
        return False
    if one.landlord is not None:
        return problem.landlord in (None, one.landlord)
    return one.place is None or one.place in (problem.place, parents.get(problem.place or ""))


def _of(about: About, problem: Problem) -> bool:
    return (
        (problem.place is None or about.place == problem.place)
        and (problem.landlord is None or about.landlord in (None, problem.landlord))
        and (about.category is None or problem.category in (None, about.category))
    )
