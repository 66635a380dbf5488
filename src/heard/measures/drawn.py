"""Drawings kept in the process: the same values always give the same picture.

A page needs a chart's title, words and size, and its picture is asked for a moment later.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from heard.measures.charts import Chart

KEPT = 256  # about 20 kB each


def drawn(draw: Callable[..., Chart], points: Sequence[Hashable], **options: Hashable) -> Chart:
    """The chart that `draw` makes of these values, drawn now or before."""
    return _drawn(draw, tuple(points), tuple(options.items()), get_language())


@lru_cache(maxsize=KEPT)
def _drawn(
    draw: Callable[..., Chart],
    points: tuple[Hashable, ...],
    options: tuple[tuple[str, Any], ...],
    language: str | None,  # noqa: ARG001 - a chart's words are in the reader's language
) -> Chart:
    return draw(points, **dict(options))
