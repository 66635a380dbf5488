"""What the made-up charter says, and how each signatory gets on with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from heard.analysis.commitments import Told
from heard.demo.chance import stream
from heard.demo.landlords import MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

WREN, TIDEWELL, FARTHING = "Pallister Wren Homes", "Tidewell Brandreth", "Farthing Row"
LANDLORDS = (MAIN, WREN, TIDEWELL, FARTHING)
COUNCIL = ""  # the council has no landlord's name
# How likely a report says done, partly, not done, not yet, or isn't sent at all; and a resident
# kept, partly, not kept, don't know.
WAYS: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    MAIN: ((0.50, 0.30, 0.08, 0.04, 0.08), (0.40, 0.22, 0.28, 0.10)),
    WREN: ((0.72, 0.20, 0.03, 0.02, 0.03), (0.66, 0.18, 0.08, 0.08)),
    TIDEWELL: ((0.62, 0.22, 0.02, 0.06, 0.08), (0.24, 0.20, 0.44, 0.12)),
    FARTHING: ((0.34, 0.26, 0.10, 0.06, 0.24), (0.34, 0.24, 0.30, 0.12)),
    COUNCIL: ((0.70, 0.24, 0.04, 0.02, 0.00), (0.55, 0.25, 0.12, 0.08)),
}
OUTCOMES = (*Told, None)
SEATS = {MAIN: 48, WREN: 31, TIDEWELL: 26, FARTHING: 14, COUNCIL: 22}
RESERVED = {(MAIN, 3): 0, (MAIN, 17): 1, (WREN, 5): 1, (TIDEWELL, 7): 2, (FARTHING, 3): 0}
UNSIGNED = {(TIDEWELL, 16), (FARTHING, 2), (FARTHING, 14), (COUNCIL, 8)}
WITHDRAWN = (FARTHING, 15)
SIGNED_AGAIN = (WREN, COUNCIL)  # the words of the second version
# One of each ending of the newest period, so that every status is there on any seed.
SURE: Mapping[tuple[str, int], tuple[Told | None, str]] = {
    (WREN, 1): (Told.DONE, "kept"),
    (WREN, 2): (Told.PARTLY, "kept"),
    (MAIN, 6): (Told.NOT_DONE, "not-kept"),
    (TIDEWELL, 1): (Told.DONE, "not-kept"),
    (FARTHING, 6): (None, "partly"),
    (MAIN, 16): (Told.NOT_YET, "partly"),
}


ALWAYS = frozenset({(MAIN, 16)})  # in every period, not the newest alone


@dataclass(frozen=True, slots=True)
class Paper:
    """A charter or plan as its file says it."""

    slug: str
    title: str
    introduction: str
    changes: str
    commitments: tuple[Mapping[str, Any], ...]


@cache
def told() -> Mapping[str, Any]:
    """The file of what is made up."""
    text = files("heard.demo.partnership").joinpath("data/charter.toml").read_text("utf-8")
    return tomllib.loads(text)


def paper(which: str) -> Paper:
    """The charter or the plan."""
    said = told()[which]
    return Paper(
        slug=said["slug"],
        title=said["title"],
        introduction=said["introduction"],
        changes=said.get("changes", ""),
        commitments=tuple(said["commitments"]),
    )


def ending(seed: int, who: str, number: int, first: date) -> Told | None:
    """What is reported on a commitment for a period; nothing if nothing is."""
    chance = stream(seed, "charter", who, number, first.isoformat())
    found: Told | None = OUTCOMES[int(chance.choice(len(OUTCOMES), p=WAYS[who][0]))]
    return found


def leaning(who: str, sure: str, chance: np.random.Generator) -> tuple[float, ...]:
    """How likely residents say kept, partly, not kept or don't know, of one commitment."""
    if sure:
        kept = {"kept": (0.8, 0.1, 0.05), "partly": (0.3, 0.4, 0.25), "not-kept": (0.1, 0.15, 0.7)}
        return (*kept[sure], 0.05)
    alpha = [12 * share for share in WAYS[who][1]]
    drawn = chance.dirichlet(alpha)
    return tuple(float(share) for share in drawn)


def words(commitment: Mapping[str, Any], progress: Told) -> str:
    """What is reported, in words."""
    if progress is Told.NOT_YET:
        return str(told()["words"]["not_yet"])
    return str(commitment["not" if progress is Told.NOT_DONE else progress.value])


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
