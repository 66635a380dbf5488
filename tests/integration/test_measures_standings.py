from __future__ import annotations

import pytest
from tests.integration.measures_store import (
    ALDER,
    DISAGREEING,
    MARKED,
    NEW_CODE,
    NOW,
    measures_stored,
    odd_figures,
    result_of,
)
from tests.workbooks import MadeUp, build_workbook

from heard.analysis import METHOD_VERSION, benchmark, census_benchmark, rate_benchmark
from heard.landlords.models import Landlord
from heard.measures.figures import figures_list
from heard.measures.history import previous_figures
from heard.measures.models import Adjust, ComparisonSet, Model, Standing, Workbook
from heard.measures.selectors import benchmark_list
from heard.measures.services import workbook_import
from heard.measures.services.standings import standings_rebuild, standings_stale

pytestmark = pytest.mark.django_db
KEPT = (
    "low", "high", "shrunk", "shrunk_low", "shrunk_high", "rank", "rank_low", "rank_high",
    "p_above_median", "change", "change_low", "change_high", "method_adjusted",
)  # fmt: skip
FLOATS = (
    "low", "high", "shrunk", "shrunk_low", "shrunk_high", "p_above_median", "change",
    "change_low", "change_high", "method_adjusted",
)  # fmt: skip
YEARS = ["2023-24", "2024-25"]


@pytest.fixture(scope="module", autouse=True)
def store(django_db_setup, django_db_blocker, tmp_path_factory):
    with measures_stored(django_db_blocker, tmp_path_factory.mktemp("books")):
        yield


def stored(**where):
    """Every standing as stored, but for keys and times."""
    fields = (
        "comparison__measure__code", "comparison__year", "comparison__population",
        "comparison__adjust", "comparison__is_fictional", "result__returned__code", "band",
        "outside_funnel", *KEPT,
    )  # fmt: skip
    return sorted(Standing.objects.filter(**where).values_list(*fields, "flags"), key=repr)


def standing(code, measure="TP06", *, adjust="none", **where):
    return Standing.objects.get(result=result_of(code, measure, **where), comparison__adjust=adjust)


def test_every_current_figure_has_one_standing_in_each_set():
    figures = figures_list()
    surveys = sum(figure.model == Model.SHARE for figure in figures)
    assert Standing.objects.count() == len(figures) + surveys
    pairs = Standing.objects.values_list("comparison", "result")
    assert len(set(pairs)) == len(pairs)
    assert Workbook.objects.filter(superseded_by=None).count() == 2


def test_no_superseded_figure_has_a_standing():
    assert not Standing.objects.filter(
        result__returned__workbook__superseded_by__isnull=False
    ).exists()


def test_sets_name_their_method_and_size():
    found = ComparisonSet.objects.get(
        measure__code="TP06", year="2024-25", population="LCRA", adjust="none"
    )
    assert found.method_version == METHOD_VERSION
    assert found.size == len(NOW) - 1  # one has a mark
    assert len(found.details["quantiles"]) == 5
    assert set(ComparisonSet.objects.values_list("adjust", flat=True)) == set(Adjust.values)


@pytest.mark.parametrize("measure", ["TP06", "TP09", "CH01.1", "CH02.1"])
def test_stored_standings_equal_what_the_analysis_gives(measure):
    now = figures_list(years=["2024-25"], measures=[measure], populations=["LCRA"])
    before = figures_list(years=["2023-24"], measures=[measure], populations=["LCRA"])
    previous = previous_figures(now=now, before=before)[measure, "LCRA"]
    if now[0].model == Model.SHARE:
        found = benchmark(
            [one.reading() for one in now],
            previous={code: one.reading() for code, one in previous.items()},
            better="higher",
        )
    elif now[0].model == Model.RATE:
        found = rate_benchmark(
            [one.count() for one in now],
            previous={code: one.count() for code, one in previous.items()},
            better=None,
        )
    else:
        found = census_benchmark(
            [one.reading() for one in now],
            previous={code: one.reading() for code, one in previous.items()},
            better="higher",
        )
    kept = {
        one.result.returned.code: one
        for one in Standing.objects.filter(
            comparison__measure__code=measure,
            comparison__year="2024-25",
            comparison__population="LCRA",
            comparison__adjust="none",
        ).select_related("result__returned")
    }
    assert set(kept) == {one.code for one in found.standings}
    for one in found.standings:
        for name in FLOATS:
            assert getattr(kept[one.code], name) == getattr(one, name), (one.code, name)
        assert kept[one.code].band == str(one.band)
        assert (kept[one.code].rank, kept[one.code].rank_high) == (one.rank, one.rank_high)
        assert [flag for flag in kept[one.code].flags if flag != "merged"] == list(one.flags)


