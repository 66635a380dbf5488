"""Scores read in bulk, as numbers, and worked out once for as long as nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.ratings import Question, Sheet, panels_from, score, shown
from heard.reviews.models import Score, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from heard.analysis.ratings import Result, Scores
    from heard.reviews.models import Review, Subject
    from heard.reviews.selectors.results import Asked

KEPT = 8  # reviews; of 300 landlords each takes about 10 MB, and 2 as others than the team see it
# Whose word counts on whether a criterion applies and what isn't evidenced: the last that spoke.
_AUTHORITY = (Source.SELF, Source.OFFICERS, Source.MODERATED)


@dataclass(frozen=True, eq=False)  # without slots, for what is worked out when first asked for
class Worked:
    """A review worked out, landlords in the order of its subjects.

    `standings` is what counts of each landlord on each criterion, by the Champion, else by
    officers, else by itself; "" where nobody said anything.
    """

    criteria: tuple[Question, ...]
    scores: Scores
    standings: tuple[tuple[str, ...], ...]

    @cached_property
    def public(self) -> Scores:
        """The scores as others than the team may see them."""
        return shown(self.scores, self.criteria)

    @cached_property
    def unplaced(self) -> Scores:
        """The same without places among others, whose results aren't published yet."""

        def alone(found: tuple[Result, ...]) -> tuple[Result, ...]:
            return tuple(replace(one, places=None) for one in found)

        public = self.public
        dimensions = {code: alone(found) for code, found in public.dimensions.items()}
        return replace(
            public, overall=alone(public.overall), dimensions=dimensions, sensitivity=None
        )


class _Sat(NamedTuple):
    """What of a landlord bears on the scores."""

    pk: int
    sent_in: bool
    left: bool


def worked_out(review: Review, subjects: Sequence[Subject], criteria: Sequence[Asked]) -> Worked:
    """The review's scores, from the process's own keep where nothing has changed since."""
    sat = tuple(_Sat(one.pk, one.self_submitted_at is not None, one.has_left) for one in subjects)
    return _worked(str(review.key), _mark(review), sat, tuple(criteria))


def _mark(review: Review) -> tuple[object, ...]:
    """Something that changes whenever a score does. A published review never changes.

    Until then every change is a new row, also where it supersedes another, and none is ever
    deleted: so how many there are tells, and an index answers that without reading a row.
    """
    if review.is_published:
        return (review.published_at,)
    return (Score.objects.filter(subject__review=review).count(),)


@lru_cache(maxsize=KEPT)
def _worked(
    key: str,  # noqa: ARG001 - with the mark it says which scores these are
    mark: tuple[object, ...],  # noqa: ARG001
    sat: tuple[_Sat, ...],
    criteria: tuple[Asked, ...],
) -> Worked:
    places = {one.pk: place for place, one in enumerate(sat)}
    columns = {one.pk: place for place, one in enumerate(criteria)}
    shape = (len(sat), len(criteria))
    levels = {source: np.full(shape, np.nan) for source in _AUTHORITY}
    standings = [[""] * shape[1] for _row in sat]
    current = Score.objects.filter(subject__in=list(places), superseded_at=None).order_by()
    said = current.exclude(source=Source.RESIDENTS).values_list(
        "subject_id", "criterion_id", "source", "standing", "level"
    )
    for subject, criterion, source, standing, level in sorted(said, key=_authority):
        row, column = places[subject], columns[criterion]
        if source == Source.SELF and not sat[row].sent_in:
            continue  # a draft
        levels[Source(source)][row, column] = np.nan if level is None else level
        standings[row][column] = standing
    found = current.filter(source=Source.RESIDENTS, standing=Standing.SCORED)
    rated = _numbers(found.values_list("subject_id", "criterion_id", "seat_id", "level"))
    applies = np.array(
        [[one != Standing.NOT_APPLICABLE for one in row] for row in standings], dtype=np.bool_
    ).reshape(shape)
    sheet = Sheet(
        criteria=tuple(Question(one.code, one.dimension, one.weight) for one in criteria),
        panels=panels_from(
            _placed(rated[:, 0], places),
            _placed(rated[:, 1], columns),
            rated[:, 2],
            rated[:, 3].astype(np.float64),
            shape=shape,
        ),
        own=levels[Source.SELF],
        officers=levels[Source.OFFICERS],
        moderated=levels[Source.MODERATED],
        applies=applies,
        placed=np.array([not one.left for one in sat], dtype=np.bool_),
    )
    return Worked(sheet.criteria, score(sheet), tuple(map(tuple, standings)))


def _authority(row: tuple[int, int, str, str, int | None]) -> int:
    return _AUTHORITY.index(Source(row[2]))


def _numbers(rows: Iterable[tuple[int | None, ...]]) -> npt.NDArray[np.int64]:
    found = list(rows)
    return np.array(found, dtype=np.int64).reshape(len(found), 4)


def _placed(keys: npt.NDArray[np.int64], places: dict[int, int]) -> npt.NDArray[np.int64]:
    """Where each key stands."""
    names, at = np.unique(keys, return_inverse=True)
    known = np.array([places[name] for name in names.tolist()], dtype=np.int64)
    return known[at] if len(names) else names
