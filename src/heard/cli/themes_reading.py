"""Texts of a file, and themes that were given."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.analysis.themes import NONE, GivenTheme
from heard.analysis.themes.codebook import in_order
from heard.cli.telling import tell_faults
from heard.engines.faults import (
    BROKEN,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST,
    SHAPE,
    RowFaults,
    kind_of,
    row_fault,
)
from heard.engines.rows import rows_of
from heard.engines.sources import source_of
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Mapping

    from heard.engines.faults import Kind, RowFault

_LONGEST = {"id": LONGEST_NAME, "text": LONGEST_TEXT}
_MEND = 'Write {"themes": [{"id": "damp", "name": "Damp and mould", "examples": ["…"]}]}.'


@dataclass(slots=True)
class Texts:
    """Texts that count with their ids, and how many rows were at fault."""

    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rows: int = 0
    at_fault: int = 0


def texts_of(args: Namespace) -> Texts:
    """The texts of the file named, with rows at fault told on standard error.

    Raises:
        BadInputError: the file can't be read, or `--strict` and a row is at fault.
    """
    source = source_of(args.file)
    columns = ({"id": args.id} if args.id else {}) | {"text": args.text}
    found, seen = Texts(), set[str]()
    faults: list[RowFault] = []
    counts: Counter[str] = Counter()
    with rows_of(source, columns) as table:
        for number, shape, cells, _ in table.rows:
            found.rows += 1
            row = dict(zip(table.roles, map(str.strip, cells), strict=True))
            mark = row.get("id", str(number))
            kind = SHAPE if shape else _fault_in(row, seen)
            if kind is None:
                seen.add(mark)
                found.ids.append(mark)
                found.texts.append(row["text"])
                continue
            counts[kind.name] += 1
            if len(faults) < MOST:
                column = columns.get(kind.role, "")
                faults.append(
                    row_fault(kind, file=source.name, row=number, column=column, value=mark)
                )
    told = RowFaults(tuple(faults), counts)
    found.at_fault = told.total
    tell_faults(told, strict=args.strict)
    return found


def _fault_in(row: Mapping[str, str], seen: Collection[str]) -> Kind | None:
    """The first thing that is wrong with a row's id or text."""
    for role, text in row.items():
        if BROKEN in text:
            return kind_of("encoding", role)
        if len(text) > _LONGEST[role]:
            return kind_of("too-long", role)
    for role, text in row.items():
        if not text:
            return kind_of(f"no-{role}", role)
    return kind_of("duplicate-id", "id") if row.get("id") in seen else None


def given_themes(path: str) -> tuple[GivenTheme, ...]:
    """Themes of a JSON file: a list, or an object with a list `themes`, such as Heard prints.

    Each has a name, and may have an id, a description and examples; quotes count as examples.

    Raises:
        BadInputError: it can't be read, or isn't as it should be; every fault is told.
    """
    try:
        whole = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInputError(
            [Fault(path, "", f"The file can’t be read: {error}.", "Save it as UTF-8 JSON.")]
        ) from error
    listed = whole.get("themes") if isinstance(whole, dict) else whole
    if not isinstance(listed, list):
        raise BadInputError([Fault(path, "", "There is no list of themes.", _MEND)])
    faults: list[Fault] = []
    themes = []
    for number, one in enumerate(listed, start=1):
        theme = _theme(one)
        if theme is None:
            problem = "It isn’t a theme with a name, or a part of it isn’t text."
            faults.append(Fault(path, f"theme {number}", problem, _MEND))
        elif theme.id != NONE:
            themes.append(theme)
    if faults:
        raise BadInputError(faults)
    try:
        return in_order(themes)
    except ValueError as error:
        raise BadInputError([Fault(path, "", str(error), _MEND)]) from error


def _theme(one: Any) -> GivenTheme | None:
    if not isinstance(one, dict):
        return None
    parts = [one.get(key) or "" for key in ("name", "id", "description")]
    examples = one.get("examples") or one.get("quotes") or []
    if not isinstance(examples, list):
        return None
    said = [each.get("text") if isinstance(each, dict) else each for each in examples]
    texts = tuple(text for text in said if isinstance(text, str))
    sound = len(texts) == len(said) and all(isinstance(part, str) for part in parts)
    if not sound or not parts[0].strip():
        return None
    name, mark, description = parts
    return GivenTheme(name.strip(), mark.strip(), description, texts)
