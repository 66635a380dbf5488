"""What a framework says differently from an earlier version of it, criterion by criterion.

Dimensions and criteria are known by their codes: one with another code is another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from re import findall
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from heard.reviews.models import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from heard.reviews.frameworks.document import CriterionText, DimensionText, FrameworkText

ALIKE = 0.5  # of two texts, from 0 to 1: below it they are shown whole, not word by word


class Part(StrEnum):
    """Which part of an entry says something else."""

    NAME = "name"
    ABOUT = "about"
    GOOD = "good"
    QUESTION = "question"
    WEIGHT = "weight"
    EVIDENCE = "evidence"
    LEVEL = "level"
    PLACE = "place"


class Kind(StrEnum):
    """Whether words stayed, were taken out or came in."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow each other and share a fate."""

    kind: Kind
    text: str

    @property
    def gap(self) -> str:
        """The space before its first word."""
        return self.text[: len(self.text) - len(self.text.lstrip())]


@dataclass(frozen=True, slots=True)
class Change:
    """One part that says something else. `level` is set where it is the words of a level."""

    part: Part
    old: str
    new: str
    level: int | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Old and new in one run of words."""
        return words_compare(self.old, self.new)

    @property
    def rewritten(self) -> bool:
        """Whether so little stayed that old and new are better read apart."""
        return not any(piece.kind is Kind.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Entry:
    """A dimension or criterion with what of it changed; none where it came or went whole."""

    code: str
    name: str
    dimension: str = ""  # the name of the dimension that a criterion stands in
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything in which a framework differs from an earlier version."""

    framework: tuple[Change, ...]
    dimensions_added: tuple[Entry, ...]
    dimensions_removed: tuple[Entry, ...]
    dimensions_changed: tuple[Entry, ...]
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    reordered: bool  # what stayed in its dimension stands in another order

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        entries = (
            *(self.framework, self.added, self.removed, self.changed),
            *(self.dimensions_added, self.dimensions_removed, self.dimensions_changed),
        )
        return not any(entries) and not self.reordered


def framework_compare(old: FrameworkText, new: FrameworkText) -> Comparison:
    """In what `new` differs from `old`, an earlier version of the same framework."""
    before = {part.code: part for part in old.dimensions}
    after = {part.code: part for part in new.dimensions}
    had = {one.code: (part, one) for part in old.dimensions for one in part.criteria}
    has = {one.code: (part, one) for part in new.dimensions for one in part.criteria}
    return Comparison(
        framework=_changes((Part.NAME, old.name, new.name), (Part.ABOUT, old.about, new.about)),
        dimensions_added=_entries(after, before, lambda code: Entry(code, after[code].name)),
        dimensions_removed=_entries(before, after, lambda code: Entry(code, before[code].name)),
        dimensions_changed=tuple(_dimensions_changed(before, after)),
        added=_entries(has, had, lambda code: _placed(*has[code])),
        removed=_entries(had, has, lambda code: _placed(*had[code])),
        changed=tuple(_criteria_changed(had, has)),
        reordered=_order(old, before, after, had, has) != _order(new, before, after, had, has),
    )


def words_compare(old: str, new: str) -> tuple[Piece, ...]:
    """What was taken out and what came in, word by word; whole where little stayed.

    Examples:
        >>> pieces = words_compare("They ask us once.", "They ask us.")
        >>> [f"{piece.kind}: {piece.text}" for piece in pieces]
        ['same: They ask', 'out:  us once.', 'in:  us.']
    """
    was, became = findall(r"\s*\S+|\s+", old), findall(r"\s*\S+|\s+", new)
    matcher = SequenceMatcher(None, was, became)
    if matcher.ratio() < ALIKE:
        whole = (Piece(Kind.OUT, old), Piece(Kind.IN, new))
        return tuple(piece for piece in whole if piece.text)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(Kind.SAME, "".join(was[i1:i2])))
            continue
        found.append(Piece(Kind.OUT, "".join(was[i1:i2])))
        found.append(Piece(Kind.IN, "".join(became[j1:j2])))
    return tuple(piece for piece in found if piece.text)


def evidence_words(kinds: Iterable[str]) -> str:
    """Kinds of evidence as people call them."""
    return capfirst(", ".join(EvidenceKind(kind).label.lower() for kind in kinds))


_Criteria = dict[str, "tuple[DimensionText, CriterionText]"]
_Dimensions = dict[str, "DimensionText"]


def _entries(
    of: _Criteria | _Dimensions,
    lacking_in: _Criteria | _Dimensions,
    told: Callable[[str], Entry],
) -> tuple[Entry, ...]:
    return tuple(told(code) for code in of if code not in lacking_in)


def _placed(part: DimensionText, one: CriterionText, *changes: Change) -> Entry:
    return Entry(one.code, one.name, part.name, changes)


def _dimensions_changed(before: _Dimensions, after: _Dimensions) -> Iterator[Entry]:
    for code, new in after.items():
        old = before.get(code, new)
        found = _changes((Part.NAME, old.name, new.name), (Part.ABOUT, old.about, new.about))
        if found:
            yield Entry(code, new.name, changes=found)


def _criteria_changed(had: _Criteria, has: _Criteria) -> Iterator[Entry]:
    for code, (new_part, new) in has.items():
        old_part, old = had.get(code, (new_part, new))
        found = _changes(
            (Part.NAME, old.name, new.name),
            (Part.GOOD, old.good, new.good),
            (Part.QUESTION, old.question, new.question),
            (Part.WEIGHT, f"{old.weight:f}", f"{new.weight:f}"),
            (Part.EVIDENCE, evidence_words(old.evidence), evidence_words(new.evidence)),
        )
        levels = zip(old.levels, new.levels, strict=True)
        found += tuple(
            Change(Part.LEVEL, was, became, level)
            for level, (was, became) in enumerate(levels)
            if was != became
        )
        if old_part.code != new_part.code:
            found += (Change(Part.PLACE, old_part.name, new_part.name),)
        if found:
            yield _placed(new_part, new, *found)


def _changes(*parts: tuple[Part, str, str]) -> tuple[Change, ...]:
    return tuple(Change(part, old, new) for part, old, new in parts if old != new)


def _order(
    of: FrameworkText, before: _Dimensions, after: _Dimensions, had: _Criteria, has: _Criteria
) -> list[tuple[str, list[str]]]:
    """Codes in their order, of what stands in the same dimension in both."""
    return [
        (
            part.code,
            [
                one.code
                for one in part.criteria
                if one.code in had
                and one.code in has
                and had[one.code][0].code == has[one.code][0].code
            ],
        )
        for part in of.dimensions
        if part.code in before and part.code in after
    ]
