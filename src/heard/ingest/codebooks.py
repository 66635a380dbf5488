"""Codebooks of themes, as JSON."""

from __future__ import annotations

import json
from typing import Any

from heard.analysis.themes import NONE, GivenTheme
from heard.analysis.themes.codebook import in_order
from heard.errors import BadInputError, Fault

MOST_BYTES = 5 * 1024 * 1024
_MEND = 'Write {"themes": [{"id": "damp", "name": "Damp and mould", "examples": ["…"]}]}.'


def codebook_read(data: bytes, file: str) -> tuple[GivenTheme, ...]:
    """Themes of a JSON file: a list, or an object with a list `themes`, such as Heard writes.

    Each has a name, and may have an id, a description and examples; quotes count as examples.

    Args:
        data: the file's bytes.
        file: its name, for faults.

    Raises:
        BadInputError: it can't be read, or isn't as it should be; every fault is told.
    """
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        problem = f"The file can’t be read: {error}."
        raise BadInputError([Fault(file, "", problem, "Save it as UTF-8 JSON.")]) from error
    listed = whole.get("themes") if isinstance(whole, dict) else whole
    if not isinstance(listed, list):
        raise BadInputError([Fault(file, "", "There is no list of themes.", _MEND)])
    faults: list[Fault] = []
    themes = []
    for number, one in enumerate(listed, start=1):
        theme = _theme(one)
        if theme is None:
            problem = "It isn’t a theme with a name, or a part of it isn’t text."
            faults.append(Fault(file, f"theme {number}", problem, _MEND))
        elif theme.id != NONE:
            themes.append(theme)
    if faults:
        raise BadInputError(faults)
    try:
        return in_order(themes)
    except ValueError as error:
        raise BadInputError([Fault(file, "", str(error), _MEND)]) from error


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
    if not sound or not all(_storable(part) for part in (*parts, *texts)) or not parts[0].strip():
        return None
    name, mark, description = parts
    return GivenTheme(name.strip(), mark.strip(), description, texts)


def _storable(text: str) -> bool:
    """Whether a store takes it: JSON can write halves of letters, and NUL, which no text has."""
    return "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)
