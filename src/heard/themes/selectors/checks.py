"""What a sample check came to: how far two people agree, and how often the machine is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.analysis.themes.agreement import kappa, precision
from heard.themes.models import CheckText, Mark, Text, Theme
from heard.themes.roots import roots_of
from heard.themes.selectors.texts import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.accounts.models import User
    from heard.analysis.themes.agreement import Agreement
    from heard.themes.models import Check

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Read:
    """A text of the sample with the themes that it was given, as they stand today."""

    number: int
    text: int
    words: str
    machine: int | None
    first: int | None
    second: int | None


@dataclass(frozen=True, slots=True)
class Right:
    """How often the machine's theme is what both people gave, of the texts it gave that theme."""

    theme: Theme
    right: int
    base: int
    value: Agreement


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to. A figure that can't be worked out is None.

    `people` is how far the two agree (Cohen's kappa); `machine` how often the machine's theme is
    theirs, of the `known` texts on which they agree and whose machine's theme still is one; `parts`
    the same by theme.
    """

    numbers: frozenset[int]
    both: int
    agreed: int
    known: int
    people: Agreement | None
    machine: Agreement | None
    parts: tuple[Right, ...]
    apart: tuple[Read, ...]

    @property
    def size(self) -> int:
        """How many texts of the sample can be read."""
        return len(self.numbers)


def reads_of(check: Check) -> list[Read]:
    """The sample in order, with everything that it was given. Three queries."""
    roots = roots_of(list(Theme.objects.filter(study=check.study)))
    marks: dict[tuple[int, int | None], int | None] = {}
    for one in Mark.objects.filter(checked__check_of=check):
        marks[one.checked_id, one.by_id] = roots.get(one.theme_id)
    may = readable(Text.objects.filter(study=check.study))
    rows = CheckText.objects.filter(check_of=check, text__in=may).select_related("text__concern")
    return [
        Read(
            number=one.number,
            text=one.text_id,
            words=one.text.shown_words,
            machine=roots.get(one.machine_id) if one.machine_id else None,
            first=marks.get((one.pk, check.first_id)) if check.first_id else None,
            second=marks.get((one.pk, check.second_id)) if check.second_id else None,
        )
        for one in rows.order_by("number")
    ]


def own_marks(check: Check, user: User) -> dict[int, int]:
    """Number of a text → the theme that this person gave it."""
    rows = Mark.objects.filter(checked__check_of=check, by=user)
    return dict(rows.values_list("checked__number", "theme"))


def outcome_of(check: Check) -> Outcome:
    """What it came to so far."""
    reads = reads_of(check)
    both = [one for one in reads if one.first is not None and one.second is not None]
    agreed = [one for one in both if one.first == one.second]
    themes = {one.pk: one for one in Theme.objects.filter(study=check.study)}
    known = [one for one in agreed if one.machine is not None]
    parts = []
    for pk in sorted({one.machine for one in known if one.machine is not None}):
        right = [one.first == pk for one in known if one.machine == pk]
        parts.append(Right(themes[pk], sum(right), len(right), precision(right)))
    parts.sort(key=lambda one: (-one.base, one.theme.pk))
    return Outcome(
        numbers=frozenset(one.number for one in reads),
        both=len(both),
        agreed=len(agreed),
        known=len(known),
        people=_kappa(both),
        machine=precision([one.first == one.machine for one in known]) if known else None,
        parts=tuple(parts),
        apart=tuple(one for one in both if one.first != one.second),
    )


def _kappa(both: Sequence[Read]) -> Agreement | None:
    try:
        return kappa([one.first for one in both], [one.second for one in both])
    except ValueError:  # nothing yet, or both gave one theme to all
        return None


def agreed_of(check: Check) -> dict[int, list[int]]:
    """Theme → texts that both put there and the machine doesn't."""
    found: dict[int, list[int]] = {}
    now = dict(Text.objects.filter(study=check.study).values_list("pk", "theme"))
    for one in reads_of(check):
        if one.first is not None and one.first == one.second and now.get(one.text) != one.first:
            found.setdefault(one.first, []).append(one.text)
    return found
