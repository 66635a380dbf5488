from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.analysis.warning_cells import by_about, cells_of, late_of, weeks

from heard.analysis.warnings import (
    Lateness,
    batches,
    chosen,
    joined,
    loads,
    nearby,
    rows_of,
    scan,
    share_known,
    under,
    walk,
)
from heard.analysis.warnings.plain import plain_walk

FIRST, LAST = 60, 96


def borough(seed, places=40, kinds=6, periods=LAST):
    """Counts whose categories and places also move together, as real ones do."""
    rng = np.random.default_rng(seed)
    rate = rng.gamma(1.5, 1.2, (places, 1, 1)) * rng.gamma(1.5, 0.7, (places, kinds, 1))
    year = 1 + 0.5 * np.cos(2 * np.pi * np.arange(periods) / 12)
    moves = np.exp(
        rng.normal(0, 0.2, (1, kinds, periods)) + rng.normal(0, 0.25, (places, 1, periods))
    )
    return rng.poisson(rate * year * moves * rng.gamma(8, 1 / 8, (places, kinds, periods)))


@pytest.fixture(scope="module")
def planted():
    """Counts with a rise over four months in half of the series, and where."""
    counts, rng = borough(1), np.random.default_rng(2)
    inside = np.zeros(counts.shape, dtype=bool)
    for at in np.ndindex(*counts.shape[:2]):
        if rng.random() < 0.5:
            start = int(rng.integers(FIRST, LAST - 4))
            inside[at][start : start + 4] = True
    deviation = np.maximum(counts[:, :, :FIRST].std(axis=2, keepdims=True), 1)
    return counts + rng.poisson(1.3 * deviation * inside), inside


def replayed(counts, through):
    """Scores by place, category and tested month."""
    found = np.full((*counts.shape[:2], LAST - FIRST), -np.inf)
    for at, levels in enumerate(through(cells_of(counts), by="month", first=FIRST)):
        one = levels[0]
        series = one.named.level
        place, kind = series.unit[one.series], series.category[one.series]
        found[place, kind, at] = np.nan_to_num(one.score, nan=-np.inf)
    return found


def share_found(scores, inside):
    """Outbreaks with a month over what 5 of 100 other months are over."""
    tested = inside[:, :, FIRST:]
    limit = np.quantile(scores[~tested], 0.95)
    hit = ((scores > limit) & tested).any(axis=2)
    return hit[tested.any(axis=2)].mean()


def test_more_is_found_than_by_a_z_score_at_the_same_false_alarms(planted):
    counts, inside = planted
    ours = share_found(replayed(counts, walk), inside)
    plain = share_found(replayed(counts, plain_walk), inside)

    assert ours >= plain + 0.08


def test_tails_are_as_rare_as_they_say_at_every_level():
    counts = borough(3)
    p = {}
    for levels in walk(cells_of(counts), by="month", first=36):
        for one in levels:
            p.setdefault(one.named.name, []).append(one.p)
    places = np.concatenate(p["place"])
    assert 0.035 <= (places < 0.05).mean() <= 0.06
    assert 0.006 <= (places < 0.01).mean() <= 0.016
    assert set(p) == {"place", "category", "place-total", "total"}
    assert (np.concatenate(p["place-total"]) < 0.05).mean() <= 0.08


def test_ranges_hold_95_of_100_counts():
    inside = total = 0
    for levels in walk(cells_of(borough(4)), by="month", first=60):
        low, high = levels[0].ranges()
        inside += ((levels[0].observed >= low) & (levels[0].observed <= high)).sum()
        total += len(low)
    assert 0.94 <= inside / total <= 0.99


def test_rises_of_all_are_no_news_of_one():
    counts = borough(5)
    alone = counts.copy()
    counts[:, 2, -1] *= 3
    alone[4, 2, -1] *= 3
    rows, only = (
        by_about(scan(cells_of(counts), by="month")),
        by_about(scan(cells_of(alone), by="month")),
    )
    key = ("place", "Block 004", None, "Kind 2")
    assert rows["category", None, None, "Kind 2"][3] < 1e-4
    assert rows[key][3] > 10 * only[key][3]


def test_new_place_starts_from_its_landlords_others():
    counts = np.zeros((9, 2, 40), dtype=int)
    counts[:4] = 6
    counts[4:8] = 1
    counts[8, :, -1] = 5
    owners = ["Ash"] * 4 + ["Elm"] * 4
    found = [
        by_about(scan(cells_of(counts, landlords=[*owners, owner]), by="month"))[
            "place", "Block 008", owner, "Kind 0"
        ]
        for owner in ("Ash", "Elm")
    ]
    assert found[0][1] > 2 * found[1][1]
    assert found[0][3] > found[1][3]


