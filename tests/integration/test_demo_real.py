import pytest

from heard.demo.loading import demo_load
from heard.demo.real import CODES, NoWorkbooksError, workbooks_find
from heard.landlords.models import Borough, Landlord
from heard.measures.models import Workbook
from heard.measures.services import importing


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """No workbook in reach."""
    monkeypatch.delenv("HEARD_TSM_DIR", raising=False)
    monkeypatch.setattr("heard.demo.real.USUAL_FOLDER", tmp_path / "not-there")


def test_workbooks_are_found_in_the_folder_given(tmp_path, nowhere):
    for name in ("2025_TSM_Full_Data.xlsx", "2024_TSM_Full_Data.xlsx", "notes.xlsx"):
        (tmp_path / name).touch()
    found = [path.name for path in workbooks_find(str(tmp_path))]
    assert found == ["2024_TSM_Full_Data.xlsx", "2025_TSM_Full_Data.xlsx"]


def test_workbooks_are_found_where_the_setting_says(tmp_path, nowhere, monkeypatch):
    (tmp_path / "2025_TSM_Full_Data.xlsx").touch()
    monkeypatch.setenv("HEARD_TSM_DIR", str(tmp_path))
    assert len(workbooks_find()) == 1
    assert workbooks_find("none") == []


def test_demo_does_without_workbooks_that_nobody_named(nowhere):
    assert workbooks_find() == []


def test_a_named_folder_must_hold_workbooks(tmp_path, nowhere):
    with pytest.raises(NoWorkbooksError, match="holds no workbook named like"):
        workbooks_find(str(tmp_path))


@pytest.mark.workbooks
def test_real_borough_has_nothing_but_what_was_published(db, tmp_path, tsm_folder, monkeypatch):
    monkeypatch.setattr(importing, "standings_rebuild", lambda **_: 0)  # seen elsewhere
    newest = workbooks_find(str(tsm_folder))[-1:]
    demo_load(folder=tmp_path, real=newest, told=lambda _: None)
    borough = Borough.objects.get(gss_code="E09000027")
    landlords = Landlord.objects.filter(boroughs=borough)
    codes = set(landlords.values_list("codes__code", flat=True))
    assert not borough.is_fictional
    assert landlords.count() == 4
    assert codes == set(CODES)
    assert not landlords.filter(is_fictional=True).exists()
    assert not landlords.filter(homes__isnull=False).exists()
    assert not landlords.filter(estates__isnull=False).exists()
    assert not Landlord.objects.filter(name__startswith="Example ").exists()
    assert Workbook.objects.filter(is_fictional=False).count() == 1
