"""Where in a TOML text a field stands, so that a fault can name its line."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[(\[?)\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"\s*([\w\-]+)\s*=")

Path = tuple[str | int, ...]


def lines_of(text: str) -> dict[Path, int]:
    """The line of each table and of each field in it: ("versions", 0, "rules", 2, "within") → 31.

    Knows the ways of writing that packs use; whatever else is valid TOML just has no line.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if table := _TABLE.match(line):
            here = _enter(table.group(2).split("."), counts, is_list=bool(table.group(1)))
            found.setdefault(here, number)
        elif key := _KEY.match(line):
            found.setdefault((*here, key.group(1)), number)
    return found


def _enter(names: list[str], counts: dict[Path, int], *, is_list: bool) -> Path:
    """The path of a table's header: the last of each list that it goes through."""
    path: Path = ()
    for place, name in enumerate(names):
        path = (*path, name)
        if is_list and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """The line of a field, or of the closest thing around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def spelled(path: Path) -> str:
    """A path as people read it: versions[1].rules[3].within, counted from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")
