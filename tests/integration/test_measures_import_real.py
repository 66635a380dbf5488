"""The regulator's real workbooks into the store."""

from __future__ import annotations

import pytest

from heard.landlords.models import Landlord, LandlordCode, Succession
from heard.measures.figures import figures_list
from heard.measures.history import merged_names, previous_figures
from heard.measures.models import Result, Workbook
from heard.measures.selectors.imports import disagreements_list, landlord_figures_show
from heard.measures.services import workbooks_import

pytestmark = [pytest.mark.workbooks, pytest.mark.django_db]


@pytest.fixture
def reports(tsm_folder, monkeypatch):
    monkeypatch.setattr("heard.measures.services.importing.standings_rebuild", lambda **_: 0)
    return workbooks_import(files=[(p, "") for p in sorted(tsm_folder.glob("*.xlsx"))], by=None)


def test_real_workbooks_imported(reports):
    assert [(r.outcome, r.coverage_agrees, len(r.disagreements)) for r in reports] == [
        ("imported", True, 63),
        ("imported", True, 0),
    ]
    assert all(one.counts_rounded for one in reports[0].disagreements)
    assert len(disagreements_list(Workbook.objects.get(year="2023-24"))) == 63
    assert Result.objects.count() == 12664 + 12689
    assert LandlordCode.objects.count() == Landlord.objects.count() + 1

    landlord = LandlordCode.objects.get(code="L0514").landlord
    assert LandlordCode.objects.get(code="L0726").landlord == landlord
    assert {row.code for row in landlord.returns.all()} == {"L0514", "L0726"}
    for code in ("L0514", "L0726"):
        for year in ("2023-24", "2024-25"):
            assert len(landlord_figures_show(code=code, year=year).figures) == 12 + 9 + 22

    pairs = Succession.objects.values_list("predecessor__codes__code", "successor__codes__code")
    assert set(pairs) == {
        ("L4513", "L4172"),
        ("LH0050", "4729"),
        ("LH4220", "L4491"),
        ("L4277", "5060"),
    }

    now = figures_list(years=["2024-25"], measures=["TP06"], populations=["LCRA"])
    before = figures_list(years=["2023-24"], measures=["TP06"], populations=["LCRA"])
    found = previous_figures(now=now, before=before)["TP06", "LCRA"]
    assert len(found) == 349  # 348 under the same code, and MTVH
    assert found["L0726"].code == "L0514"
    merged = {code: merged_names(one) for code, one in found.items() if merged_names(one)}
    assert set(merged) == {"L4172", "4729", "L4491", "5060"}
    assert found["5060"].tenants == 18879 + 10807
