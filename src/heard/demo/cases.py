"""A made-up landlord's management information: cases and homes counted, with nothing sampled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.demo.chance import stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.demo.reporters import Reporter

CHECKED = {"BS01": 0.84, "BS02": 0.27, "BS03": 0.25, "BS04": 0.11, "BS05": 0.07}  # of all homes
NONE_OVERDUE = 0.55  # of landlords, for each sort of check
OVERDUE = 0.003
ANTISOCIAL, HATE = 0.035, 0.0006  # cases a home
NOT_DECENT = 0.006
REPAIRS, EMERGENCIES = 2.7, 0.75  # a rented home
REPAIRS_ON_TIME, EMERGENCIES_ON_TIME = 0.82, 0.95
COMPLAINTS = {"2023-24": 0.042, "2024-25": 0.053}  # a home
ESCALATED = {"2023-24": 0.13, "2024-25": 0.16}
ANSWERED = {"2023-24": 0.83, "2024-25": 0.89}  # in the Code's time
UNEXTENDED = 0.85


@dataclass(frozen=True, slots=True)
class Ratio:
    """Something counted out of, or against, something else."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Complaints:
    """Complaints of tenants or of shared owners, at each stage."""

    made: tuple[Ratio, Ratio]  # against homes
    answered: tuple[Ratio, Ratio]  # in time, of those made
    unextended: tuple[int, int]  # of those answered in time, without an extension


@dataclass(frozen=True, slots=True)
class CasesCounted:
    """A landlord's management information for a year."""

    ratios: Mapping[str, Ratio]
    complaints: Mapping[str, Complaints]  # by population
    repairs_raised: int
    repairs_outstanding: int


def cases(reporter: Reporter, year: str, *, seed: int) -> CasesCounted:
    """Count a landlord's cases, checks, repairs and complaints in a year."""
    steady = stream(seed, reporter.roots[0].name, "cases")
    chance = stream(seed, reporter.key, year, "cases")
    ratios = _checks(reporter, steady, chance) | _work(reporter, steady, chance)
    openness = float(np.exp(0.45 * steady.normal()))  # how far complaints are invited
    promptness = 0.5 * _quality(reporter) + 0.5 * float(steady.normal())
    complaints = {}
    for population, homes in (("LCRA", reporter.rented), ("LCHO", reporter.part_owned)):
        if homes:
            complaints[population] = _complaints(homes, year, openness, promptness, chance)
    done = ratios["RP02.1"].denominator + ratios["RP02.2"].denominator
    return CasesCounted(
        ratios=ratios,
        complaints=complaints,
        repairs_raised=done + int(chance.binomial(done, 0.07)),
        repairs_outstanding=int(chance.binomial(done, 0.04)),
    )


def _quality(reporter: Reporter) -> float:
    homes = sum(root.homes for root in reporter.roots)
    return sum(root.quality * root.homes for root in reporter.roots) / homes


def _checks(
    reporter: Reporter, steady: np.random.Generator, chance: np.random.Generator
) -> dict[str, Ratio]:
    ratios = {}
    for code, share in CHECKED.items():
        needed = int(reporter.homes * min(share * np.exp(0.25 * steady.normal()), 1.0))
        none = steady.random() < NONE_OVERDUE
        overdue = 0 if none else chance.binomial(needed, _some(OVERDUE, 1.3, chance))
        ratios[code] = Ratio(needed - int(overdue), needed)
    return ratios


def _work(
    reporter: Reporter, steady: np.random.Generator, chance: np.random.Generator
) -> dict[str, Ratio]:
    """Anti-social behaviour, homes that aren't decent, and repairs."""
    homes, rented = reporter.homes, reporter.rented
    antisocial = int(chance.poisson(homes * _some(ANTISOCIAL, 0.5, steady)))
    hate = int(chance.binomial(antisocial, min(_some(HATE / ANTISOCIAL, 0.6, steady), 1.0)))
    failing = int(chance.binomial(rented, _some(NOT_DECENT, 1.2, steady)))
    ratios = {
        "NM01.1": Ratio(antisocial, homes),
        "NM01.2": Ratio(hate, homes),
        "RP01": Ratio(failing, rented),
    }
    for code, each, usual in (
        ("RP02.1", REPAIRS, REPAIRS_ON_TIME),
        ("RP02.2", EMERGENCIES, EMERGENCIES_ON_TIME),
    ):
        done = int(chance.poisson(rented * each * np.exp(0.2 * steady.normal())))
        share = _near(usual, 0.5 * _quality(reporter) + 0.5 * float(steady.normal()))
        ratios[code] = Ratio(int(chance.binomial(done, share)), done)
    return ratios


def _complaints(
    homes: int, year: str, openness: float, promptness: float, chance: np.random.Generator
) -> Complaints:
    first = int(chance.poisson(homes * COMPLAINTS[year] * openness))
    second = int(chance.binomial(first, ESCALATED[year]))
    answered, unextended = [], []
    for made in (first, second):
        in_time = int(chance.binomial(made, _near(ANSWERED[year], promptness)))
        answered.append(Ratio(in_time, made))
        unextended.append(int(chance.binomial(in_time, UNEXTENDED)))
    return Complaints(
        made=(Ratio(first, homes), Ratio(second, homes)),
        answered=(answered[0], answered[1]),
        unextended=(unextended[0], unextended[1]),
    )


def _some(usual: float, spread: float, chance: np.random.Generator) -> float:
    """A rate around the usual one, never more than three in ten."""
    return float(min(usual * np.exp(spread * chance.normal()), 0.3))


def _near(usual: float, better: float) -> float:
    """A share around the usual one, moved by so many standard deviations."""
    odds = usual / (1 - usual) * np.exp(0.7 * better)
    return float(odds / (1 + odds))
