"""Types of good practice that ship with Heard: kinds of work in plain words, none a case study."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from heard.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class PracticeType:
    """A kind of work. Its texts are English; pages translate them.

    `cost` and `effort` are bands: what such a thing usually takes. `criteria` are codes of the
    shipped framework.
    """

    code: str
    name: str
    what: str
    problem: str
    takes: str
    know: str
    wrong: str
    criteria: tuple[str, ...]
    cost: str
    effort: str


@cache
def framework_code() -> str:
    """The framework whose criteria the types name."""
    return str(_read()["framework"])


@cache
def practice_types() -> tuple[PracticeType, ...]:
    """Every type, by name."""
    rows = (PracticeType(**{**row, "criteria": tuple(row["criteria"])}) for row in _read()["type"])
    return tuple(sorted(rows, key=lambda one: one.name.strip("“").casefold()))


def practice_type_find(code: str) -> PracticeType | None:
    """The type of this code; none where a practice is of no type, or of one since removed."""
    return next((one for one in practice_types() if one.code == code), None)


def practice_type_get(code: str) -> PracticeType:
    """The type of this code.

    Raises:
        NotFoundError: there is none.
    """
    found = practice_type_find(code)
    if found is None:
        raise NotFoundError("There is no such type of practice.")
    return found


def practice_types_for(criterion: str) -> tuple[PracticeType, ...]:
    """Types that serve a criterion of the shipped framework, by name."""
    return tuple(one for one in practice_types() if criterion in one.criteria)


@cache
def _read() -> dict[str, Any]:
    text = files("heard.practices").joinpath("data/types.toml").read_text("utf-8")
    return tomllib.loads(text)
