"""Heard's own wording of every message, as it comes with the code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from heard.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

PART = "part.direct-routes"  # stands at the end of messages to residents


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands in the place; `given` ones are filled in by Heard and may be used anywhere."""

    name: str
    meaning: str
    example: str
    given: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What goes out: with details, and without."""

    subject: str
    body: str
    discreet_subject: str
    discreet_body: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """One kind of message: when it goes, to whom, which placeholders it has, Heard's words."""

    code: str
    audience: str
    when: str
    words: Words
    allowed: tuple[str, ...]
    optional: frozenset[str]
    required: frozenset[str]
    allowed_discreet: tuple[str, ...]
    at_once: bool = False
    secret: bool = False
    good_for: int | None = None  # minutes

    @property
    def title(self) -> str:
        """The code as people read it."""
        return title_of(self.code)

    @property
    def is_part(self) -> bool:
        """Whether it stands within other messages and isn't one itself."""
        return self.code == PART


def title_of(code: str) -> str:
    """A code as people read it.

    Examples:
        >>> title_of("concern.said-no")
        'Concern: said no'
    """
    return code.replace(".", ": ").replace("-", " ").capitalize()


@cache
def edition() -> str:
    """Which edition of Heard's own wording this is."""
    return str(_file()["edition"])


@cache
def placeholder_list() -> Mapping[str, Placeholder]:
    """Every placeholder by its name."""
    rows = _file()["placeholders"].items()
    return MappingProxyType({name: Placeholder(name, **row) for name, row in rows})


@cache
def shipped_list() -> Mapping[str, Shipped]:
    """Every kind of message by its code."""
    general = _file()["discreet"]
    rows = _file()["templates"].items()
    return MappingProxyType({code: _shipped(code, row, general) for code, row in rows})


def shipped_get(code: str) -> Shipped:
    """One kind of message.

    Raises:
        NotFoundError: there is none by this code.
    """
    try:
        return shipped_list()[code]
    except KeyError:
        raise NotFoundError(f"There is no template {code!r}.") from None


def _shipped(code: str, row: Mapping[str, Any], general: Mapping[str, str]) -> Shipped:
    to_resident = row["for"] == "resident"
    given = () if row["for"] == "part" else ("site", "council")
    routes = ("direct_routes",) if to_resident else ()
    return Shipped(
        code=code,
        audience=row["for"],
        when=row["when"],
        words=Words(
            subject=row["subject"],
            body=row["body"].strip(),
            discreet_subject=row.get("discreet_subject", general["subject"]),
            discreet_body=row.get("discreet_body", general["body"]).strip(),
        ),
        allowed=(*row["placeholders"], *given, *routes),
        optional=frozenset(row.get("optional", ())),
        required=frozenset(row.get("required", ())) | frozenset(routes),
        allowed_discreet=(*row.get("discreet", ()), "site"),
        at_once=row.get("at_once", False),
        secret=row.get("secret", False),
        good_for=row.get("good_for"),
    )


@cache
def _file() -> dict[str, Any]:
    """What the files of wordings say together; each part of Heard may bring one of its own."""
    found: dict[str, Any] = {"placeholders": {}, "templates": {}}
    folder = files("heard.notices").joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        said = tomllib.loads(file.read_text("utf-8"))
        for kind in ("placeholders", "templates"):
            rows = said.pop(kind, {})
            if twice := rows.keys() & found[kind].keys():
                raise ValueError(f"{file.name} says a second time: {', '.join(sorted(twice))}")
            found[kind] |= rows
        found |= said
    return found