def test_rows_from_the_store_are_the_standings():
    rows = benchmark_list(year="2024-25", measure="TP06", population="LCRA")
    assert len(rows) == len(NOW)
    assert [row.rank for row in rows[:-1]] == sorted(row.rank for row in rows[:-1])
    assert rows[-1].code == MARKED.code
    alder = next(row for row in rows if row.code == ALDER.code)
    assert alder.shrunk == standing(ALDER.code).shrunk


def test_a_landlord_under_another_code_has_a_change():
    found = standing(NEW_CODE.code)
    expected = result_of("L0902").value - result_of("L0901", year="2023-24").value
    assert found.change == pytest.approx(expected)
    assert found.change_low < found.change < found.change_high
    assert "merged" not in found.flags


def test_a_change_through_a_merger_is_pooled_and_flagged():
    found = standing("L0911")
    elder, fern = (result_of(code, year="2023-24") for code in ("L0911", "L0912"))
    homes = [one.returned.population_size for one in (elder, fern)]
    before = (elder.value * homes[0] + fern.value * homes[1]) / sum(homes)
    assert found.change == pytest.approx(result_of("L0911").value - before)
    assert "merged" in found.flags


def test_a_landlord_without_a_year_before_has_no_change():
    assert Standing.objects.filter(comparison__year="2023-24", change__isnull=False).count() == 0


def test_a_mark_has_no_figures_but_its_reason():
    found = standing(MARKED.code)
    assert [getattr(found, name) for name in KEPT] == [None] * len(KEPT)
    assert found.band == "too little data"
    assert "mark:X" in found.flags


def test_rebuilding_changes_nothing():
    before = stored()
    assert standings_rebuild() == len(before)
    assert stored() == before
    assert standings_rebuild(years=["2024-25"]) < len(before)
    assert stored() == before
    assert standings_rebuild(years=["1999-00"]) == 0


def test_rebuilding_tells_how_far_it_is():
    told = []
    standings_rebuild(progress=lambda *step: told.append(step))
    assert told == [(0, 2, "2023-24"), (1, 2, "2024-25")]


def test_a_corrected_workbook_has_everybody_compared_again(tmp_path):
    before = standing(ALDER.code).rank_low, result_of(ALDER.code).value
    book = build_workbook(
        tmp_path / "2025_v1.2.xlsx", year="2024-25", landlords=NOW, mutate=odd_figures(99.0)
    )
    assert workbook_import(file=book, by=None).outcome == "superseded"
    found = standing(ALDER.code)
    assert (found.rank, result_of(ALDER.code).value) == (1, 0.99)
    assert (found.rank_low, 0.99) != before
    assert not Standing.objects.filter(
        result__returned__workbook__superseded_by__isnull=False
    ).exists()


def test_a_corrected_earlier_year_changes_this_years_changes(tmp_path):
    before = standing(ALDER.code).change
    from tests.integration.measures_store import BEFORE

    book = build_workbook(tmp_path / "2024_v1.1.xlsx", landlords=BEFORE, mutate=odd_figures(1.0))
    workbook_import(file=book, by=None)
    now = standing(ALDER.code).change
    assert now != before
    assert now == pytest.approx(result_of(ALDER.code).value - 0.01)


