import csv

import pytest

from heard.errors import BadInputError
from heard.ingest.csv_columns import CellError, Column, Table, day, one_of, whole_number
from heard.ingest.csv_table import MOST_FAULTS, read_headings, read_table
from heard.ingest.csv_text import MOST_BYTES
from heard.ingest.csv_writing import write_table, write_template

TABLE = Table(
    "things",
    "Things.",
    (
        Column("name", "Its name.", "Weir", required=True),
        Column("number", "How many.", "12", read=whole_number),
        Column("on", "When.", "2025-03-31", read=day),
    ),
)


@pytest.fixture(autouse=True)
def _cells_as_long_as_python_lets_them_be():
    """Readers of big tables raise the limit for their whole process, and other tests with it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


def read(data):
    data = data if isinstance(data, bytes) else data.encode()
    return [row.values for row in read_table(data, "f.csv", TABLE)]


def fault(data):
    with pytest.raises(BadInputError) as caught:
        read(data)
    (found,) = caught.value.faults
    assert found.file == "f.csv"
    assert found.mend
    return f"{found.place}: {found.problem} {found.mend}"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "utf-32"]
)
def test_every_usual_encoding_is_read(encoding):
    assert read("name,number\nCafé Weir,1\n".encode(encoding)) == [
        {"name": "Café Weir", "number": 1}
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_delimiter_and_line_end_is_read(mark, end):
    text = end.join([f"name{mark}number", f'"We{mark}ir"{mark}1', "", f"Lock{mark}", ""])
    assert read(text) == [{"name": f"We{mark}ir", "number": 1}, {"name": "Lock"}]


def test_headings_are_known_however_they_are_spelt():
    assert read_headings(b" Name ,In-borough  Since\n", "f") == ["name", "in_borough_since"]


def test_row_numbers_are_those_of_a_spreadsheet():
    rows = read_table(b"\nname\n\nWeir\n\nLock\n", "f.csv", TABLE)
    assert [row.number for row in rows] == [4, 6]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf \n\n", "The file is empty"),
        (b"name,number\n", "no rows"),
        (b"PK\x03\x04xxxx", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0xxxx", "old Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"name\nWe\0ir\n", "row 2: There is a NUL byte"),
        ("name\nCafé\nWeir \xff\n".encode() + b"\xff\n", "row 4: Some letters"),
        (b"number\n1\n", "row 1, column name: This column is missing"),
        (b"nme,number\nx,1\n", "row 1, column nme: Heard knows no column 'nme'. Did you mean name"),
        (b"name,colour\nx,red\n", "row 1, column colour: Heard knows no column"),
        (b"name,number,Number\nx,1,2\n", "row 1, column number: This heading stands twice"),
        (b'name,number\n"Weir,1\nLock,2\n', "row 2: A cell's quotation marks don't match"),
        (b'name,number\nLock,2\n"We"ir,1\n', "row 3: A cell's quotation marks don't match"),
        (b'name,number\n"We\nir",1\n', "row 2: A cell's quotation marks don't match"),
        (b"name,number\nWeir\n", "row 2: The row ends after 1 of 2 cells"),
        (b"name,number\nWeir,1,2\n", "row 2: '2' stands under no heading"),
        (b"name,number\n,1\n", "row 2, column name: This cell is empty"),
        (b"name,number\nWeir,ten\n", "row 2, column number: 'ten' is no whole number"),
        (b"name,on\nWeir,30/2/2020\n", "row 2, column on: There is no day"),
        (b"name\n" + b"x" * 301, "row 2, column name: The cell has 301 characters"),
        (b"name\n" + b"x" * 200_000, "row 2: A cell's quotation marks don't match"),
        (b"n" * (MOST_BYTES + 1), "The file has 30 MB"),
    ],
)
def test_bad_file_is_refused_with_its_place_and_mend(data, told):
    assert told in fault(data)


def test_empty_columns_at_the_end_are_no_matter():
    assert read("name,number,,\nWeir,1,,\n") == [{"name": "Weir", "number": 1}]


def test_all_faults_are_told_at_once_up_to_a_hundred():
    with pytest.raises(BadInputError) as caught:
        read("name,number\n" + "x,y\n" * 500)
    assert len(caught.value.faults) == MOST_FAULTS + 1
    assert "There are more faults" in str(caught.value)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("heard.ingest.csv_table.MOST_ROWS", 3)
    assert "more than 3 rows" in fault(b"name\na\nb\nc\nd\n")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "'=1", "''-x", "'tis", "a=b", "\tx"])
def test_guarded_cells_come_back(value):
    data = write_table(TABLE, [{"name": value}])
    assert data.startswith(b"\xef\xbb\xbf")
    cell = data.decode("utf-8-sig").splitlines()[1].split(",")[0]
    assert cell[0] not in "=+-@\t\r"
    assert read(data) == [{"name": value.strip()}]


def test_template_can_be_read():
    assert read(write_template(TABLE))[0]["number"] == 12


@pytest.mark.parametrize(("cell", "number"), [("0", 0), ("1,204", 1204), ("007", 7)])
def test_whole_numbers(cell, number):
    assert whole_number(cell) == number


@pytest.mark.parametrize("cell", ["-1", "1.5", "1 2", "1,2", "٣", "1e3", "9" * 5000, "0x1"])
def test_no_whole_numbers(cell):
    with pytest.raises(CellError):
        whole_number(cell)


@pytest.mark.parametrize("cell", ["2020-02-30", "1/13/2020", "1/2/20", "0000-01-01", "43374", "x"])
def test_no_days(cell):
    with pytest.raises(CellError):
        day(cell)


def test_one_of_knows_keys_and_labels():
    read_kind = one_of({"social-rent": "Social rent"})
    assert {read_kind(cell) for cell in ("SOCIAL RENT", "social_rent", "Social-Rent")} == {
        "social-rent"
    }
    with pytest.raises(CellError) as caught:
        read_kind("owned")
    assert "social-rent" in caught.value.mend
