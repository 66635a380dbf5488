from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from heard.landlords.known import known_from, known_landlords
from heard.landlords.models import RSH_CODE, SuccessionKind
from heard.measures.definitions import definitions, definitions_load, holds_for
from heard.measures.models import Better, Family, Measure, Model
from heard.measures.services.importing import release_number, year_after
from heard.measures.services.report import rounding_explains


def test_definitions_are_the_22_measures_in_their_order():
    codes = [one.code for one in definitions()]
    assert codes[:12] == [f"TP{n:02}" for n in range(1, 13)]
    assert codes[12:] == [
        "CH01.1", "CH01.2", "CH02.1", "CH02.2", "NM01.1", "NM01.2", "RP01", "RP02.1", "RP02.2",
        "BS01", "BS02", "BS03", "BS04", "BS05",
    ]  # fmt: skip
    assert len({code.split(".")[0] for code in codes}) == 22
    assert [one.order for one in definitions()] == list(range(1, 27))


def test_definitions_say_which_way_is_better():
    better = {one.code: one.better for one in definitions()}
    neither = {code for code, way in better.items() if way == Better.NEITHER}
    assert neither == {"CH01.1", "CH01.2", "NM01.1", "NM01.2"}
    assert [code for code, way in better.items() if way == Better.LOWER] == ["RP01"]


def test_definitions_are_of_known_families_and_models():
    for one in definitions():
        assert one.family in Family.values
        assert one.model in Model.values
        assert one.better in Better.values
        assert one.source.startswith("https://")
        assert one.description.endswith(".")


@pytest.mark.django_db
def test_definitions_are_in_the_store_after_migrating():
    stored = Measure.objects.values_list("code", flat=True)
    assert list(stored) == [one.code for one in definitions()]


@pytest.mark.django_db
def test_definitions_load_again_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert definitions_load(Measure) == 0


@pytest.mark.django_db
def test_definitions_load_puts_right_what_differs():
    Measure.objects.filter(code="TP06").update(name="Something else")
    Measure.objects.filter(code="TP07").delete()
    assert definitions_load(Measure) == 2
    assert Measure.objects.get(code="TP06").name == "Listens and acts"


@pytest.mark.django_db
def test_definitions_migration_loads_an_empty_store():
    from django.apps import apps

    Measure.objects.all().delete()
    import_module("heard.measures.migrations.0002_measure_definitions").load(apps, None)
    assert Measure.objects.count() == 26


@pytest.mark.parametrize(
    ("last", "year", "holds"),
    [("", "2023-24", True), ("", "2022-23", False), ("2024-25", "2025-26", False)],
)
def test_definitions_hold_for_their_years(last, year, holds):
    assert holds_for(Measure(first_year="2023-24", last_year=last), year) is holds


def test_known_landlords_are_dated_facts_with_their_source():
    import re

    known = known_landlords()
    for landlord in known.landlords:
        assert all(re.match(RSH_CODE, code) for code in landlord.codes)
        assert landlord.source
        assert all(name.source and len(name.source) <= 300 for name in landlord.names)
    for one in known.successions:
        assert one.kind in SuccessionKind.values
        assert isinstance(one.on, date)
        assert "https://" in one.source
        assert len(one.source) <= 500
    codes = [code for landlord in known.landlords for code in landlord.codes]
    assert len(codes) == len(set(codes))


def test_known_landlords_make_one_of_thames_valley_and_metropolitan():
    known = known_landlords()
    assert known.landlord("L0514") is known.landlord("L0726")
    assert known.landlord("4801") is None


def test_known_from_nothing():
    assert known_from("").landlords == ()


@pytest.mark.parametrize(
    ("name", "release", "number"),
    [
        ("2024_TSM_Full_Data_v1.1_FINAL.xlsx", "Version 1.0 of this dataset", (1, 1)),
        ("tsm.xlsx", "Version 1.0 …\nVersion 1.2 …", (1, 2)),
        ("tsm_v2.xlsx", "", (2,)),
        ("revised.xlsx", "Published in November", ()),
    ],
)
def test_import_release_number(name, release, number):
    assert release_number(name, release) == number


def test_import_year_after():
    assert year_after("2023-24") == "2024-25"
    assert year_after("2098-99") == "2099-00"


@pytest.mark.parametrize(
    ("published", "counts", "weighted", "explained"),
    [
        (0.342, (13, 13, 20, 15, 15), True, True),
        (0.342, (13, 13, 20, 15, 15), False, False),
        (0.342, (13.5, 12.5, 20, 15, 15), True, False),
        (0.5, (13, 13, 20, 15, 15), True, False),
        (0.5, (13, 13), True, False),
        (0.5, (1, 0, 0, 0, 0), True, True),
    ],
)
def test_import_rounded_counts_explain_a_small_difference(published, counts, weighted, explained):
    names = ("very_satisfied", "fairly_satisfied", "neither")
    names += ("fairly_dissatisfied", "very_dissatisfied")
    kept = dict(zip(names, counts, strict=False))
    again = sum(counts[:2]) / sum(counts)
    assert rounding_explains(published, again, kept, weighted=weighted) is explained
