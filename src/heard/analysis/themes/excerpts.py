"""Parts of a text that may be shown: verbatim, or not at all."""

from __future__ import annotations

from itertools import pairwise

GAP = "[…]"
"""What stands where words were left out."""


def excerpt(source: str, pieces: tuple[tuple[int, int], ...]) -> str:
    """The pieces of a text in order, with `GAP` where something is left out.

    Args:
        source: the whole text.
        pieces: first and last+1 character of each; none for all of it.

    Examples:
        >>> excerpt("Mould in my son Ali's room again.", ((0, 15), (27, 33)))
        'Mould in my son […] again.'
    """
    if not pieces:
        return source
    parts = [GAP] if source[: pieces[0][0]].strip() else []
    for number, (start, end) in enumerate(pieces):
        if number:
            parts.append(GAP)
        parts.append(source[start:end].strip())
    if source[pieces[-1][1] :].strip():
        parts.append(GAP)
    return " ".join(parts)


def pieces_of(source: str, shown: str) -> tuple[tuple[int, int], ...]:
    """Which pieces of a text are shown, so that they can be kept without its words.

    Args:
        source: the whole text.
        shown: the same, with `GAP` (or "[...]", or "…" where the text has none) wherever words were
            taken out. Spaces and line breaks count alike.

    Raises:
        ValueError: something is shown that doesn't stand in the text, or not in that order, or
            that is a part of a word: "happy" isn't what "unhappy" says.

    Examples:
        >>> pieces_of("The lift broke. My son Ali cried.", "The lift broke. […] cried.")
        ((0, 15), (27, 33))
    """
    words, where = _squeezed(source)
    if " ".join(shown.split()) == words and words:
        return ()
    wanted = shown.replace("[...]", GAP)
    if "…" not in source:
        wanted = wanted.replace("…", GAP).replace(f"[{GAP}]", GAP)
    parts = [" ".join(part.split()) for part in wanted.split(GAP)]
    parts = [part for part in parts if part]
    if not parts:
        raise ValueError("Nothing of it is shown.")
    found: list[tuple[int, int]] = []
    at = 0
    for part in parts:
        start = _whole(words, part, at)
        at = start + len(part)
        found.append((where[start], where[at - 1] + 1))
    if found == [(where[0], where[-1] + 1)]:
        return ()
    return tuple(_joined(found))


def _whole(words: str, part: str, at: int) -> int:
    """Where a part begins that cuts no word in two, from a place on."""
    start = words.find(part, at)
    while start >= 0:
        end = start + len(part)
        if not _within(words, start) and not _within(words, end):
            return start
        start = words.find(part, start + 1)
    raise ValueError(part)


def _within(words: str, place: int) -> bool:
    """Whether a place is within a word."""
    return 0 < place < len(words) and words[place - 1].isalnum() and words[place].isalnum()


def _squeezed(source: str) -> tuple[str, list[int]]:
    """A text with single spaces, and where each of its characters stands in the source."""
    kept: list[str] = []
    where: list[int] = []
    for at, letter in enumerate(source):
        space = letter.isspace()
        if space and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if space else letter)
        where.append(at)
    if kept and kept[-1] == " ":
        kept.pop()
        where.pop()
    return "".join(kept), where


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, those that touch as one."""
    joined = pieces[:1]
    for (_start, _end), (start, end) in pairwise(pieces):
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
