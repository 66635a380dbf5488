from __future__ import annotations

import io
import json

import pytest
from tests.workbooks import LANDLORDS, MadeUp, build_workbook, cell_of

from heard.cli import main
from heard.measures.models import Workbook
from heard.measures.services import workbooks_import

pytestmark = pytest.mark.django_db


def heard(*words):
    out = io.StringIO()
    code = main(["measures", *map(str, words)], out=out)
    return code, out.getvalue()


def writes(heading, value, code="4801"):
    return lambda book: setattr(cell_of(book, "LCRA_Perception", heading, code), "value", value)


@pytest.fixture
def stored(tmp_path):
    two = [*LANDLORDS, MadeUp("4890", "Heather Homes")]
    files = [
        (build_workbook(tmp_path / "a.xlsx"), ""),
        (build_workbook(tmp_path / "b.xlsx", year="2024-25", landlords=two), ""),
    ]
    workbooks_import(files=files, by=None)


def test_measures_import_tells_what_it_did(tmp_path):
    code, out = heard("import", build_workbook(tmp_path / "tsm.xlsx"))
    assert code == 0
    assert "tsm.xlsx: Tenant Satisfaction Measures 2024 - Dataset, 2023-24: imported." in out
    assert "TSM24_LCRA_Perception: 3 landlords, as covered" in out
    assert "3 new landlords" in out
    assert "0 figures that their counts don't give" in out


def test_measures_import_tells_what_a_correction_changed(tmp_path):
    heard("import", build_workbook(tmp_path / "a.xlsx"))
    path = build_workbook(tmp_path / "b.xlsx", mutate=writes("(TP06)", 33.3))
    code, out = heard("import", path)
    assert code == 0
    assert "supersedes a.xlsx: 1 changes" in out
    assert "4801 Alder Vale Homes Limited, TP06 LCRA" in out
    assert "→ 0.333 (figure)" in out
    assert "1 figures that their counts don't give" in out


def test_measures_import_as_json(tmp_path):
    code, out = heard("import", build_workbook(tmp_path / "tsm.xlsx"), "--json")
    (report,) = json.loads(out)["reports"]
    assert code == 0
    assert report["outcome"] == "imported"
    assert report["coverage_agrees"] is True
    assert report["disagreement_count"] == 0


def test_measures_import_refuses_with_one_line_a_fault(tmp_path, capsys):
    good = build_workbook(tmp_path / "good.xlsx")
    bad = build_workbook(tmp_path / "bad.xlsx", mutate=writes("(TP06)", "high"))
    code, out = heard("import", good, bad, tmp_path / "none.xlsx")
    lines = capsys.readouterr().err.splitlines()
    assert (code, out) == (1, "")
    assert len(lines) == 2
    assert lines[0].startswith("bad.xlsx, sheet TSM24_LCRA_Perception, cell ")
    assert "none.xlsx: there is no such file." in lines[1]
    assert not Workbook.objects.exists()


def test_measures_import_refuses_as_json(tmp_path, capsys):
    bad = build_workbook(tmp_path / "bad.xlsx", mutate=writes("(TP06)", "high"))
    code, out = heard("import", bad, "--json")
    (fault,) = json.loads(out)["faults"]
    assert code == 1
    assert capsys.readouterr().err == ""
    assert fault.keys() == {"file", "place", "problem", "mend"}


def test_measures_import_can_be_forced_back(tmp_path, capsys):
    heard("import", build_workbook(tmp_path / "a_v1.2.xlsx"))
    older = build_workbook(tmp_path / "a_v1.1.xlsx", mutate=writes("(TP06)", 33.3))
    assert heard("import", older)[0] == 1
    assert "--force" in capsys.readouterr().err
    assert heard("import", older, "--force")[0] == 0


def test_measures_show_every_figure_with_its_cell(stored):
    code, out = heard("show", "lh9001", "--year", "2024-25")
    assert code == 0
    assert out.startswith("Brook & Barley Housing Association, 2024-25")
    (line,) = [line for line in out.splitlines() if line.startswith("TP06")]
    assert "Listens and acts" in line
    assert "b.xlsx, TSM25_LCRA_Perception, " in line
    assert "[U] nothing to divide by" in out
    assert "per 1,000 homes" in out


def test_measures_show_as_json(stored):
    code, out = heard("show", "4801", "--year", "2023-24", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    one = next(row for row in rows if (row["measure"], row["population"]) == ("TP06", "LCRA"))
    assert 0 < one["value"] < 1
    assert one["workbook"] == "a.xlsx"
    assert one["mark"] == ""
    marked = next(row for row in rows if row["mark"])
    assert marked["value"] is None
    assert marked["meaning"]


def test_measures_show_says_when_there_are_no_figures(stored):
    code, out = heard("show", "4890", "--year", "2023-24")
    assert code == 0
    assert "The workbook of 2023-24 holds no figures of Heather Homes." in out


def test_measures_show_suggests_codes(stored, capsys):
    code, _ = heard("show", "4810", "--year", "2024-25")
    assert code == 1
    assert "4801 (Alder Vale Homes)" in capsys.readouterr().err


def test_measures_show_names_the_years_there_are(stored, capsys):
    code, _ = heard("show", "4801", "--year", "2019-20")
    assert code == 1
    assert "Years in the store: 2023-24, 2024-25." in capsys.readouterr().err


def test_measures_show_says_who_was_left_out(tmp_path):
    left_out = [("4899", "Ember Homes", "The wording differed.")]
    path = build_workbook(tmp_path / "tsm.xlsx", left_out=left_out)
    heard("import", path)
    _, out = heard("show", "4899", "--year", "2023-24")
    assert "The regulator left Ember Homes (4899) out of its survey: The wording differed." in out
