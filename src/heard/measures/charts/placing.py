"""Where labels go so that they cover neither each other nor what they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RINGS = (10.0, 20.0, 34.0, 52.0, 74.0, 100.0)
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_NEAR = _RINGS[0]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def outside(self, room: Box) -> float:
        """How far it sticks out of the room."""
        return (
            max(0.0, room.left - self.left)
            + max(0.0, self.right - room.right)
            + max(0.0, room.top - self.top)
            + max(0.0, self.bottom - room.bottom)
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands, and whether it is so far off that a line must lead to it."""

    box: Box
    leads: bool


def place_labels(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    room: Box,
    *,
    radius: float = 7,
) -> list[Placed]:
    """A place for each label: the nearest free one, or else the one that covers least.

    Args:
        anchors: x and y of each point named.
        sizes: width and height of each label.
        room: labels stay within it.
        radius: of the dots, which labels keep off.
    """
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in anchors]
    placed: list[Placed] = []
    for anchor, size in zip(anchors, sizes, strict=True):
        best, least = None, float("inf")
        for candidate in _candidates(anchor, size):
            cost = sum(map(candidate.box.shared, taken)) + 1e4 * candidate.box.outside(room)
            if cost < least:
                best, least = candidate, cost
            if not least:
                break
        chosen = best or Placed(Box(*anchor, *anchor), leads=False)
        taken.append(chosen.box)
        placed.append(chosen)
    return placed


def _candidates(anchor: tuple[float, float], size: tuple[float, float]) -> Iterator[Placed]:
    """Places about the anchor, nearest first, beside it before above it."""
    x, y = anchor
    width, height = size
    for ring in _RINGS:
        for across, down in _SIDES:
            reach = ring if not (across and down) else ring * 0.75
            left = x + across * reach - (width / 2 if not across else width if across < 0 else 0)
            top = y + down * reach - (height / 2 if not down else height if down < 0 else 0)
            box = Box(left, top, left + width, top + height)
            yield Placed(box, leads=ring > _NEAR)
