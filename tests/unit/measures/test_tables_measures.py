from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.unit.measures.row_samples import row

from heard.analysis import METHOD_VERSION
from heard.measures.models import Workbook
from heard.measures.pages.tables import COLUMNS, provenance_of, rows_table
from heard.measures.rows import CONTRACT

pytestmark = pytest.mark.django_db


def workbook(name="tsm.xlsx", *, at, **rest):
    book = Workbook.objects.create(
        file_name=name, sha256=name, year="2024-25", title="T", publisher="P", licence="L", **rest
    )
    Workbook.objects.filter(pk=book.pk).update(imported_at=at)
    return book


def test_columns_start_with_the_contract_in_its_order():
    keys = tuple(column.key for column in COLUMNS)
    assert keys[: len(CONTRACT)] == CONTRACT
    assert keys[len(CONTRACT) :] == ("file", "sheet", "cell")


def test_every_value_fits_its_column():
    rows = [row(standing={"flags": ("weighted",)}), row(value=None, mark="X")]
    table = rows_table(rows, name="n", title="t")
    first, second = table.values()
    assert first[0] == "L0001"
    assert first[-3:] == ("tsm.xlsx", "TSM25_LCRA_Perception", "AB12")
    assert second[5] is None


def test_provenance_names_files_method_and_the_day_they_were_read():
    workbook(at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))  # past midnight in London
    found = provenance_of([row(), row()], title="t", address="https://heard.example/x")
    assert found.source_files == ("tsm.xlsx",)
    assert found.retrieved == date(2026, 7, 1)
    assert found.method_version == METHOD_VERSION
    assert found.licence == "Open Government Licence v3.0"
    assert "Regulator of Social Housing" in found.source
    assert found.made_up is False
    assert found.address == "https://heard.example/x"


def test_provenance_of_made_up_rows_claims_no_public_sector_source():
    found = provenance_of([row(is_fictional=True)], title="t")
    assert found.made_up is True
    assert "Made up" in found.source
    assert found.attribution == ""


def test_provenance_of_nothing_still_has_a_day():
    assert provenance_of([], title="t").retrieved
