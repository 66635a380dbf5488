"""The made-up practices as their file tells them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WORDS = (
    "title",
    "kind",
    "context",
    "problem",
    "done",
    "with_whom",
    "cost",
    "cost_words",
    "effort",
    "effort_words",
    "changed",
    "rung",
    "figures",
    "compared_with",
    "checked_by",
    "lessons",
    "contact",
    "contact_is_personal",
)


@dataclass(frozen=True, slots=True)
class StoryStep:
    """What a landlord reported; `ago` is in days."""

    progress: str
    ago: int
    happened: str
    effect: str = ""
    rung: int | None = None


@dataclass(frozen=True, slots=True)
class StoryReports:
    """What one landlord reported of a practice, the first report first."""

    landlord: str
    steps: tuple[StoryStep, ...]


@dataclass(frozen=True, slots=True)
class StoryQuestion:
    """What one landlord asked; `ago` and `answered` are in days."""

    landlord: str
    ago: int
    text: str
    asker_agrees: bool = False
    answer: str = ""
    answered: int = 0
    answerer_agrees: bool = False


@dataclass(frozen=True, slots=True)
class StoryPractice:
    """A practice with its history; `ago` is how many days ago it was sent in, or begun."""

    reference: str
    landlord: str
    ago: int
    words: dict[str, Any]
    criteria: tuple[str, ...]
    proofs: tuple[dict[str, str], ...]
    reports: tuple[StoryReports, ...]
    questions: tuple[StoryQuestion, ...]
    status: str
    reason: str


@cache
def practices_told() -> tuple[StoryPractice, ...]:
    """Every made-up practice, in the file's order."""
    text = files("heard.demo.practices").joinpath("data/practices.toml").read_text("utf-8")
    return tuple(_practice(row) for row in tomllib.loads(text)["practice"])


def _practice(row: dict[str, Any]) -> StoryPractice:
    return StoryPractice(
        reference=row["reference"],
        landlord=row["landlord"],
        ago=row["ago"],
        words={name: row[name] for name in WORDS if name in row},
        criteria=tuple(row["criteria"]),
        proofs=tuple(row.get("proofs", ())),
        reports=tuple(
            StoryReports(one["landlord"], tuple(StoryStep(**step) for step in one["steps"]))
            for one in row.get("reports", ())
        ),
        questions=tuple(StoryQuestion(**one) for one in row.get("questions", ())),
        status=row.get("status", "published"),
        reason=row.get("reason", ""),
    )
