"""Who came after whom: pure walks over successions, so that no order of entry matters."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date


class Edge(NamedTuple):
    """One landlord came after another. `final`: the predecessor ended with it."""

    predecessor: int
    successor: int
    on: date
    whole: bool
    final: bool = True


def ancestors(edges: Iterable[Edge], of: int) -> set[int]:
    """Every landlord whose homes came to this one, in any number of steps; not itself."""
    before = defaultdict(list)
    for edge in edges:
        before[edge.successor].append(edge.predecessor)
    return _reach(before, of)


def descendants(edges: Iterable[Edge], of: int) -> set[int]:
    """Every landlord to which homes of this one went, in any number of steps; not itself."""
    after = defaultdict(list)
    for edge in edges:
        after[edge.predecessor].append(edge.successor)
    return _reach(after, of)


def closes_circle(edges: Collection[Edge], predecessor: int, successor: int) -> bool:
    """Whether this succession would make a landlord its own ancestor."""
    return predecessor == successor or successor in ancestors(edges, predecessor)


def today(edges: Iterable[Edge], of: int, on: date) -> int:
    """The landlord that stands for this one at a date: its last whole successor, or itself."""
    after: dict[int, Edge] = {}
    for edge in edges:
        if edge.whole and edge.on <= on:
            known = after.get(edge.predecessor)
            if known is None or (edge.on, edge.successor) > (known.on, known.successor):
                after[edge.predecessor] = edge
    seen = {of}
    while (step := after.get(of)) and step.successor not in seen:
        of = step.successor
        seen.add(of)
    return of


def _reach(steps: dict[int, list[int]], start: int) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        for other in steps.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found - {start}
