"""Texts of a file, and themes that were given."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.analysis.themes import NONE, GivenTheme
from heard.analysis.themes.codebook import in_order
from heard.cli.row_reading import RowError, RowReader, tell_faults
from heard.engines.faults import LONGEST_TEXT
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from argparse import Namespace

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
    columns = {"text": args.text} | ({"id": args.id} if args.id else {})
    reader = RowReader(args.file, columns, ("id", "text"), {"text": LONGEST_TEXT})
    found = Texts()
    seen: set[str] = set()

    def take(number: int, row: dict[str, str]) -> None:
        mark = row.get("id", str(number))
        if mark in seen:
            raise RowError("duplicate-id", "id", mark)
        seen.add(mark)
        found.ids.append(mark)
        found.texts.append(row["text"])

    if Path(args.file).suffix.lower() in {".parquet", ".pq"}:
        reader.read_parquet(take)
    else:
        reader.read_csv(take)
    found.rows, found.at_fault = reader.rows, reader.faults.total
    tell_faults(reader.faults, strict=args.strict)
    return found


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
