"""A made-up landlord's survey: who was asked, how, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from heard.demo.chance import stream
from heard.demo.levels import asked_by, level
from heard.ingest.tsm import ANSWERS, SURVEYED, SURVEYED_LCHO, WITH_NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.demo.reporters import Reporter

ASKED = {"TP02": 0.68, "TP03": 0.68, "TP09": 0.27, "TP10": 0.48}
ASKED_SUPPORTED = {"TP10": 0.93}
NOT_APPLICABLE = {
    "TP05": 0.012, "TP06": 0.09, "TP07": 0.057, "TP08": 0.03, "TP11": 0.19, "TP12": 0.33,
}  # fmt: skip
MARGINS = ((2_500, 0.05), (10_000, 0.04), (25_000, 0.03))  # homes below which it is this
LEAST_MARGIN = 0.02
Z = 1.96
CENSUS_ANSWERED = (0.16, 0.36)
SAMPLE_REACHED = (1.0, 1.25)
OVER_55 = 0.42  # of tenants; more of them answer, and they are more often satisfied
OVER_55_ANSWERING = 0.62
OVER_55_APART = 0.10
WEIGHTED_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class SurveyDone:
    """What a survey found. `answers` are counts by measure, not whole where they are weighted."""

    population: int
    required: int
    responses: int
    margin: float
    census: bool
    weighted: bool
    methods: Mapping[str, int]
    answers: Mapping[str, Mapping[str, float]]
    by_method: Mapping[str, float]
    unweighted: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """People asked in one way, with what an answer of theirs counts and how they differ."""

    method: str
    people: int
    weight: float = 1.0
    apart: float = 0.0


def required_sample(population: int) -> int:
    """Answers that a survey needs at least, by the regulator's rule.

    Examples:
        >>> required_sample(1_000), required_sample(8_797), required_sample(25_000)
        (278, 562, 2191)

    References:
        Regulator of Social Housing, Tenant Satisfaction Measures: tenant survey requirements.
    """
    wanted = next((margin for below, margin in MARGINS if population < below), LEAST_MARGIN)
    endless = Z**2 * 0.25 / wanted**2
    return int(np.ceil(endless / (1 + (endless - 1) / population)))


def margin_of_error(population: int, responses: int) -> float:
    """Half of the 95% interval of a share of one half, in percentage points."""
    unseen = (population - responses) / max(population - 1, 1)
    return float(100 * Z * np.sqrt(0.25 / responses * unseen))


def survey(reporter: Reporter, year: str, *, seed: int, shared_owners: bool = False) -> SurveyDone:
    """Ask a landlord's tenants, or its shared owners."""
    whom = "shared owners" if shared_owners else "tenants"
    chance = stream(seed, reporter.key, year, whom)
    population = reporter.part_owned if shared_owners else reporter.rented
    required = required_sample(population)
    responses = _responses(reporter, population, required, chance)
    names = list(reporter.survey.methods)
    shares = [reporter.survey.methods[name] for name in names]
    drawn = chance.multinomial(responses, shares)
    methods = {name: int(number) for name, number in zip(names, drawn, strict=True)}
    groups = _groups(methods, weighted=reporter.survey.weighted)
    truth = _truth(reporter, year, seed, shared_owners=shared_owners)
    answers, raw = _answers(groups, truth, reporter, chance, shared_owners=shared_owners)
    overall = [
        (group, counts) for group, counts in zip(groups, raw["TP01"], strict=True) if group.people
    ]
    return SurveyDone(
        population=population,
        required=required,
        responses=responses,
        margin=margin_of_error(population, responses),
        census=reporter.survey.census,
        weighted=reporter.survey.weighted,
        methods=methods,
        answers=answers,
        by_method=_by_method(overall),
        unweighted=_total(overall) if reporter.survey.weighted else {},
    )


def _responses(
    reporter: Reporter, population: int, required: int, chance: np.random.Generator
) -> int:
    if reporter.oddities.response_rate is not None:
        return int(population * reporter.oddities.response_rate)
    if reporter.survey.census:
        return max(int(population * chance.uniform(*CENSUS_ANSWERED)), required)
    return min(int(np.ceil(required * chance.uniform(*SAMPLE_REACHED))), population)


