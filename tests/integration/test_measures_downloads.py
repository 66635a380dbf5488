from __future__ import annotations

import csv
import io
import json

import openpyxl
import pikepdf
import pytest
from tests.integration.measures_store import HOSTILE, MARKED, borough, measures_stored
from tests.workbooks import MadeUp, build_workbook

from heard.analysis import METHOD_VERSION
from heard.measures.rows import CONTRACT
from heard.measures.services import workbook_import

pytestmark = pytest.mark.django_db
OGL = "Open Government Licence v3.0"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": SHEET,
    "json": "application/json",
    "pdf": "application/pdf",
}
PAGES = {
    "borough": ("/boroughs/riverton/engagement", "riverton-engagement-2024-25"),
    "measure": ("/measures/TP06/landlords", "tp06-lcra-2024-25"),
    "landlord": ("/landlords/elder-trust/measures", "elder-trust-2024-25"),
}


@pytest.fixture(scope="module", autouse=True)
def store(django_db_setup, django_db_blocker, tmp_path_factory):
    with measures_stored(django_db_blocker, tmp_path_factory.mktemp("books")):
        yield


def content(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize("extension", TYPES)
@pytest.mark.parametrize("page", PAGES)
def test_download_has_its_type_and_a_telling_name(client, page, extension):
    address, name = PAGES[page]
    response = client.get(f"{address}.{extension}")
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[extension]
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert disposition.endswith(f'.{extension}"')
    if extension != "pdf":  # a report is called by its title
        assert f'"heard-{name}.{extension}"' in disposition
    assert "made-up" not in disposition


@pytest.mark.parametrize("page", PAGES)
def test_csv_starts_with_the_contract_and_ends_with_its_source(client, page):
    text = content(client, f"{PAGES[page][0]}.csv").decode()
    head, *rows = csv.reader(io.StringIO(text))
    assert tuple(head[: len(CONTRACT)]) == CONTRACT
    assert head[len(CONTRACT) : len(CONTRACT) + 3] == ["file", "sheet", "cell"]
    assert rows
    for row in csv.DictReader(io.StringIO(text)):
        assert row["licence"] == OGL
        assert row["method_version"] == METHOD_VERSION
        assert "Regulator of Social Housing" in row["source"]
        assert row["retrieved"]
        assert row["made_up"] == "false"
        assert row["file"] in row["source_files"]
        assert row["cell"]


@pytest.mark.parametrize("page", PAGES)
def test_json_has_the_contract_and_its_source(client, page):
    found = json.loads(content(client, f"{PAGES[page][0]}.json"))
    assert found["provenance"]["licence"] == OGL
    assert found["provenance"]["method_version"] == METHOD_VERSION
    assert found["provenance"]["source_files"] == ["2025_v1.1.xlsx"]
    assert found["provenance"]["retrieved"]
    assert found["provenance"]["address"].startswith("http://testserver/")
    assert list(found["rows"][0])[: len(CONTRACT)] == list(CONTRACT)
    assert [column["key"] for column in found["columns"]][: len(CONTRACT)] == list(CONTRACT)


def test_a_marked_figure_is_null_with_its_reason(client):
    found = json.loads(content(client, "/measures/TP06/landlords.json"))
    row = next(row for row in found["rows"] if row["code"] == MARKED.code)
    for name in ("value", "low", "high", "shrunk", "rank", "p_above_median", "change"):
        assert row[name] is None
    assert "mark:X" in row["flags"]
    text = content(client, "/measures/TP06/landlords.csv").decode()
    same = next(row for row in csv.DictReader(io.StringIO(text)) if row["code"] == MARKED.code)
    assert same["value"] == ""
    assert "mark:X" in same["flags"]


@pytest.mark.parametrize("page", PAGES)
def test_excel_has_the_same_rows_and_its_source(client, page):
    data = io.BytesIO(content(client, f"{PAGES[page][0]}.xlsx"))
    book = openpyxl.load_workbook(data)
    rows = json.loads(content(client, f"{PAGES[page][0]}.json"))["rows"]
    assert book.worksheets[0].max_row > len(rows)
    everything = {
        str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line
    }
    assert any(OGL in cell for cell in everything)
    assert METHOD_VERSION in everything
    assert any("2025_v1.1.xlsx" in cell for cell in everything)


@pytest.mark.parametrize("page", PAGES)
def test_pdf_is_tagged_and_says_where_it_comes_from(client, page):
    with pikepdf.open(io.BytesIO(content(client, f"{PAGES[page][0]}.pdf"))) as report:
        assert report.Root.MarkInfo.Marked
        assert report.Root.StructTreeRoot
        assert str(report.Root.Lang) == "en-GB"
        assert report.docinfo["/Title"]
        assert "Regulator of Social Housing" in str(report.docinfo["/Author"])


def test_a_hostile_name_is_data_in_every_file(client):
    found = json.loads(content(client, "/measures/TP06/landlords.json"))
    assert HOSTILE in {row["name"] for row in found["rows"]}
    assert content(client, "/boroughs/riverton/engagement.pdf").startswith(b"%PDF")


def test_download_keeps_the_choice(client):
    found = json.loads(
        content(client, "/measures/TP06/landlords.json?year=2023-24&compare=kind&adjust=method")
    )
    assert {row["year"] for row in found["rows"]} == {"2023-24"}
    assert all(row["method_adjusted"] is not None for row in found["rows"])


def test_borough_download_holds_every_measure_of_every_landlord(client):
    found = json.loads(content(client, "/boroughs/riverton/engagement.json"))
    assert len(found["rows"]) == 5 * 8
    adjusted = json.loads(content(client, "/boroughs/riverton/engagement.json?adjust=method"))
    assert len(adjusted["rows"]) == 5 * 8


@pytest.mark.parametrize("extension", TYPES)
def test_made_up_downloads_say_so(client, tmp_path, extension):
    landlords = [MadeUp(f"D{n:04}", f"Example {n} Homes") for n in range(1, 4)]
    book = build_workbook(tmp_path / "made-up.xlsx", year="2024-25", landlords=landlords)
    workbook_import(file=book, by=None, made_up=True)
    borough("Mereford", [one.code for one in landlords], is_fictional=True)
    response = client.get(f"/boroughs/mereford/engagement.{extension}")
    assert response.status_code == 200
    assert "heard-made-up-" in response["Content-Disposition"]
    if extension == "json":
        provenance = json.loads(response.content)["provenance"]
        assert provenance["made_up"] is True
        assert "Made up" in provenance["source"]
        assert provenance["attribution"] == ""
    if extension == "csv":
        assert {row["made_up"] for row in csv.DictReader(io.StringIO(response.text))} == {"true"}
