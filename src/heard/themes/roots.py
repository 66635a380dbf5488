"""In which theme the texts of a merged, split or removed theme count. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.themes.models import Theme


def roots_of(themes: Iterable[Theme]) -> dict[int, int | None]:
    """Theme → the one that its texts count in.

    That is what it was merged into; "none" where it was removed; nothing where it was split, as
    others have its texts.
    """
    every = {one.pk: one for one in themes}
    none = next((one.pk for one in every.values() if one.is_none), None)

    def root(pk: int) -> int | None:
        one = every[pk]
        while one.merged_into_id is not None:
            one = every[one.merged_into_id]
        if one.split_at is not None:
            return None
        return none if one.removed_at is not None else one.pk

    return {pk: root(pk) for pk in every}