def test_merged_landlord_goes_on_as_one():
    counts = np.full((6, 2, 40), 4)
    before = cells_of(counts, landlords=["Ash"] * 3 + ["Elm"] * 3)
    moved = before.landlord.copy()
    moved[before.period >= 39] = 1
    merged = replace(before, landlord=moved)
    whole, row = joined(merged, {"Ash": "Elm"})
    assert whole.landlords == ("Elm",)
    assert whole.count.sum() == merged.count.sum()
    assert len(row) == len(merged.count)
    apart = by_about(scan(merged, by="month"))["landlord", None, "Elm", "Kind 0"]
    one = by_about(scan(whole, by="month"))["place", "Block 000", "Elm", "Kind 0"]
    assert (apart[3] < 0.01, one[3] > 0.2) == (True, True)
    with pytest.raises(ValueError, match="back to itself"):
        joined(merged, {"Ash": "Elm", "Elm": "Ash"})


def test_loaded_file_is_told_from_trouble():
    counts = borough(6, periods=60)
    assert not loads(cells_of(counts), 59)
    trouble = counts.copy()
    trouble[:, 1, -1] = trouble[:, 1, -1] * 8 + 8
    assert not loads(cells_of(trouble), 59)
    thin = np.random.default_rng(1).poisson(0.15, (60, 6, 60))
    loaded = thin.copy()
    loaded[:, :, -1] += np.random.default_rng(2).poisson(1.5, (60, 6))
    found = loads(cells_of(loaded), 59)
    assert [(one.landlord, one.count) for one in found] == [(0, loaded[:, :, -1].sum())]


def test_old_cases_entered_at_once_are_told_and_do_not_make_weeks_look_incomplete():
    cells = cells_of(np.full((5, 2, 60), 6), weeks(60))
    late = late_of(cells, np.random.default_rng(1), [0.8, 0.2])
    old = cells.period[late.cell] < 30
    imported = Lateness(late.cell, np.where(old, 50, late.entered), late.count)
    found = batches(cells, imported, 59)
    assert [(one.entered, one.count > 1000) for one in found] == [(50, True)]
    assert share_known(cells, imported, 59)[-3:] == pytest.approx([1, 1, 0.8], abs=0.05)


def test_weeks_hardly_known_are_held_back():
    cells = cells_of(np.full((3, 2, 30), 5), weeks(30))
    share = np.ones(30)
    share[-1] = 0.1
    found = scan(cells, by="week", share=share)
    assert all(np.isnan(one.p).all() for one in found)
    assert all(row.p is None and row.score is None for row in rows_of(found, cells.periods))
    assert not chosen(found, cells.periods, most=5)
    assert not list(rows_of(under(found, 0.5), cells.periods))


def test_each_happening_is_listed_once_at_the_level_that_explains_it():
    counts = np.full((12, 3, 60), 3)
    owners = [f"Landlord {at // 4}" for at in range(12)]
    place = counts.copy()
    place[2, 1, -1] = 25
    wide = counts.copy()
    wide[:4, 1, -1] = 12

    for changed, level in ((place, "place"), (wide, "landlord")):
        cells = cells_of(changed, landlords=owners)
        found = scan(cells, by="month")
        listed = chosen(found, cells.periods, most=10)
        assert [(one.level, one.category) for one in listed] == [(level, "Kind 1")]
        assert len(list(rows_of(under(found, 0.01), cells.periods))) > 1
    assert {part.place for part in listed[0].parts} >= {"Block 000", "Block 003"}
    assert not chosen(found, cells.periods, most=0)


def test_neighbours_that_rise_together_are_found_though_none_stands_out():
    rng = np.random.default_rng(5)
    counts = rng.poisson(1.0, (50, 2, 60))
    counts[20:25, 0, -3:] += rng.poisson(1.6, (5, 3))
    cells = cells_of(counts)
    names = cells.places
    near = {
        name: [names[other] for other in (at + 1, at + 2, at + 3, at + 4) if other < 50]
        for at, name in enumerate(names)
    }
    recent = list(walk(cells, by="month", first=56))
    found = {one.category: one for one in nearby(recent, cells.periods, near, seed=3)}
    assert found["Kind 0"].p < 0.01
    assert {part.place for part in found["Kind 0"].parts} & set(names[20:25])
    assert "Kind 1" not in found or found["Kind 1"].p > 0.05
