"""Schemes of grades: those that come with Heard, what makes one whole, and how numbers grade."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.walkabouts.errors import WalkaboutError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = "four-grades"  # what a landlord has that never chose
COUNTED = "counted"
FEWEST, MOST = 2, 8  # grades of a scheme


class Counted(Protocol):
    """A grade that holds up to so many issues; the last any number."""

    @property
    def most(self) -> int | None:
        """How many."""


G = TypeVar("G", bound=Counted)


@dataclass(frozen=True, slots=True)
class GradeSaid:
    """A grade as somebody words it."""

    word: str
    meaning: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class SchemeSaid:
    """A scheme as somebody words it, the best grade first."""

    name: str
    kind: str
    grades: tuple[GradeSaid, ...]
    worst_if: str = ""
    about: str = ""


@cache
def shipped_schemes() -> Mapping[str, SchemeSaid]:
    """The schemes that come with Heard, by code."""
    text = files("heard.walkabouts").joinpath("data/schemes.toml").read_text("utf-8")
    return {code: _said(row) for code, row in tomllib.loads(text).items()}


def shipped_scheme(code: str) -> SchemeSaid:
    """One of them.

    Raises:
        NotFoundError: there is none by this code.
    """
    found = shipped_schemes().get(code)
    if found is None:
        raise NotFoundError(_("There is no such scheme of grades."))
    return found


def scheme_check(said: SchemeSaid) -> None:
    """Make sure that every place can be given one grade of the scheme and no other.

    Raises:
        WalkaboutError: it lacks a name, has too few or too many grades, says a word twice, or its
            numbers leave a gap.
    """
    if not said.name:
        raise WalkaboutError(_("Give the scheme a name."), field="name")
    words = [grade.word.casefold() for grade in said.grades]
    if not FEWEST <= len(words) <= MOST:
        raise WalkaboutError(
            _("A scheme has %(fewest)d to %(most)d grades.") % {"fewest": FEWEST, "most": MOST},
            field="grades",
        )
    if len(set(words)) < len(words) or "" in words:
        raise WalkaboutError(_("Each grade needs a word of its own."), field="grades")
    if said.kind == COUNTED:
        _check_numbers([grade.most for grade in said.grades])


def grade_of_count(grades: Sequence[G], count: int) -> G:
    """The grade that so many issues give.

    Examples:
        >>> few, many = GradeSaid("Few", most=3), GradeSaid("Many")
        >>> grade_of_count([few, many], 3).word, grade_of_count([few, many], 4).word
        ('Few', 'Many')
    """
    return next((one for one in grades if one.most is None or count <= one.most), grades[-1])


def _check_numbers(most: Sequence[int | None]) -> None:
    *limits, last = most
    known = [limit for limit in limits if limit is not None]
    if last is not None or len(known) < len(limits) or known != sorted(set(known)):
        raise WalkaboutError(
            _(
                "Give each grade but the last the most issues that it holds, each more than the "
                "one before. The last holds any number above."
            ),
            field="grades",
        )


def _said(row: Mapping[str, Any]) -> SchemeSaid:
    grades = tuple(GradeSaid(**grade) for grade in row["grades"])
    return SchemeSaid(row["name"], row["kind"], grades, row["worst_if"], row["about"])
