"""How satisfied a made-up landlord's residents really are, which no survey sees exactly.

The middles and the spread are like those of England's landlords, so that the pages look as they
will; nothing here is any real landlord's figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from heard.demo.chance import stream

MIDDLES = {
    "TP01": 0.71, "TP02": 0.72, "TP03": 0.67, "TP04": 0.71, "TP05": 0.77, "TP06": 0.60,
    "TP07": 0.70, "TP08": 0.77, "TP09": 0.35, "TP10": 0.65, "TP11": 0.63, "TP12": 0.58,
}  # fmt: skip
METHOD_EFFECTS = {
    "telephone": 0.0,
    "internet": -0.14,
    "sms": -0.12,
    "postal": 0.05,
    "face to face": 0.09,
    "other": 0.0,
}
SPREAD = 0.07  # between landlords
SHARED = 0.85  # how far a landlord's measures go together: the correlation's root
DRIFT = 0.03  # of one landlord, from a year to the next
TREND = 0.008  # of all landlords, from a year to the next
SHARED_OWNERS = -0.20
SHARED_OWNERS_SAFETY = -0.07  # they differ least on whether the home is safe
REGIONS = {"London": -0.05, "South": 0.0, "Midlands": 0.0, "North": 0.03, "Mixed": 0.0}
SUPPORTED = 0.06
FIRST_YEAR = "2023-24"
LOWEST, HIGHEST = 0.04, 0.97


@dataclass(frozen=True, slots=True)
class Root:
    """A landlord that today's landlord is, or was made from, with the homes it brought."""

    name: str
    quality: float
    homes: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What else moves satisfaction: where the homes are and what sort they are."""

    region: str
    supported: bool


def level(seed: int, roots: tuple[Root, ...], setting: Setting, year: str, measure: str) -> float:
    """True share of tenants who would say by telephone that they are satisfied."""
    homes = sum(root.homes for root in roots)
    mean = sum(_standing(seed, root, year, measure) * root.homes for root in roots) / homes
    trend = TREND if year > FIRST_YEAR else 0.0
    moved = REGIONS[setting.region] + (SUPPORTED if setting.supported else 0.0)
    return MIDDLES[measure] + mean + trend + moved


def asked_by(level: float, method: str, *, shared_owners: bool, measure: str) -> float:
    """The share who say so when they are asked in this way."""
    gap = SHARED_OWNERS_SAFETY if measure == "TP05" else SHARED_OWNERS
    if measure == "TP09":
        gap *= MIDDLES["TP09"] / MIDDLES["TP01"]  # few are satisfied to begin with
    share = level + METHOD_EFFECTS[method] + (gap if shared_owners else 0.0)
    return float(min(max(share, LOWEST), HIGHEST))


def _standing(seed: int, root: Root, year: str, measure: str) -> float:
    """How far a landlord is from the middle, and how far it has moved since."""
    apart = _mixture(seed, root.name, "from the start", measure, shared=root.quality)
    moved = _mixture(seed, root.name, year, measure) if year > FIRST_YEAR else 0.0
    return SPREAD * apart + DRIFT * moved


def _mixture(
    seed: int, name: str, when: str, measure: str, *, shared: float | None = None
) -> float:
    """Partly what all measures of a landlord share, partly this measure's own; variance 1."""
    if shared is None:
        shared = float(stream(seed, name, when).normal())
    own = float(stream(seed, name, when, measure).normal())
    return SHARED * shared + math.sqrt(1 - SHARED**2) * own