def _groups(methods: Mapping[str, int], *, weighted: bool) -> list[Group]:
    """Who is asked how; by age as well where answers are weighted by it."""
    if not weighted:
        return [Group(method, people) for method, people in methods.items()]
    groups = []
    for method, people in methods.items():
        older = round(people * OVER_55_ANSWERING)
        up, down = OVER_55_APART * (1 - OVER_55), -OVER_55_APART * OVER_55
        groups += [
            Group(method, older, OVER_55 / OVER_55_ANSWERING, up),
            Group(method, people - older, (1 - OVER_55) / (1 - OVER_55_ANSWERING), down),
        ]
    return groups


def _truth(reporter: Reporter, year: str, seed: int, *, shared_owners: bool) -> Mapping[str, float]:
    codes = SURVEYED_LCHO if shared_owners else SURVEYED
    return {code: level(seed, reporter.roots, reporter.setting, year, code) for code in codes}


def _answers(
    groups: list[Group],
    truth: Mapping[str, float],
    reporter: Reporter,
    chance: np.random.Generator,
    *,
    shared_owners: bool,
) -> tuple[dict[str, dict[str, float]], dict[str, list[dict[str, int]]]]:
    """Counts by measure, and those of each group before weighting."""
    raw: dict[str, list[dict[str, int]]] = {}
    repaired: list[int] = []
    for code, known in truth.items():
        if code == "TP02":
            repaired = [int(chance.binomial(group.people, ASKED["TP02"])) for group in groups]
        raw[code] = []
        for at, group in enumerate(groups):
            share = asked_by(known, group.method, shared_owners=shared_owners, measure=code)
            asked = (
                repaired[at]
                if code in {"TP02", "TP03"}
                else _asked(code, group.people, chance, supported=reporter.setting.supported)
            )
            raw[code].append(_group_answers(code, group.people, asked, share + group.apart, chance))
    return {code: _weighted(groups, counts) for code, counts in raw.items()}, raw


def _asked(code: str, people: int, chance: np.random.Generator, *, supported: bool) -> int:
    """How many a question is for: all, or those who complained, say."""
    shares = {**ASKED, **ASKED_SUPPORTED} if supported else ASKED
    return int(chance.binomial(people, shares[code])) if code in shares else people


def _group_answers(
    code: str, people: int, asked: int, share: float, chance: np.random.Generator
) -> dict[str, int]:
    counts: dict[str, int] = {}
    if code in ASKED:
        counts = {"asked": asked, "not_asked": people - asked}
    if code in WITH_NOT_APPLICABLE:
        counts["not_applicable"] = int(chance.binomial(asked, NOT_APPLICABLE[code]))
        asked -= counts["not_applicable"]
    drawn = chance.multinomial(asked, answer_shares(share))
    return counts | {key: int(number) for key, number in zip(ANSWERS, drawn, strict=True)}


def answer_shares(satisfied: float) -> list[float]:
    """Shares of the five answers where this share is satisfied, as they usually fall.

    Examples:
        >>> [round(share, 2) for share in answer_shares(0.7)]
        [0.35, 0.35, 0.11, 0.09, 0.1]
    """
    satisfied = min(max(satisfied, 0.01), 0.99)
    very = satisfied * (0.31 + 0.28 * satisfied)
    neither = (1 - satisfied) * (0.05 + 0.45 * satisfied)
    rest = 1 - satisfied - neither
    strongly = rest * (0.8 - 0.4 * satisfied)
    return [very, satisfied - very, neither, rest - strongly, strongly]


def _weighted(groups: list[Group], counts: list[dict[str, int]]) -> dict[str, float]:
    total = dict.fromkeys(counts[0], 0.0)
    for group, of_group in zip(groups, counts, strict=True):
        for key, number in of_group.items():
            total[key] += group.weight * number
    return {key: round(number, WEIGHTED_DECIMALS) for key, number in total.items()}


def _by_method(overall: list[tuple[Group, dict[str, int]]]) -> dict[str, float]:
    """Share satisfied overall of those asked in each way, unweighted."""
    satisfied: dict[str, int] = {}
    people: dict[str, int] = {}
    for group, counts in overall:
        happy = counts["very_satisfied"] + counts["fairly_satisfied"]
        satisfied[group.method] = satisfied.get(group.method, 0) + happy
        people[group.method] = people.get(group.method, 0) + group.people
    return {method: satisfied[method] / people[method] for method in people}


def _total(overall: list[tuple[Group, dict[str, int]]]) -> dict[str, float]:
    return {key: float(sum(counts[key] for _, counts in overall)) for key in ANSWERS}
