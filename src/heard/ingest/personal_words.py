"""The words by which personal things are found in texts, from the file that anybody may edit."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from heard.analysis.redaction import PersonalWords
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from pathlib import Path

_SETS = ("given", "family", "ordinary", "titles", "people")


def personal_words(path: Path | None = None) -> PersonalWords:
    """The words of a file; those that Heard comes with unless one is named.

    Raises:
        BadInputError: the file can't be read, or isn't as it should be; every fault is told.
    """
    name = str(path) if path else "personal_words.toml"
    source = path or files("heard.ingest").joinpath("data", "personal_words.toml")
    try:
        whole = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = Fault(name, "", f"The file can’t be read: {error}.", "Save it as UTF-8 TOML.")
        raise BadInputError([fault]) from error
    faults = [
        Fault(name, key, "It isn’t a text of words.", 'Write it as """mr mrs""".')
        for key in _SETS
        if not isinstance(whole.get(key), str)
    ]
    health = whole.get("health")
    if not isinstance(health, list) or not all(isinstance(one, str) and one for one in health):
        faults.append(Fault(name, "health", "It isn’t a list of phrases.", 'Write ["asthma*"].'))
        health = []
    if faults:
        raise BadInputError(faults)
    sets = {key: frozenset(whole[key].casefold().split()) for key in _SETS}
    return PersonalWords(**sets, health=tuple(health))
