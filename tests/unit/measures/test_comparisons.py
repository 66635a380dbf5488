from __future__ import annotations

import pytest
from tests.unit.measures.row_samples import figure

from heard.measures import comparisons
from heard.measures.comparisons import compare, compare_within
from heard.measures.history import JOIN
from heard.measures.models import Better, Model

SPREAD = (0.2, 0.5, 0.55, 0.6, 0.62, 0.65, 0.9)


def shares(**rest):
    return [figure(f"L{n:04}", result_id=n, value=v, **rest) for n, v in enumerate(SPREAD)]


def cases(model, better, **rest):
    return [
        figure(
            f"L{n:04}",
            value=v * (1000 if model == Model.RATE else 1),
            base=2000.0,
            counts={"numerator": 2000 * v, "denominator": 2000.0},
            model=model,
            better=better,
            **rest,
        )
        for n, v in enumerate(SPREAD)
    ]


@pytest.mark.parametrize(
    ("model", "method"),
    [
        (Model.SHARE, "benchmark"),
        (Model.RATE, "rate_benchmark"),
        (Model.ALL_CASES, "census_benchmark"),
    ],
)
def test_compare_takes_the_method_that_fits(monkeypatch, model, method):
    used = []
    for name in ("benchmark", "rate_benchmark", "census_benchmark"):
        usual = getattr(comparisons, name)

        def noted(*args, _name=name, _usual=usual, **rest):
            used.append(_name)
            return _usual(*args, **rest)

        monkeypatch.setattr(comparisons, name, noted)
    figures = shares() if model == Model.SHARE else cases(model, Better.NEITHER)
    found = compare(figures, {})
    assert used == [method]
    assert [one.code for one in found.standings] == [one.code for one in figures]


@pytest.mark.parametrize("model", list(Model))
def test_where_neither_way_is_better_bands_are_neutral(model):
    figures = (
        shares(better=Better.NEITHER) if model == Model.SHARE else cases(model, Better.NEITHER)
    )
    bands = {str(one.band) for one in compare(figures, {}).standings}
    assert not bands & {"clearly above", "clearly below"}


def test_rates_say_more_and_fewer():
    bands = [str(one.band) for one in compare(cases(Model.RATE, Better.NEITHER), {}).standings]
    assert bands[0] == "clearly lower"
    assert set(bands) <= {"clearly lower", "about the same", "clearly higher"}


def test_rank_one_is_best():
    assert [one.rank for one in compare(shares(), {}).standings] == [7, 6, 5, 4, 3, 2, 1]
    lower = compare(cases(Model.RATE, Better.LOWER), {}).standings
    assert [one.rank for one in lower] == [1, 2, 3, 4, 5, 6, 7]


def test_all_cases_have_no_interval():
    found = compare(cases(Model.ALL_CASES, Better.HIGHER), {}).standings
    assert {(one.low, one.high) for one in found} == {(None, None)}


def test_a_change_through_a_merger_is_flagged():
    figures = shares()
    before = {
        "L0001": figure("L0001", value=0.5, name=f"Alder{JOIN}Brook", year="2023-24"),
        "L0002": figure("L0002", value=0.5, name="Cranmere", year="2023-24"),
    }
    flags = {one.code: one.flags for one in compare(figures, before).standings}
    assert "merged" in flags["L0001"]
    assert "merged" not in flags["L0002"]
    assert "merged" not in flags["L0003"]


def test_compare_within_groups_and_leaves_out_the_unknown():
    figures = [*shares(), figure("L0090", region=""), figure("L0091", region="North")]
    found = compare_within(figures, {}, by="region")
    assert [group.label for group in found] == ["London", "North"]
    assert [len(group.figures) for group in found] == [7, 1]
    for group in found:
        assert all(figure.code == standing.code for figure, standing in group.pairs)


def test_compare_within_all_is_one_group():
    (group,) = compare_within(shares(), {})
    assert group.label == "all"
    assert group.benchmark.standings[0].of == len(SPREAD)


def test_adjusting_allows_for_the_way_of_asking():
    figures = [
        figure(
            f"L{n:04}",
            value=0.7 - (0.15 if n % 2 else 0) + n / 400,
            methods={"internet": 300} if n % 2 else {"telephone": 300},
        )
        for n in range(40)
    ]
    adjusted = compare(figures, {}, adjust="method")
    assert adjusted.adjusted
    assert not compare(figures, {}).adjusted
    online = next(one for one in adjusted.standings if one.code == "L0001")
    assert online.method_adjusted > online.value
