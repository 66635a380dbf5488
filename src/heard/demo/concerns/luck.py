"""Chance for stories, in the words of stories: picks, odds, numbers of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from heard.demo.chance import stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")


class Luck:
    """Chance that belongs to one thing alone, the same in every demonstration of a seed."""

    def __init__(self, seed: int, *about: object) -> None:
        self._numbers = stream(seed, *about)

    def odds(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return bool(self._numbers.random() < share)

    def pick(self, among: Sequence[T]) -> T:
        """One of them, each as likely."""
        return among[int(self._numbers.random() * len(among))]

    def weighed(self, weights: Mapping[T, float]) -> T:
        """One of them, by weight."""
        left = self._numbers.random() * sum(weights.values())
        for one, weight in weights.items():
            left -= weight
            if left < 0:
                return one
        return one

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return low + int(self._numbers.random() * (high - low + 1))

    def some(self, among: Sequence[T], how_many: int) -> list[T]:
        """So many of them in a new order."""
        order = self._numbers.permutation(len(among))[:how_many]
        return [among[int(at)] for at in order]

    def count(self, expected: float) -> int:
        """How often something happens that happens so often on average."""
        return int(self._numbers.poisson(expected))

    def share(self) -> float:
        """Anything from 0 up to 1."""
        return float(self._numbers.random())
