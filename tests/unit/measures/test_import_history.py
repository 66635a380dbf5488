from __future__ import annotations

from datetime import date

import pytest

from heard.landlords.lineage import Edge
from heard.measures.figures import Figure
from heard.measures.history import merged_names, pooled, previous_figures, year_end
from heard.measures.models import Model

ALDER, BROOK, CRANMERE = 1, 2, 3


def figure(landlord, code, *, year="2023-24", value=0.5, **rest):
    given = {
        "result_id": 1, "value": value, "mark": "", "base": 100.0,
        "counts": {"very_satisfied": 50.0}, "population": "LCRA", "cell": "A1", "measure": "TP06",
        "model": Model.SHARE, "better": "higher", "landlord_id": landlord, "slug": code.lower(),
        "name": f"Landlord {landlord}", "code": code, "landlord_type": "PRP", "region": "London",
        "size_band": "", "supported": False, "tenants": 1000, "collection": "sample",
        "methods": {"telephone": 100.0}, "weighted": False, "sheet": "S", "file_name": "a.xlsx",
        "is_fictional": True, "year": year,
    }  # fmt: skip
    return Figure(**(given | rest))


def now(landlord, code, **rest):
    return figure(landlord, code, year="2024-25", **rest)


def merger(on=date(2024, 10, 1), *, whole=True):
    return Edge(BROOK, ALDER, on, whole)


def previous(figures, before, *edges):
    return previous_figures(now=figures, before=before, known=edges).get(("TP06", "LCRA"), {})


def test_history_finds_the_same_landlord_under_another_code():
    found = previous([now(ALDER, "L0002")], [figure(ALDER, "L0001", value=0.4)])
    assert found["L0002"].value == 0.4


def test_history_pools_those_whose_homes_came_to_it():
    before = [
        figure(ALDER, "L0001", value=0.4, tenants=3000, base=300.0),
        figure(BROOK, "L0002", value=0.8, tenants=1000, base=100.0),
    ]
    one = previous([now(ALDER, "L0001")], before, merger())["L0001"]
    assert one.value == pytest.approx(0.5)
    assert one.base == pytest.approx(400)
    assert one.tenants == 4000
    assert one.counts == {"very_satisfied": 100.0}
    assert one.methods == {"telephone": 200.0}
    assert merged_names(one) == ("Landlord 1", "Landlord 2")


def test_history_follows_a_chain_of_mergers():
    before = [figure(CRANMERE, "L0003", value=0.9), figure(ALDER, "L0001", value=0.1)]
    chain = (Edge(CRANMERE, BROOK, date(2024, 5, 1), whole=True), merger())
    assert previous([now(ALDER, "L0001")], before, *chain)["L0001"].value == pytest.approx(0.5)


def test_history_base_is_less_telling_where_one_asked_few():
    uneven = [figure(ALDER, "L0001", tenants=9000, base=10.0), figure(BROOK, "L0002", base=990.0)]
    assert pooled(uneven).base < 15


def test_history_leaves_out_what_came_after_the_year():
    before = [figure(ALDER, "L0001", value=0.4), figure(BROOK, "L0002", value=0.8)]
    late = merger(on=date(2025, 4, 1))
    assert previous([now(ALDER, "L0001")], before, late)["L0001"].value == 0.4


def test_history_leaves_out_a_transfer_of_some_homes():
    before = [figure(ALDER, "L0001", value=0.4), figure(BROOK, "L0002", value=0.8)]
    assert previous([now(ALDER, "L0001")], before, merger(whole=False))["L0001"].value == 0.4


def test_history_leaves_alone_who_still_reports():
    before = [figure(ALDER, "L0001", value=0.4), figure(BROOK, "L0002", value=0.8)]
    found = previous([now(ALDER, "L0001"), now(BROOK, "L0002")], before, merger())
    assert (found["L0001"].value, found["L0002"].value) == (0.4, 0.8)


def test_history_doesnt_make_a_whole_of_parts_that_arent_all_known():
    excluded = figure(BROOK, "L0002", value=None, mark="E", base=None)
    before = [figure(ALDER, "L0001", value=0.4), excluded]
    assert previous([now(ALDER, "L0001")], before, merger()) == {}


def test_history_doesnt_make_a_whole_where_a_part_wasnt_asked():
    """Brook surveyed its tenants, but gives no TP06."""
    before = [figure(ALDER, "L0001"), figure(BROOK, "L0002", measure="TP01")]
    assert previous([now(ALDER, "L0001")], before, merger()) == {}


def test_history_passes_over_who_has_no_such_homes():
    without = figure(BROOK, "L0002", value=None, mark="X", base=None, counts={})
    before = [figure(ALDER, "L0001", value=0.4), without]
    assert previous([now(ALDER, "L0001")], before, merger())["L0001"].value == 0.4


def test_history_of_two_codes_in_one_year_keeps_them_apart():
    before = [figure(ALDER, "L0001", value=0.4), figure(ALDER, "L0002", value=0.8)]
    found = previous([now(ALDER, "L0001"), now(ALDER, "L0002")], before)
    assert (found["L0001"].value, found["L0002"].value) == (0.4, 0.8)


def test_history_puts_two_codes_of_last_year_together():
    before = [figure(ALDER, "L0001", value=0.4), figure(ALDER, "L0002", value=0.8)]
    assert previous([now(ALDER, "L0001")], before)["L0001"].value == pytest.approx(0.6)


def test_history_adds_up_cases():
    cases = {"model": Model.RATE, "measure": "CH01.1"}
    one = pooled(
        [
            figure(ALDER, "L0001", counts={"numerator": 30, "denominator": 1000}, **cases),
            figure(BROOK, "L0002", counts={"numerator": 10, "denominator": 3000}, **cases),
        ]
    )
    assert one.value == pytest.approx(10.0)
    assert one.counts == {"numerator": 40, "denominator": 4000}


def test_history_adds_up_shares_of_cases():
    cases = {"model": Model.ALL_CASES, "measure": "BS01"}
    one = pooled(
        [
            figure(ALDER, "L0001", counts={"numerator": 9, "denominator": 10}, **cases),
            figure(BROOK, "L0002", counts={"numerator": 30, "denominator": 30}, **cases),
        ]
    )
    assert one.value == pytest.approx(39 / 40)


@pytest.mark.parametrize("counts", [{}, {"numerator": 0, "denominator": 0}])
def test_history_of_cases_without_counts_is_unknown(counts):
    parts = [figure(n, f"L000{n}", model=Model.RATE, counts=counts) for n in (1, 2)]
    assert pooled(parts) is None


def test_history_weights_by_answers_where_tenants_arent_known():
    parts = [
        figure(ALDER, "L0001", value=1.0, base=300.0, tenants=None),
        figure(BROOK, "L0002", value=0.0, base=100.0, tenants=None),
    ]
    assert pooled(parts).value == 0.75
    assert pooled(parts).tenants is None


def test_history_of_nothing():
    assert pooled([]) is None
    assert previous([], [figure(ALDER, "L0001")]) == {}
    assert previous([now(ALDER, "L0001")], [figure(CRANMERE, "L0003")]) == {}


def test_history_of_one_landlord_has_no_merged_names():
    assert merged_names(figure(ALDER, "L0001")) == ()


def test_history_year_end():
    assert year_end("2023-24") == date(2024, 3, 31)