@pytest.fixture
def made_up(tmp_path):
    """Made-up landlords beside the real ones, far better than all of them."""
    landlords = [
        MadeUp(f"D{n:04}", f"Example {n} Homes", answers={"TP06": (590, 5, 2, 2, 1)})
        for n in range(1, 5)
    ]
    for name, year in (("made-up-2024.xlsx", "2023-24"), ("made-up-2025.xlsx", "2024-25")):
        book = build_workbook(tmp_path / name, year=year, landlords=landlords)
        workbook_import(file=book, by=None, made_up=True)


def test_real_places_are_untouched_by_made_up_landlords(request):
    before = stored()
    request.getfixturevalue("made_up")
    assert stored(comparison__is_fictional=False) == before
    standings_rebuild()
    assert stored(comparison__is_fictional=False) == before


def test_made_up_landlords_are_held_against_the_real_ones(made_up):
    rows = benchmark_list(year="2024-25", measure="TP06", population="LCRA", made_up=True)
    assert [row.code for row in rows] == ["D0001", "D0002", "D0003", "D0004"]
    assert {row.of for row in rows} == {len(NOW) - 1 + 4}
    assert {row.rank for row in rows} == {1}
    assert all("made-up" in row.flags for row in rows)
    real = benchmark_list(year="2024-25", measure="TP06", population="LCRA")
    assert not [row for row in real if row.is_fictional]
    assert real[0].rank == 1


def test_made_up_landlords_are_compared_with_those_like_them(made_up):
    for compare in ("kind", "region", "size", "supported"):
        rows = benchmark_list(
            year="2024-25", measure="TP06", population="LCRA", compare=compare, made_up=True
        )
        assert len(rows) == 4
        assert all(row.is_fictional for row in rows)


@pytest.mark.parametrize("compare", ["kind", "region", "size", "supported"])
@pytest.mark.parametrize("adjust", ["none", "method"])
def test_smaller_sets_rank_within_each_group(compare, adjust):
    rows = benchmark_list(
        year="2024-25", measure="TP06", population="LCRA", compare=compare, adjust=adjust
    )
    groups = {row.compared_with for row in rows}
    for group in groups:
        known = [row for row in rows if row.compared_with == group and row.value is not None]
        assert all(row.of == len(known) for row in known)
        assert [row.rank for row in known] == sorted(row.rank for row in known)
    assert {row.code for row in rows} == {one.code for one in NOW}


def test_smaller_sets_are_worked_out_anew_when_figures_change(tmp_path):
    wanted = {"year": "2024-25", "measure": "TP06", "population": "LCRA", "compare": "kind"}
    before = {row.code: row.rank for row in benchmark_list(**wanted)}
    assert {row.code: row.rank for row in benchmark_list(**wanted)} == before
    book = build_workbook(
        tmp_path / "2025_v1.2.xlsx", year="2024-25", landlords=NOW, mutate=odd_figures(0.5)
    )
    workbook_import(file=book, by=None)
    after = {row.code: row.rank for row in benchmark_list(**wanted)}
    assert after[ALDER.code] == max(rank for rank in after.values() if rank)
    assert after != before


def test_smaller_sets_follow_a_new_name():
    wanted = {"year": "2024-25", "measure": "TP06", "population": "LCRA", "compare": "kind"}
    benchmark_list(**wanted)
    Landlord.objects.filter(codes__code=ALDER.code).update(name="Alder Reborn")
    assert "Alder Reborn" in {row.name for row in benchmark_list(**wanted)}


def test_disagreeing_figures_stand_as_published():
    row = next(
        row
        for row in benchmark_list(year="2024-25", measure="TP07", population="LCRA")
        if row.code == DISAGREEING.code
    )
    assert row.value == pytest.approx(0.123)


def test_standings_of_an_earlier_edition_are_found(db):
    years = set(ComparisonSet.objects.values_list("year", flat=True))
    assert years
    assert standings_stale() == set()
    ComparisonSet.objects.update(method_version="2020.1")
    assert standings_stale() == years
