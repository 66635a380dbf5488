"""Criteria by their codes: names from the latest version of each framework that has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.practices.catalogue import framework_code, practice_types
from heard.reviews.models import Criterion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Named:
    """A criterion as people read it."""

    framework: str
    code: str
    name: str
    dimension: str
    dimension_name: str
    is_current: bool = True


class Criteria:
    """Every criterion that any framework has or had, looked up once."""

    def __init__(self, rows: Iterable[Named]) -> None:
        self._rows = {(one.framework, one.code): one for one in rows}

    def named(self, framework: str, code: str) -> Named:
        """The criterion; one that no framework has is called by its code."""
        return self._rows.get((framework, code)) or _nameless(framework, code)

    def shipped(self, code: str) -> Named:
        """A criterion of the framework that ships, which types of practice name."""
        return self.named(framework_code(), code)

    def current(self) -> list[Named]:
        """Criteria of the latest version of each framework, in their order."""
        return [one for one in self._rows.values() if one.is_current]

    def codes_in(self, framework: str, dimension: str) -> frozenset[str]:
        """Codes of a dimension's criteria."""
        return frozenset(
            one.code
            for one in self._rows.values()
            if one.framework == framework and one.dimension == dimension
        )


def criteria_now() -> Criteria:
    """All criteria with the names that they have now, by one query.

    Before any framework is there, those that types of practice name, so that one can write.
    """
    return Criteria(list(_named()) or _shipped())


def _shipped() -> list[Named]:
    codes = sorted({code for kind in practice_types() for code in kind.criteria})
    return [_nameless(framework_code(), code, is_current=True) for code in codes]


def _nameless(framework: str, code: str, *, is_current: bool = False) -> Named:
    return Named(framework, code, code.replace("-", " ").capitalize(), "", "", is_current)


def _named() -> Iterator[Named]:
    rows = list(
        Criterion.objects.order_by(
            "dimension__framework__slug",
            "dimension__framework__version",
            "dimension__position",
            "position",
        ).values_list(
            "dimension__framework__slug",
            "dimension__framework__version",
            "code",
            "name",
            "dimension__code",
            "dimension__name",
        )
    )
    latest: dict[str, int] = {}
    for framework, version, *_rest in rows:
        latest[framework] = max(version, latest.get(framework, 0))
    for framework, version, code, name, dimension, dimension_name in rows:
        is_current = version == latest[framework]
        yield Named(framework, code, name, dimension, dimension_name, is_current)
