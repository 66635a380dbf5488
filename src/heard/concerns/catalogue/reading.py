"""Read the catalogue from its TOML files, once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from heard.concerns.catalogue.shapes import (
    Adjustment,
    Advice,
    Category,
    Choice,
    Group,
    Hazard,
    Language,
    Outcome,
    Question,
    Referral,
    Refusal,
    Signal,
)

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
Table = dict[str, Any]


@cache
def read(name: str) -> Table:
    """One file of the catalogue, as TOML gives it."""
    return tomllib.loads((files("heard.concerns.catalogue") / "data" / name).read_text("utf-8"))


@cache
def advice_read() -> dict[str, Advice]:
    """Every advice, by code."""
    return {
        code: Advice(code, one["title"], one["text"].strip())
        for code, one in read("advice.toml").items()
    }


@cache
def groups_read() -> tuple[Group, ...]:
    """Every group, in the order shown."""
    return tuple(Group(**one) for one in read("categories.toml")["group"])


@cache
def categories_read() -> tuple[Category, ...]:
    """Every category there ever was, in the order shown."""
    data = read("categories.toml")
    by_code = {group.code: group for group in groups_read()}
    return tuple(_category(one, by_code, data["valid_from"]) for one in data["category"])


def _category(one: Table, by_code: dict[str, Group], valid_from: Any) -> Category:
    fields = {key: value for key, value in one.items() if key != "question"}
    fields |= {
        "group": by_code[one["group"]],
        "hazards": tuple(one["hazards"]),
        "questions": tuple(_question(asked) for asked in one.get("question", ())),
    }
    return Category(**{"valid_from": valid_from, **fields})


def _question(one: Table) -> Question:
    choices = tuple(Choice(**choice) for choice in one.get("choices", ()))
    signals = tuple(_signal(one["code"], signal) for signal in one.get("signals", ()))
    fields = {**one, "choices": choices, "signals": signals}
    if one["kind"] == "yes-no":
        fields["choices"] = YES_NO
    return Question(**fields)


def _signal(question: str, one: Table) -> Signal:
    advice = advice_read()[one["advice"]] if "advice" in one else None
    also = tuple(one.get("also", {}).items())
    return Signal(question=question, **{**one, "advice": advice, "also": also})


@cache
def hazards_read() -> tuple[Hazard, ...]:
    """The 29 hazards, in the order of the regulations."""
    data = read("hazards.toml")
    shared = {"valid_from": data["valid_from"], "source": data["source"]}
    return tuple(
        Hazard(number=number, **{**shared, **one})
        for number, one in enumerate(data["hazard"], start=1)
    )


@cache
def outcomes_read() -> tuple[Outcome, ...]:
    """Every way in which a concern could ever end."""
    data = read("casework.toml")
    return tuple(Outcome(**{"valid_from": data["valid_from"], **one}) for one in data["outcome"])


@cache
def refusals_read() -> tuple[Refusal, ...]:
    """Every reason there ever was for not taking something up."""
    data = read("casework.toml")
    return tuple(Refusal(**{"valid_from": data["valid_from"], **one}) for one in data["refusal"])


@cache
def referrals_read() -> tuple[Referral, ...]:
    """Every reason there ever was for putting something to a landlord."""
    data = read("casework.toml")
    return tuple(Referral(**{"valid_from": data["valid_from"], **one}) for one in data["referral"])


@cache
def languages_read() -> tuple[Language, ...]:
    """Languages to choose from: English, then by English name."""
    return tuple(Language(**one) for one in read("people.toml")["language"])


@cache
def adjustments_read() -> tuple[Adjustment, ...]:
    """Adjustments to choose from."""
    return tuple(Adjustment(**one) for one in read("people.toml")["adjustment"])
