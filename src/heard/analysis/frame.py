"""Readings that can be compared, laid out as columns, and their survey methods taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.alike import traits_design
from heard.analysis.arrays import floats
from heard.analysis.method_mix import Observations, fit_methods, used_methods
from heard.analysis.placement import Scale
from heard.analysis.readings import method_mix, sampling_variance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.method_mix import MethodModel, Prior
    from heard.analysis.readings import Reading


@dataclass(frozen=True, slots=True)
class Frame:
    """Readings with a share and base enough, in order of code, as columns of shape (k,).

    Attributes:
        readings: the readings themselves.
        mixes: their survey methods; empty where unknown.
        shares: published shares.
        bases: answers behind them.
        variances: their sampling variances.
    """

    readings: tuple[Reading, ...]
    mixes: tuple[dict[str, float], ...]
    shares: Floats
    bases: Floats
    variances: Floats


class Pair(NamedTuple):
    """One landlord's change between two years."""

    change: float
    variance: float
    now: dict[str, float]
    before: dict[str, float]


def comparable(reading: Reading, min_base: float) -> bool:
    """Whether a reading has a share and answers enough to be compared."""
    return reading.share is not None and bool(reading.base) and (reading.base or 0) >= min_base


def frame_of(readings: Sequence[Reading], min_base: float) -> Frame:
    """The readings that can be compared, in order of code so that no input order matters."""
    kept = sorted(
        (reading for reading in readings if comparable(reading, min_base)),
        key=lambda reading: reading.code,
    )
    return Frame(
        readings=tuple(kept),
        mixes=tuple(method_mix(reading.methods) for reading in kept),
        shares=floats(reading.share or 0.0 for reading in kept),
        bases=floats(reading.base or 0.0 for reading in kept),
        variances=floats(_variance(reading) for reading in kept),
    )


def pairs_of(frame: Frame, previous: Mapping[str, Reading], min_base: float) -> tuple[Pair, ...]:
    """Changes of the landlords that both years can compare."""
    found: list[Pair] = []
    for reading, mix, variance in zip(frame.readings, frame.mixes, frame.variances, strict=True):
        before = previous.get(reading.code)
        if before is None or not comparable(before, min_base):
            continue
        change = (reading.share or 0.0) - (before.share or 0.0)
        both = float(variance) + _variance(before)
        found.append(Pair(change, both, mix, method_mix(before.methods)))
    return tuple(found)


def methods_of(
    frame: Frame,
    pairs: Sequence[Pair],
    priors: Mapping[str, Prior],
    *,
    spread: float,
    drift: float,
) -> MethodModel | None:
    """Effects of survey methods in this set; None where nobody's methods are known.

    Supported housing is held constant, since it is surveyed face to face more than other homes
    and its tenants report more satisfaction; where not known it counts as average.
    """
    told = [index for index, mix in enumerate(frame.mixes) if mix]
    if not told:
        return None
    moves = [pair for pair in pairs if pair.now and pair.before]
    mixes = [frame.mixes[index] for index in told]
    names = used_methods([*mixes, *(pair.before for pair in moves)])
    columns = [np.ones(len(told)), *(floats(m.get(name, 0.0) for m in mixes) for name in names)]
    columns.append(_supported([frame.readings[index] for index in told]))
    levels = Observations(frame.shares[told], frame.variances[told], np.column_stack(columns))
    changes = _changes(moves, names) if moves else None
    return fit_methods(levels, changes, names=names, spread=spread, drift=drift, priors=priors)


def on_scale(frame: Frame, model: MethodModel | None) -> Scale:
    """Shares on the scale of comparison: as published, or moved to the common mix by `model`."""
    design = traits_design([reading.traits for reading in frame.readings])
    if model is None:
        return Scale(frame.shares, frame.variances, frame.variances, design=design)
    moved, unsure = model.shifts(frame.mixes)
    known = frame.variances + unsure
    return Scale(frame.shares - moved, known, again=frame.variances, design=design)


def changes_on_scale(pairs: Sequence[Pair], model: MethodModel | None) -> tuple[Floats, Floats]:
    """Changes, less what a change of survey methods did where `model` is given; variances."""
    changes = floats(pair.change for pair in pairs)
    if model is not None:
        told = np.array([bool(pair.now and pair.before) for pair in pairs], dtype=bool)
        now, _ = model.shifts([pair.now for pair in pairs])
        before, _ = model.shifts([pair.before for pair in pairs])
        changes = changes - np.where(told, now - before, 0.0)
    return changes, floats(pair.variance for pair in pairs)


def _variance(reading: Reading) -> float:
    return sampling_variance(reading.share or 0.0, reading.base or 0.0, reading.population)


def _supported(readings: Sequence[Reading]) -> Floats:
    known = [float(one.supported) for one in readings if one.supported is not None]
    usual = sum(known) / len(known) if known else 0.0
    return floats(0.0 if one.supported is None else one.supported - usual for one in readings)


def _changes(moves: Sequence[Pair], names: tuple[str, ...]) -> Observations:
    columns = [np.ones(len(moves))]
    columns += [floats(m.now.get(n, 0.0) - m.before.get(n, 0.0) for m in moves) for n in names]
    return Observations(
        values=floats(move.change for move in moves),
        variances=floats(move.variance for move in moves),
        design=np.column_stack(columns),
    )
