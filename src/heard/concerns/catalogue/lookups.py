"""What holds on a day, and what answers tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from heard.concerns.catalogue.reading import (
    adjustments_read,
    categories_read,
    groups_read,
    hazards_read,
    languages_read,
    outcomes_read,
    referrals_read,
    refusals_read,
)
from heard.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from heard.concerns.catalogue.shapes import (
        Adjustment,
        Category,
        Group,
        Hazard,
        Language,
        Outcome,
        Referral,
        Refusal,
        Signal,
    )


class Coded(Protocol):
    """Something with a code."""

    @property
    def code(self) -> str:
        """What it is stored as."""


class Dated(Coded, Protocol):
    """Something that holds between two dates."""

    @property
    def valid_from(self) -> date:
        """Its first day."""

    @property
    def valid_to(self) -> date | None:
        """The first day on which it holds no longer."""


D = TypeVar("D", bound=Dated)
C = TypeVar("C", bound=Coded)


def _holding(every: Iterable[D], on: date) -> tuple[D, ...]:
    return tuple(
        one for one in every if one.valid_from <= on and (one.valid_to is None or on < one.valid_to)
    )


def _get(every: Iterable[C], code: str, what: str) -> C:
    for one in every:
        if one.code == code:
            return one
    raise NotFoundError(f"There is no {what} “{code}”.")


def categories(on: date) -> tuple[Category, ...]:
    """Categories to choose from on a day, in the order shown."""
    return _holding(categories_read(), on)


def category_get(code: str) -> Category:
    """A category by its code, whether or not it is still chosen.

    Raises:
        NotFoundError: there never was one.
    """
    return _get(categories_read(), code, "category")


def category_name(code: str) -> str:
    """What a category is called, in English; its code where there never was one."""
    try:
        return category_get(code).name
    except NotFoundError:
        return code


def groups(on: date) -> tuple[tuple[Group, tuple[Category, ...]], ...]:
    """Groups with their categories of a day, in the order shown; none without a category."""
    there = categories(on)
    pairs = ((group, tuple(one for one in there if one.group == group)) for group in groups_read())
    return tuple((group, inside) for group, inside in pairs if inside)


def hazards(on: date) -> tuple[Hazard, ...]:
    """The hazards of a day, in the order of the regulations."""
    return _holding(hazards_read(), on)


def hazard_get(code: str) -> Hazard:
    """A hazard by its code.

    Raises:
        NotFoundError: there never was one.
    """
    return _get(hazards_read(), code, "hazard")


def outcomes(on: date) -> tuple[Outcome, ...]:
    """The ways in which a concern can be closed on a day."""
    return _holding(outcomes_read(), on)


def outcome_get(code: str) -> Outcome:
    """An outcome by its code.

    Raises:
        NotFoundError: there never was one.
    """
    return _get(outcomes_read(), code, "outcome")


def refusals(on: date) -> tuple[Refusal, ...]:
    """The reasons for which something isn't taken up on a day."""
    return _holding(refusals_read(), on)


def refusal_get(code: str) -> Refusal:
    """A reason for not taking something up.

    Raises:
        NotFoundError: there never was one.
    """
    return _get(refusals_read(), code, "reason for refusing")


def referrals(on: date) -> tuple[Referral, ...]:
    """The reasons for which something is put to a landlord on a day."""
    return _holding(referrals_read(), on)


def referral_get(code: str) -> Referral:
    """A reason for putting something to a landlord.

    Raises:
        NotFoundError: there never was one.
    """
    return _get(referrals_read(), code, "reason for referring")


def languages() -> tuple[Language, ...]:
    """Languages to choose from: English, then by English name."""
    return languages_read()


def language_get(code: str) -> Language:
    """A language by its code.

    Raises:
        NotFoundError: it isn't one of those to choose from.
    """
    return _get(languages_read(), code, "language")


def adjustments() -> tuple[Adjustment, ...]:
    """Adjustments to choose from."""
    return adjustments_read()


def adjustment_get(code: str) -> Adjustment:
    """An adjustment by its code.

    Raises:
        NotFoundError: it isn't one of those to choose from.
    """
    return _get(adjustments_read(), code, "adjustment")


def signals_of(category: Category, answers: Mapping[str, str]) -> tuple[Signal, ...]:
    """What these answers tell of, emergencies first; nothing for answers nobody gave.

    Where one hazard is told of at both levels, the emergency alone is given.
    """
    told = [
        signal
        for question in category.questions
        for signal in question.signals
        if answers.get(question.code) == signal.answer
        and all(answers.get(code) == answer for code, answer in signal.also)
    ]
    urgent = {signal.hazard for signal in told if signal.level == "emergency"}
    kept = [one for one in told if one.level != "significant" or one.hazard not in urgent]
    return tuple(sorted(kept, key=lambda one: ("emergency", "significant", "").index(one.level)))
