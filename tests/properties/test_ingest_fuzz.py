"""Whatever bytes somebody uploads, the reader answers with a workbook or with faults."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.workbooks import LANDLORDS, build_workbook, sheet_of

from heard.errors import BadInputError
from heard.ingest.tsm_read import read_tsm

if TYPE_CHECKING:
    from heard.ingest.tsm_model import TsmWorkbook

quickly = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@cache
def sound() -> bytes:
    with TemporaryDirectory() as folder:
        path = build_workbook(Path(folder) / "tsm.xlsx", landlords=LANDLORDS[:1])
        return path.read_bytes()


def read(data: bytes) -> TsmWorkbook | None:
    """The workbook, or None and faults that a person can use; any other error fails the test."""
    try:
        return read_tsm(data, file="tsm.xlsx")
    except BadInputError as error:
        faults = error.faults
    assert faults
    assert all(fault.problem and fault.mend for fault in faults)
    return None


@quickly
@given(st.binary(max_size=2000))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + b"\0" * 18)
def test_ingest_any_bytes(data):
    assert read(data) is None


@quickly
@given(st.integers(0, 10**6), st.integers(0, 255))
def test_ingest_a_workbook_with_one_byte_changed(place, byte):
    data = bytearray(sound())
    data[place % len(data)] = byte
    read(bytes(data))


@quickly
@given(st.integers(0, 10**6))
def test_ingest_a_workbook_cut_anywhere(end):
    data = sound()
    assert read(data[: end % len(data)]) is None


@quickly
@given(st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml",
                        "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]),
       st.binary(max_size=400))  # fmt: skip
def test_ingest_a_workbook_with_one_part_replaced(part, content):
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    read(kept.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(["[X]", "[Z]", "[Q]", "Yes", "Notes:", "Landlord name", "#DIV/0!"]),
)


@settings(quickly, max_examples=25)
@given(
    st.sampled_from(["LCRA_Perception", "Management_Info", "Table_Coverage", "Perception_Not_Inc"]),
    st.integers(1, 12),
    st.integers(1, 130),
    values,
)
def test_ingest_a_workbook_with_one_cell_changed(folder, sheet, row, column, value):
    def mutate(book):
        sheet_of(book, sheet).cell(row, column).value = value

    path = build_workbook(folder / "tsm.xlsx", landlords=LANDLORDS[:1], mutate=mutate)
    read(path.read_bytes())
