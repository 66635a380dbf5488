"""What must hold of the catalogue, so that a slip in its data is found before people meet it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.concerns.catalogue.reading import (
    adjustments_read,
    advice_read,
    categories_read,
    groups_read,
    hazards_read,
    languages_read,
    outcomes_read,
    referrals_read,
    refusals_read,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.concerns.catalogue.shapes import Category, Question, Signal

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
CODE_LENGTH = 30
QUESTIONS = 3
LABEL, HINT, ADVICE = 80, 90, 400  # signs
SENTENCE = 16  # words on average, in a text
HACT = {"repairs", "complaints", "tenancy", "property"}
HAZARDS = 29


def faults() -> tuple[str, ...]:
    """Everything wrong with the catalogue that ships, in words; empty when it is sound."""
    return tuple(_faults())


def _faults() -> Iterator[str]:
    for read in (
        groups_read, categories_read, hazards_read, outcomes_read, refusals_read, referrals_read,
        languages_read, adjustments_read, lambda: advice_read().values(),
    ):  # fmt: skip
        yield from _codes([one.code for one in read()])
    for dated in (categories_read, hazards_read, outcomes_read, refusals_read, referrals_read):
        for one in dated():
            if one.valid_to and one.valid_to <= one.valid_from:
                yield f"{one.code} ends before it starts"
    if len(hazards_read()) != HAZARDS:
        yield f"there are {len(hazards_read())} hazards, not {HAZARDS}"
    for category in categories_read():
        yield from (f"{category.code}: {fault}" for fault in _category(category))
    for advice in advice_read().values():
        yield from (f"advice {advice.code}: {fault}" for fault in _advice(advice.text))


def _codes(codes: list[str]) -> Iterator[str]:
    yield from (f"{code} is there twice" for code in set(codes) if codes.count(code) > 1)
    yield from (
        f"{code} is no code" for code in codes if not CODE.match(code) or len(code) > CODE_LENGTH
    )


def _category(category: Category) -> Iterator[str]:
    known = {hazard.code for hazard in hazards_read()}
    yield from (f"no hazard {code}" for code in category.hazards if code not in known)
    if category.hact not in HACT:
        yield f"{category.hact} is none of our HACT terms"
    if len(category.name) > LABEL or len(category.hint) > HINT:
        yield "its name or hint is long"
    if len(category.questions) > QUESTIONS:
        yield f"more than {QUESTIONS} questions"
    yield from _codes([question.code for question in category.questions])
    asked = {question.code: _answers(question) for question in category.questions}
    for question in category.questions:
        yield from (f"question {question.code}: {fault}" for fault in _question(question))
        for signal in question.signals:
            yield from _signal(signal, asked, known)


def _answers(question: Question) -> set[str]:
    return {choice.code for choice in question.choices}


def _question(question: Question) -> Iterator[str]:
    if len(question.label) > LABEL or len(question.hint) > HINT:
        yield "its label or hint is long"
    if bool(question.choices) != (question.kind in {"choice", "yes-no"}):
        yield f"choices and {question.kind} don't go together"
    yield from _codes([choice.code for choice in question.choices])
    yield from (f"{one.code} is long" for one in question.choices if len(one.name) > LABEL)


def _signal(signal: Signal, asked: dict[str, set[str]], known: set[str]) -> Iterator[str]:
    pairs: Iterable[tuple[str, str]] = ((signal.question, signal.answer), *signal.also)
    for question, answer in pairs:
        if answer not in asked.get(question, set()):
            yield f"a signal waits for {question} = {answer}, which nobody can answer"
    if signal.hazard and signal.hazard not in known:
        yield f"a signal names {signal.hazard}, which is no hazard"
    if bool(signal.hazard) != bool(signal.level):
        yield "a signal has a hazard without a level, or a level without a hazard"
    if not signal.hazard and not signal.advice:
        yield "a signal says nothing"


def _advice(text: str) -> Iterator[str]:
    if len(text) > ADVICE:
        yield f"it has {len(text)} signs, over {ADVICE}"
    if words_a_sentence(text) > SENTENCE:
        yield "its sentences are long"
    if set(re.findall(r"\d+", text)) - {"999"}:
        yield "it names a number other than 999"


def words_a_sentence(text: str) -> float:
    """How many words a sentence has on average.

    Examples:
        >>> words_a_sentence("Go outside now. Leave the doors open.")
        3.5
    """
    sentences = [part for part in re.split(r"[.!?:](?:\s|$)", text) if part.strip()]
    return sum(len(part.split()) for part in sentences) / max(len(sentences), 1)
